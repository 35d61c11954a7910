import { apply, type Diff, invert } from '../change.ts'
import { idOf, linkOpening, type MemoTarget, nameIn, targetOf } from '../memo-links.ts'
import { type Became, changesNames, renaming, withNames } from '../memo-links-kept.ts'
import type { CodeId, DocumentId, Project, Segment, SegmentId } from '../model.ts'
import { codingsId, settingsOf } from '../model.ts'
import type { Alike } from './alike.ts'
import { greater, smaller } from './canonical.ts'
import { type Copies, pastsOf } from './copies.ts'
import type { Entry } from './knowledge.ts'
import { type Side, whoMovedOn } from './moved-on.ts'
import type { Naming } from './naming.ts'

/**
 * Links in memos are names, and a thing may have another name in each copy. So memos are compared with ids in their
 * links, and what comes out is written with the names that things have then.
 */
export interface Speaker {
  /** The copy as it was before anything got another id. */
  readonly project: Project
  /** The ids that change by the merge. */
  readonly naming: Naming
}
export type Speakers = Readonly<Record<Side, Speaker>>

type Noted = { readonly id: string; readonly memo: string }

/** The memo with ids in its links, as the first of the speakers means them who knows what they lead to. */
function meaning(memo: string, speakers: readonly Speaker[]): string {
  return withNames(memo, (written) => {
    for (const { project, naming } of speakers) {
      const id = idAfter(targetOf(project, written), naming)
      if (id !== undefined) return id
    }
    return written
  })
}

function idAfter(target: MemoTarget, { codes, documents }: Naming): string | undefined {
  if (target.kind === 'gone') return undefined
  if (target.kind === 'code')
    return idOf({ ...target, code: { ...target.code, id: codes.get(target.code.id) ?? target.code.id } })
  const { id } = target.document
  return idOf({ ...target, document: { ...target.document, id: documents.get(id) ?? id } })
}

/** One of the copies, under the ids that it will have, with ids in the links of its memos too. */
export function withMeanings(
  named: Readonly<Record<Side, Project>>,
  side: Side,
  speakers: Speakers,
): Project {
  const twin = other(side)
  return withMemos(named[side], (name, record) => {
    const own = meaning(record.memo, [speakers[side], speakers[twin]])
    // The same words are no contradiction, even where each copy means something else by them.
    return noteIn(named[twin], name, record)?.memo === record.memo
      ? smaller(own, meaning(record.memo, [speakers[twin], speakers[side]]))
      : own
  })
}

function other(side: Side): Side {
  return side === 'mine' ? 'other' : 'mine'
}

/**
 * What the memos in a history meant when they were written, by the record of an entry. The naming is that of ids in
 * the history, which may be the other copy's too.
 */
export function meaningsIn(
  entries: readonly Entry[],
  naming: Naming,
  own: Speaker,
  twin: Speaker,
): ReadonlyMap<object, string> {
  const meant = new Map<object, string>()
  if (!entries.some((entry) => [...notesIn(entry)].some(hasLink))) return meant
  let then = own.project
  const tell = (records: readonly Noted[]) => {
    for (const record of records)
      if (hasLink(record)) meant.set(record, meaning(record.memo, [{ project: then, naming }, own, twin]))
  }
  for (const entry of entries.toReversed()) {
    const diffs = diffsOf(entry.change)
    tell(diffsOf(entry.merge?.seen).flatMap(recordsIn))
    tell(diffs.flatMap(({ added, updated }) => [...added, ...updated.map(([, after]) => after)]))
    then = earlier(then, entry)
    tell(diffs.flatMap(({ removed, updated }) => [...removed, ...updated.map(([before]) => before)]))
  }
  return meant
}

/** What things were called before the entry. */
function earlier(project: Project, { change: { codes, documents } }: Entry): Project {
  const change = { ...(codes && { codes }), ...(documents && { documents }) }
  return changesNames(change) ? apply(project, invert(change)) : project
}

function* notesIn({ change, merge }: Entry): Generator<Noted> {
  for (const diff of [...diffsOf(change), ...diffsOf(merge?.seen)]) yield* recordsIn(diff)
}

