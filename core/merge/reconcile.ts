import type { Change } from '../change.ts'
import { difference, sameValue } from '../difference.ts'
import type { CodingsId, Project, Segment, Table, TableName, Text } from '../model.ts'
import { documentsInOrder, tableNames } from '../model.ts'
import { Refusal } from '../refusal.ts'
import type { Steps } from '../steps.ts'
import { alike } from './alike.ts'
import { mergeCodes } from './codes.ts'
import { type Choices, Desk } from './conflict.ts'
import { type Copies, pastsOf } from './copies.ts'
import { decideDeletions, type Fates } from './deletions.ts'
import { mergeDocuments } from './documents.ts'
import type { Knowledge, Merging } from './knowledge.ts'
import { decideLinkTypes, mergeLinkTypes, tidyLinkTypes } from './link-types.ts'
import { withoutStrayLinks } from './links.ts'
import { withNamesFor, writtenOut } from './memos.ts'
import { whoMovedOn } from './moved-on.ts'
import { keyOf } from './naming.ts'
import { mergeCoders, mergeCodings, mergeSettings, nameCoders } from './people.ts'
import type { Fate } from './presence.ts'
import { mergeSegments } from './segments.ts'
import { pushApart, tidyCodes } from './tree.ts'
import { mergeVersions } from './versions.ts'

/** Two copies as one, and how it came about. */
export interface Reconciled extends Copies {
  /** `mine` and `other` of Copies are the two under the ids that they have here. */
  readonly merged: Project
  /** From Copies.mine to merged. */
  readonly change: Change
  readonly merging: Merging
  /** How many segments are the same in both. */
  readonly sameSegments: number
}

/**
 * Puts two copies of a project together. Pure and symmetrical: which of them is mine is of no matter to the result.
 * All texts and segments must be there. Throws a Refusal where a choice fits no conflict or a quote no text.
 */
export function* reconcile(
  mine: Project,
  other: Project,
  knowledge: Knowledge,
  choices: Choices,
): Steps<Reconciled> {
  const desk = new Desk(choices)
  const copies = alike(mine, other, knowledge, desk)
  const { named } = copies
  const settings = mergeSettings(copies)
  const coders = mergeCoders(copies)
  const described = {
    documents: mergeDocuments(copies),
    codes: mergeCodes(copies),
    codings: mergeCodings(copies),
  }
  const coded = yield* mergeSegments(copies)
  const fates: Fates = { ...described, segments: coded.fates }
  decideDeletions(copies, fates)
  const linkTypes = mergeLinkTypes(copies)
  decideLinkTypes(copies, linkTypes, fates.segments.values())
  const needed = new Set(fates.codings.filter(({ kept }) => kept).map(({ record }) => record.coder))
  for (const coder of coders) coder.kept ||= needed.has(coder.record.id)
  desk.close()
  const types = new Set(kept(linkTypes).map(({ id }) => id))
  const segments = new Map(
    [...fates.segments].map(([id, work]) => [id, withoutStrayLinks(work, types, desk.notes)] as const),
  )
  const all: AllFates = { ...fates, segments, settings, coders, linkTypes }
  const whole = { done: segments.size, total: segments.size }
  yield whole
  const meant = assemble(copies, all)
  const merged = writtenOut(meant, copies, coded.twins)
  desk.rewrite((side, text) => withNamesFor(named[side], text))
  yield whole
  const change = difference(named.mine, merged)
  checkQuotes(merged, change)
  yield whole
  const seen = seenIn(copies, meant, all)
  yield whole
  const { coders: people, codes, linkTypes: relations, attributes } = copies.found
  const same = {
    coders: [...people],
    codes: [...codes],
    linkTypes: [...relations],
    attributes: [...attributes],
  }
  return {
    ...{ ...copies, mine: named.mine, other: named.other },
    merged: reuse(named.mine, merged, change),
    change,
    merging: { seen, same },
    sameSegments: coded.same,
  }
}

type AllFates = Fates & {
  readonly settings: ReturnType<typeof mergeSettings>
  readonly coders: ReturnType<typeof mergeCoders>
  readonly linkTypes: ReturnType<typeof mergeLinkTypes>
}

function assemble({ mine, other, desk }: Copies, fates: AllFates): Project {
  const documents = table(kept(fates.documents))
  for (const document of pushApart(documentsInOrder({ ...mine, documents })))
    documents.set(document.id, document)
  const texts = [...documents.keys()].map((id) => mine.texts.get(id) ?? other.texts.get(id))
  const codes = tidyCodes(
    fates.codes.filter((fate) => fate.kept),
    desk.notes,
  )
  const linkTypes = tidyLinkTypes(kept(fates.linkTypes), codes, desk.notes)
  return {
    settings: table([fates.settings.record]),
    coders: nameCoders(kept(fates.coders), desk.notes),
    codes,
    linkTypes,
    versions: mergeVersions(mine, other),
    documents,
    texts: table(texts.filter((text): text is Text => text !== undefined)),
    codings: table(kept(fates.codings)),
    segments: new Map(
      [...fates.segments]
        .map(([id, work]): [CodingsId, Table<Segment>] => {
          const records = kept(work)
          const same = [mine, other]
            .map(({ segments }) => segments.get(id))
            .find((one) => holds(one, records))
          return [id, same ?? table(records)]
        })
        .filter(([, segments]) => segments.size > 0),
    ),
  }
}

