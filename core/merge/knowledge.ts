import type { Change, Diff } from '../change.ts'
import { invert, isEmpty } from '../change.ts'
import type { CodeId, CoderId, TableName } from '../model.ts'
import { tableNames } from '../model.ts'
import { canonical } from './canonical.ts'
import type { Naming } from './naming.ts'
import { keyOf, renamed } from './naming.ts'

/** One line of a project's history. */
export interface Entry {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly coder: CoderId | null
  readonly label: string
  /** Without texts, which never change. */
  readonly change: Change
  /** Of a merge only. */
  readonly merge?: Merging
}

/** What the history keeps of a merge besides its change, so that nothing that was decided is asked again. */
export interface Merging {
  /** What the other copy had instead wherever somebody had to decide, as the change from what was decided to that. */
  readonly seen: Change
  /** Coders and codes that were found to be one under two ids: the old and the new. */
  readonly same: {
    readonly coders: readonly (readonly [CoderId, CoderId])[]
    readonly codes: readonly (readonly [CodeId, CodeId])[]
  }
}

/** Whether there is anything in it to remember. */
export function tellsSomething({ seen, same }: Merging): boolean {
  return !isEmpty(seen) || same.coders.length + same.codes.length > 0
}

/** What each of two copies knows of earlier versions, oldest first. */
export interface Knowledge {
  readonly mine: readonly Entry[]
  readonly other: readonly Entry[]
}

/** Where no history is left, whatever differs is a conflict. */
export const noKnowledge: Knowledge = { mine: [], other: [] }

/** What can be known from the two histories, in whatever order their lines come. */
export function knowledgeOf(mine: readonly Entry[], other: readonly Entry[]): Knowledge {
  return { mine: lasting(mine), other: lasting(other) }
}

const mergeLabel = 'merge '

/** What a merge is called in the history. */
export function labelOfMerge(title: string): string {
  return mergeLabel + title
}

/**
 * The entries by time, without merges that were undone: such a merge must count as never made, since its undoing
 * would look as if everything it brought had been deleted on purpose.
 */
function lasting(entries: readonly Entry[]): Entry[] {
  const sorted = [...entries].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const dropped = new Set<Entry>()
  for (const merge of sorted.filter(({ label }) => label.startsWith(mergeLabel))) {
    const changes = {
      [`undo: ${merge.label}`]: canonical(bare(invert(merge.change))),
      [`redo: ${merge.label}`]: canonical(bare(merge.change)),
    }
    const steps = sorted.filter(
      (entry) => entry.at >= merge.at && changes[entry.label] === canonical(bare(entry.change)),
    )
    // Undone and redone by turns; the last one tells whether it holds.
    for (const step of steps) dropped.add(step)
    if (steps.at(-1)?.label.startsWith('undo')) dropped.add(merge)
  }
  return sorted.filter((entry) => !dropped.has(entry))
}

/** A change without texts and without tables in which nothing happened. */
function bare(change: Change): Change {
  const { texts: _, ...rest } = change
  return Object.fromEntries(
    Object.entries(rest).filter(
      ([, diff]) => diff.added.length + diff.updated.length + diff.removed.length > 0,
    ),
  )
}

/** A record as it was from a time on; null: it was deleted then. */
export interface Version {
  readonly record: { readonly id: string } | null
  /** When it became so; '' where that is not known. */
  readonly at: string
  /** The entry that tells of it. */
  readonly entry: Entry
}

/** All versions that a history knows of each record, oldest first, by its table and key (naming.ts). */
export type Past = ReadonlyMap<string, readonly Version[]>

/** The past of every record under the ids that it has after merging. */
export function pastOf(entries: readonly Entry[], naming: Naming): Past {
  const past = new Map<string, Version[]>()
  for (const entry of entries) {
    for (const table of tableNames) {
      const tell = teller(past, table, naming, entry)
      const diff = entry.change[table] as Diff<{ id: string }> | undefined
      for (const record of diff?.added ?? []) tell(record, undefined, record)
      for (const [before, after] of diff?.updated ?? []) tell(after, before, after)
      for (const record of diff?.removed ?? []) tell(record, record, null)
      // What the other copy had was looked at, and ours was kept.
      const seen = entry.merge?.seen[table] as Diff<{ id: string }> | undefined
      for (const theirs of seen?.added ?? []) tell(theirs, theirs, null)
      for (const [ours, theirs] of seen?.updated ?? []) tell(ours, theirs, ours)
      for (const ours of seen?.removed ?? []) tell(ours, null, ours)
    }
  }
  return past
}

function teller(past: Map<string, Version[]>, table: TableName, naming: Naming, entry: Entry) {
  type R = { readonly id: string } | null
  return (about: { readonly id: string }, before: R | undefined, after: R) => {
    const key = keyOf(table, renamed(table, about, naming))
    const versions = past.get(key) ?? []
    past.set(key, versions)
    const add = (record: R, at: string) =>
      versions.push({ record: record === null ? null : renamed(table, record, naming), at, entry })
    if (before !== undefined) add(before, '')
    add(after, entry.at)
  }
}
