import type { Change, Diff } from './change.ts'
import type { Project, Segment, Table, TableName } from './model.ts'
import { tableNames } from './model.ts'

/** What has to change for one project to become the other: `apply(before, difference(before, after))` equals `after`. */
export function difference(before: Project, after: Project): Change {
  const change: { [Name in TableName]?: Diff<{ id: string }> } = {}
  for (const name of tableNames) {
    const diff =
      name === 'segments'
        ? segmentsBetween(before.segments, after.segments)
        : between(before[name] as Table<{ id: string }>, after[name] as Table<{ id: string }>)
    if (diff.added.length + diff.updated.length + diff.removed.length > 0) change[name] = diff
  }
  return change as Change
}

function between<R extends { readonly id: string }>(before: Table<R>, after: Table<R>): Diff<R> {
  if (before === after) return { added: [], updated: [], removed: [] }
  const added: R[] = []
  const updated: (readonly [R, R])[] = []
  for (const record of after.values()) {
    const was = before.get(record.id)
    if (was === undefined) added.push(record)
    else if (!sameValue(was, record)) updated.push([was, record])
  }
  return { added, updated, removed: [...before.values()].filter(({ id }) => !after.has(id as R['id'])) }
}

function segmentsBetween(before: Project['segments'], after: Project['segments']): Diff<Segment> {
  const none: Table<Segment> = new Map()
  const diffs = [...new Set([...before.keys(), ...after.keys()])].map((id) =>
    between(before.get(id) ?? none, after.get(id) ?? none),
  )
  return {
    added: diffs.flatMap(({ added }) => added),
    updated: diffs.flatMap(({ updated }) => updated),
    removed: diffs.flatMap(({ removed }) => removed),
  }
}

/** Whether two values of a record say the same; the order of keys is of no matter. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const keys = Object.keys(a)
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) &&
        sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  )
}
