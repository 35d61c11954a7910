import { withChanges } from './layers.ts'
import type {
  Code,
  CoderId,
  CodingsId,
  DocumentId,
  Project,
  Segment,
  Table,
  TableName,
  Tables,
} from './model.ts'
import { codingsId, tableNames } from './model.ts'

/** What happened to the records of one kind. */
export interface Diff<R> {
  readonly added: readonly R[]
  /** Before and after, with the same id. */
  readonly updated: readonly (readonly [before: R, after: R])[]
  readonly removed: readonly R[]
}

/**
 * A change to a project as a value. It carries what was there before, so that undoing is inverting it, for every
 * command there is or will be. Only these functions know how a project changes.
 */
export type Change = { readonly [Name in TableName]?: Diff<Tables[Name]> }

/** A new project with the change applied; the given one stays as it is. */
export function apply(project: Project, change: Change): Project {
  const next: { -readonly [Name in TableName]: Project[Name] } = { ...project }
  for (const name of tableNames) {
    if (change[name] === undefined) continue
    // Which record type the table holds is of no matter to applyToTable; Code stands for any.
    if (name === 'segments') next.segments = applyToSegments(project.segments, change.segments!)
    else
      (next as Record<string, unknown>)[name] = applyToTable(
        project[name] as Table<Code>,
        change[name] as Diff<Code>,
      )
  }
  return next
}

function applyToTable<R extends { readonly id: string }>(table: Table<R>, diff: Diff<R>): Table<R> {
  // All of a table at once, as where a document is read.
  if (table.size === 0) return tableOf(diff.added)
  const changes = new Map<R['id'], R | undefined>()
  for (const record of diff.removed) changes.set(record.id, undefined)
  for (const [, after] of diff.updated) changes.set(after.id, after)
  for (const record of diff.added) changes.set(record.id, record)
  return withChanges(table, changes)
}

function tableOf<R extends { readonly id: string }>(records: readonly R[]): Table<R> {
  const table = new Map<R['id'], R>()
  for (const record of records) table.set(record.id, record)
  return table
}

function applyToSegments(segments: Project['segments'], diff: Diff<Segment>): Project['segments'] {
  const next = new Map(segments)
  for (const [id, part] of byCodings(diff)) {
    const table = applyToTable<Segment>(next.get(id) ?? new Map(), part)
    if (table.size === 0) next.delete(id)
    else next.set(id, table)
  }
  return next
}

/** A diff of segments, apart by coder and document. A segment never moves from one to another. */
export function byCodings(diff: Diff<Segment>): Map<CodingsId, Diff<Segment>> {
  type Part = { added: Segment[]; updated: (readonly [Segment, Segment])[]; removed: Segment[] }
  const parts = new Map<CodingsId, Part>()
  let last: { coder: CoderId; document: DocumentId; part: Part } | undefined
  const part = ({ coder, document }: Segment) => {
    // Segments mostly come one coder's work on a document after the other.
    if (last?.coder === coder && last.document === document) return last.part
    const id = codingsId(coder, document)
    const found = parts.get(id) ?? { added: [], updated: [], removed: [] }
    parts.set(id, found)
    last = { coder, document, part: found }
    return found
  }
  for (const segment of diff.added) part(segment).added.push(segment)
  for (const pair of diff.updated) part(pair[0]).updated.push(pair)
  for (const segment of diff.removed) part(segment).removed.push(segment)
  return parts
}

/** The change that takes this one back: `apply(apply(p, c), invert(c))` equals `p`. */
export function invert(change: Change): Change {
  const inverse: Record<string, Diff<unknown>> = {}
  for (const name of tableNames) {
    const diff = change[name] as Diff<unknown> | undefined
    if (diff === undefined) continue
    inverse[name] = {
      added: diff.removed,
      updated: diff.updated.map(([before, after]) => [after, before] as const),
      removed: diff.added,
    }
  }
  return inverse as Change
}

/** One change with the effect of the first and then the second. */
export function squash(first: Change, second: Change): Change {
  const both: Record<string, Diff<Entry>> = {}
  for (const name of tableNames) {
    const diff = squashDiffs(first[name] as Diff<Entry>, second[name] as Diff<Entry>)
    if (diff !== undefined && !isEmptyDiff(diff)) both[name] = diff
  }
  return both as Change
}

/** A record of any table. */
type Entry = { readonly id: string } & Partial<Pick<Segment, 'coder' | 'document'>>

/** Within its table; a segment within one coder's work on one document. */
function keyOf({ id, coder, document }: Entry): string {
  return `${coder ?? ''} ${document ?? ''} ${id}`
}

function squashDiffs<R extends Entry>(a?: Diff<R>, b?: Diff<R>): Diff<R> | undefined {
  if (a === undefined || b === undefined) return a ?? b
  // For each record, what it was before the first and what it is after the second.
  const records = new Map<string, { before: R | undefined; after: R | undefined }>()
  for (const diff of [a, b]) {
    for (const [before, after] of pairs(diff)) {
      const key = keyOf((before ?? after)!)
      const found = records.get(key)
      records.set(key, { before: found === undefined ? before : found.before, after })
    }
  }
  const diff = { added: [] as R[], updated: [] as [R, R][], removed: [] as R[] }
  for (const { before, after } of records.values()) {
    if (before === undefined && after !== undefined) diff.added.push(after)
    else if (before !== undefined && after === undefined) diff.removed.push(before)
    else if (before !== undefined && after !== undefined && before !== after)
      diff.updated.push([before, after])
  }
  return diff
}

function* pairs<R>(diff: Diff<R>): Generator<[before: R | undefined, after: R | undefined]> {
  for (const record of diff.removed) yield [record, undefined]
  for (const [before, after] of diff.updated) yield [before, after]
  for (const record of diff.added) yield [undefined, record]
}

/** The change as changes of so many records at most: together they have its effect, in any order. */
export function* partsOf(change: Change, most: number): Generator<Change> {
  const records = tableNames.flatMap((name) =>
    diffKinds.map((kind) => ({ name, kind, list: (change[name]?.[kind] ?? []) as readonly unknown[] })),
  )
  if (records.reduce((sum, { list }) => sum + list.length, 0) <= most) return yield change
  for (const { name, kind, list } of records) {
    for (let at = 0; at < list.length; at += most)
      yield { [name]: diffOf({ [kind]: list.slice(at, at + most) }) }
  }
}

/** What partsOf took apart. */
export function joined(parts: readonly Change[]): Change {
  if (parts.length === 1) return parts[0]!
  const whole: Record<string, Diff<unknown>> = {}
  for (const name of tableNames) {
    const diffs = parts.flatMap((part) => (part[name] as Diff<unknown> | undefined) ?? [])
    if (diffs.length === 0) continue
    whole[name] = {
      added: diffs.flatMap(({ added }) => added),
      updated: diffs.flatMap(({ updated }) => updated),
      removed: diffs.flatMap(({ removed }) => removed),
    }
  }
  return whole as Change
}

const diffKinds = ['added', 'updated', 'removed'] as const

export function isEmpty(change: Change): boolean {
  return tableNames.every((name) => change[name] === undefined || isEmptyDiff(change[name] as Diff<unknown>))
}

function isEmptyDiff(diff: Diff<unknown>): boolean {
  return diff.added.length === 0 && diff.updated.length === 0 && diff.removed.length === 0
}

/** A diff with what is given, for commands to build their change from. */
export function diffOf<R>(diff: Partial<Diff<R>>): Diff<R> {
  return { added: diff.added ?? [], updated: diff.updated ?? [], removed: diff.removed ?? [] }
}