function diffsOf(change: Entry['change'] | undefined): Diff<Noted>[] {
  return tablesWithMemos.flatMap((name) => (change?.[name] as Diff<Noted> | undefined) ?? [])
}

function recordsIn({ added, updated, removed }: Diff<Noted>): Noted[] {
  return [...added, ...updated.flat(), ...removed]
}

/** The merged project with its memos as they were written, and where things are called otherwise now, so named. */
export function writtenOut(
  merged: Project,
  copies: Alike,
  twins: ReadonlyMap<SegmentId, SegmentId>,
): Project {
  const { named, speakers } = copies
  const renamed = {
    mine: renaming(speakers.mine.project, merged, becameOf(speakers.mine, twins)),
    other: renaming(speakers.other.project, merged, becameOf(speakers.other, twins)),
  }
  const ids = new Map([...twins].map(([gone, kept]) => [kept as string, gone]))
  let asWritten: Copies | undefined
  return withMemos(merged, (name, record) => {
    const [one, two] = (['mine', 'other'] as const).flatMap((side) => {
      if (noteIn(copies[side], name, record, ids.get(record.id))?.memo !== record.memo) return []
      const note = noteIn(named[side], name, record, ids.get(record.id))!
      return [{ note, text: withNames(note.memo, renamed[side]) }]
    })
    if (one === undefined) return withNamesFor(merged, record.memo)
    if (two === undefined || one.text === two.text) return one.text
    // The same in other words.
    asWritten ??= { ...copies, pasts: copies.pastsAsWritten() }
    const pasts = pastsOf(asWritten, name, one.note, two.note)
    const side = whoMovedOn(one.note, two.note, pasts, ({ memo }) => memo)
    return side === 'both' ? greater(one.text, two.text) : side === 'mine' ? one.text : two.text
  })
}

/** A memo with ids in its links as it reads in a copy. */
export function withNamesFor(project: Project, memo: string): string {
  return withNames(memo, (written) => {
    const target = targetOf(project, written)
    return target.kind !== 'gone' && idOf(target) === written ? nameIn(project, target) : written
  })
}

function becameOf({ naming }: Speaker, twins: ReadonlyMap<SegmentId, SegmentId>): Became {
  return new Map<CodeId | DocumentId | SegmentId, CodeId | DocumentId | SegmentId>([
    ...twins,
    ...naming.codes,
    ...naming.documents,
  ])
}

const tablesWithMemos = ['settings', 'codes', 'documents', 'segments'] as const
type WithMemos = (typeof tablesWithMemos)[number]

function hasLink({ memo }: Noted): boolean {
  return memo.includes(linkOpening)
}

/** The record in a copy; a segment may have the id of one that turned out to be the same. */
function noteIn(project: Project, name: WithMemos, record: Noted, twin?: SegmentId): Noted | undefined {
  // Two projects are merged, whichever ids they have.
  if (name === 'settings') return settingsOf(project)
  if (name !== 'segments') return (project[name] as ReadonlyMap<string, Noted>).get(record.id)
  const { coder, document, id } = record as Segment
  const own = project.segments.get(codingsId(coder, document))
  return own?.get(id) ?? (twin === undefined ? undefined : own?.get(twin))
}

/** The project with another memo wherever there are links in one; tables without any stay the same values. */
function withMemos(project: Project, memoOf: (name: WithMemos, record: Noted) => string): Project {
  const within = <R extends Noted>(name: WithMemos, table: ReadonlyMap<R['id'], R>) => {
    const changed = [...table.values()].flatMap((record): [R['id'], R][] => {
      if (!hasLink(record)) return []
      const memo = memoOf(name, record)
      return memo === record.memo ? [] : [[record.id, { ...record, memo }]]
    })
    return changed.length === 0 ? table : new Map([...table, ...changed])
  }
  return {
    ...project,
    settings: within('settings', project.settings),
    codes: within('codes', project.codes),
    documents: within('documents', project.documents),
    segments: new Map([...project.segments].map(([id, table]) => [id, within('segments', table)])),
  }
}