/** Whether a table is of just these records, so that it need not be made again. */
function holds(table: Table<Segment> | undefined, records: readonly Segment[]): boolean {
  return table?.size === records.length && records.every((record) => table.get(record.id) === record)
}

function kept<R>(fates: readonly Fate<R>[]): R[] {
  return fates.filter((fate) => fate.kept).map(({ record }) => record)
}

function table<R extends { readonly id: string }>(records: readonly R[]): Map<R['id'], R> {
  return new Map(records.map((record) => [record.id, record]))
}

/** The merged project with my own tables where nothing changed in them. */
function reuse(mine: Project, merged: Project, change: Change): Project {
  const unchanged = tableNames.filter((name) => change[name] === undefined)
  return { ...merged, ...Object.fromEntries(unchanged.map((name) => [name, mine[name]])) }
}

/** Throws a Refusal where the quote of a segment that came or changed is not what stands in the text. */
function checkQuotes(project: Project, { segments }: Change): void {
  const touched = [...(segments?.added ?? []), ...(segments?.updated ?? []).map(([, segment]) => segment)]
  for (const { document, start, end, quote } of touched) {
    if (project.texts.get(document)?.text.slice(start, end) === quote) continue
    const title = project.documents.get(document)?.title ?? document
    throw new Refusal(
      'damaged',
      `“${title}”: at ${start} to ${end} the text is not “${quote}”; check both copies before merging them.`,
    )
  }
}

function seenIn(copies: Copies, merged: Project, fates: AllFates): Change {
  const keys = new Set([
    ...disputed('settings', [fates.settings]),
    ...disputed('coders', fates.coders),
    ...disputed('codes', fates.codes),
    ...disputed('linkTypes', fates.linkTypes),
    ...disputed('documents', fates.documents),
    ...disputed('codings', fates.codings),
    ...[...fates.segments.values()].flatMap((work) => disputed('segments', work)),
    // Names and keys that had to give way.
    ...fates.coders
      .filter(({ record }) => gaveWay(record, merged.coders.get(record.id)))
      .map(keyIn('coders')),
    ...fates.codes.filter(({ record }) => gaveWay(record, merged.codes.get(record.id))).map(keyIn('codes')),
    ...fates.linkTypes
      .filter(({ record }) => gaveWay(record, merged.linkTypes.get(record.id)))
      .map(keyIn('linkTypes')),
    ...displaced(copies, 'codes', merged.codes),
    ...displaced(copies, 'linkTypes', merged.linkTypes),
    ...displaced(copies, 'documents', merged.documents),
  ])
  if (keys.size === 0) return {}
  const works = new Set(
    [...fates.segments].flatMap(([id, work]) => (work.some((fate) => fate.disputed === true) ? [id] : [])),
  )
  return difference(only(merged, keys, works), only(copies.other, keys, works))
}

/** Of a project what has one of the keys; segments in these works only. */
function only(project: Project, keys: ReadonlySet<string>, works: ReadonlySet<CodingsId>): Project {
  const within = <R extends { id: string }>(name: TableName, records: Table<R>) =>
    new Map([...records].filter(([, record]) => keys.has(keyOf(name, record))))
  const tables = tableNames.map((name) => [
    name,
    name === 'segments'
      ? new Map(
          [...project.segments].filter(([id]) => works.has(id)).map(([id, work]) => [id, within(name, work)]),
        )
      : within(name, project[name] as Table<{ id: string }>),
  ])
  return Object.fromEntries(tables) as Project
}

function keyIn(name: TableName) {
  return ({ record }: Fate<{ id: string }>) => keyOf(name, record)
}

function disputed(name: TableName, fates: readonly Fate<{ id: string }>[]): string[] {
  return fates.filter((fate) => fate.disputed === true).map(keyIn(name))
}

/** Records that the other copy has in another place of their list, unless mine is known to have moved them since. */
function displaced(
  copies: Copies,
  name: 'codes' | 'linkTypes' | 'documents',
  merged: Table<Ordered>,
): string[] {
  const [mine, other] = [copies.mine[name], copies.other[name]] as [Table<Ordered>, Table<Ordered>]
  return [...other.values()]
    .filter((theirs) => {
      const [ours, is] = [mine.get(theirs.id), merged.get(theirs.id)]
      if (is === undefined || is.order === theirs.order) return false
      const order = (record: Ordered) => record.order
      return ours === undefined || whoMovedOn(ours, theirs, pastsOf(copies, name, ours), order) !== 'mine'
    })
    .map((record) => keyOf(name, record))
}

type Ordered = { readonly id: string; readonly order: number }

/** Whether a record differs from what it was to be, in more than its order. */
function gaveWay<R extends { id: string }>(wanted: R, is: R | undefined): boolean {
  return is !== undefined && !sameValue({ ...wanted, order: 0 }, { ...is, order: 0 })
}
