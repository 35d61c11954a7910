import type { Change, Diff } from '../change.ts'
import { byCodings, invert, isEmpty } from '../change.ts'
import type { AttributeId, CodeId, CoderId, CodingsId, LinkTypeId, Segment, TableName } from '../model.ts'
import { codingsId, tableNames } from '../model.ts'
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
  /** What was found to be one under two ids: the old and the new. */
  readonly same: {
    readonly coders: readonly (readonly [CoderId, CoderId])[]
    readonly codes: readonly (readonly [CodeId, CodeId])[]
    readonly linkTypes: readonly (readonly [LinkTypeId, LinkTypeId])[]
    readonly attributes: readonly (readonly [AttributeId, AttributeId])[]
  }
}

/** Whether there is anything in it to remember. */
export function tellsSomething({ seen, same }: Merging): boolean {
  return !isEmpty(seen) || Object.values(same).some(({ length }) => length > 0)
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

/** Whether a step is called after a merge, or its undoing: such a name holds no words of segments. */
export function isCalledMerge(label: string): boolean {
  return label.replace(/^(undo|redo): /, '').startsWith(mergeLabel)
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

type Known = { readonly id: string }

/** What one history knows of earlier versions, under the ids that the records have after merging. */
export class Past {
  /** By table and key (naming.ts), oldest first; segments apart, since there are so many. */
  private readonly versions = new Map<string, Version[]>()
  private readonly work = new Map<CodingsId, { entry: Entry; diff: Diff<Segment>; seen: boolean }[]>()
  private last: { id: CodingsId; versions: Map<string, Version[]> } | undefined

  constructor(
    entries: readonly Entry[],
    private readonly naming: Naming,
    /** Memos that are to be read otherwise than they are written (memos.ts), by the record of an entry. */
    private readonly meant: ReadonlyMap<object, string> = new Map(),
  ) {
    for (const entry of entries) {
      this.sortWork(entry, entry.change.segments, false)
      this.sortWork(entry, entry.merge?.seen.segments, true)
      for (const table of tableNames) {
        if (table === 'segments') continue
        const tell = this.teller(this.versions, table, entry)
        tellAll(tell, entry.change[table] as Diff<Known> | undefined)
        tellSeen(tell, entry.merge?.seen[table] as Diff<Known> | undefined)
      }
    }
  }

  of(table: TableName, record: Known): readonly Version[] {
    const versions = table === 'segments' ? this.versionsOfWork(record as Segment) : this.versions
    return versions.get(keyOf(table, record)) ?? []
  }

  /** Whether anything is known of the coder's segments in the document. */
  knows(work: CodingsId): boolean {
    return this.work.has(work)
  }

  private sortWork(entry: Entry, diff: Diff<Segment> | undefined, seen: boolean): void {
    if (diff === undefined) return
    for (const part of byCodings(diff).values()) {
      const [one] = [...part.added, ...part.removed, ...part.updated.map(([before]) => before)]
      const { coder, document } = renamed('segments', one!, this.naming)
      const id = codingsId(coder, document)
      const parts = this.work.get(id) ?? []
      this.work.set(id, parts)
      parts.push({ entry, diff: part, seen })
    }
  }

  /** Of one coder's segments in one document: segments are asked about work by work. */
  private versionsOfWork({ coder, document }: Segment): ReadonlyMap<string, Version[]> {
    const id = codingsId(coder, document)
    if (this.last?.id === id) return this.last.versions
    if (!this.work.has(id)) return this.versions
    const versions = new Map<string, Version[]>()
    for (const { entry, diff, seen } of this.work.get(id) ?? []) {
      const tell = this.teller(versions, 'segments', entry)
      if (seen) tellSeen(tell, diff)
      else tellAll(tell, diff)
    }
    this.last = { id, versions }
    return versions
  }

  private teller(past: Map<string, Version[]>, table: TableName, entry: Entry): Tell {
    const read = (record: Known) => {
      const memo = this.meant.get(record)
      return renamed(table, memo === undefined ? record : { ...record, memo }, this.naming)
    }
    return (about, before, after) => {
      const key = keyOf(table, renamed(table, about, this.naming))
      const versions = past.get(key) ?? []
      past.set(key, versions)
      const add = (record: Known | null, at: string) =>
        versions.push({ record: record === null ? null : read(record), at, entry })
      if (before !== undefined) add(before, '')
      add(after, entry.at)
    }
  }
}

/** What the record was before, if that is told, and what it is after; null: it was not there. */
type Tell = (about: Known, before: Known | null | undefined, after: Known | null) => void

function tellAll(tell: Tell, diff: Diff<Known> | undefined): void {
  for (const record of diff?.added ?? []) tell(record, undefined, record)
  for (const [before, after] of diff?.updated ?? []) tell(after, before, after)
  for (const record of diff?.removed ?? []) tell(record, record, null)
}

/** What the other copy had was looked at, and ours was kept. */
function tellSeen(tell: Tell, seen: Diff<Known> | undefined): void {
  for (const theirs of seen?.added ?? []) tell(theirs, theirs, null)
  for (const [ours, theirs] of seen?.updated ?? []) tell(ours, theirs, ours)
  for (const ours of seen?.removed ?? []) tell(ours, null, ours)
}
