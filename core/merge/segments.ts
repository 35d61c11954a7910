import { shownValues } from '../attributes.ts'
import { sameValue } from '../difference.ts'
import type { CodingsId, Segment, SegmentId, Table } from '../model.ts'
import type { Steps } from '../steps.ts'
import { excerpt } from '../text.ts'
import { byId, greater, smaller } from './canonical.ts'
import type { Shown } from './conflict.ts'
import { type Copies, codePath, coderName, pastsOf, titleOf } from './copies.ts'
import { linkKey, relinked } from './links.ts'
import { type Field, greaterSide, type Side, settle, whoMovedOn } from './moved-on.ts'
import { deletedWhere, type Fate, fateOf, keepOrDelete } from './presence.ts'
import { certainty, coding, memo, type SegmentField, segmentFields } from './segment-fields.ts'

/** All that a person says with a segment. */
const content = {
  name: 'content',
  of: ({ code, start, end, memo, attributes, certainty, links }: Segment) => ({
    ...{ code, start, end, memo },
    ...{ attributes, certainty, links: links.map(linkKey).sort() },
  }),
}

const none: Table<Segment> = new Map()

/**
 * What becomes of every segment, by whose it is and of what document, which turned out to be one with others, and how
 * many are the same in both copies.
 */
export function* mergeSegments(
  copies: Copies,
): Steps<{ fates: Map<CodingsId, Fate<Segment>[]>; twins: Map<SegmentId, SegmentId>; same: number }> {
  const { mine, other } = copies
  const ids = [...new Set([...mine.segments.keys(), ...other.segments.keys()])].sort()
  const fates = new Map<CodingsId, Fate<Segment>[]>()
  const twins = new Map<SegmentId, SegmentId>()
  let same = 0
  for (const id of ids) {
    const merged =
      workAsItIs(copies, id) ??
      mergeWork(copies, mine.segments.get(id) ?? none, other.segments.get(id) ?? none)
    fates.set(id, merged.fates)
    same += merged.same
    for (const [gone, twin] of merged.names) twins.set(gone, twin)
    yield { done: fates.size, total: ids.length }
  }
  return { fates, twins, same }
}

const noTwins: ReadonlyMap<SegmentId, SegmentId> = new Map()

/** Work that is the same in both copies, or that one has and the other never had: nothing of it is in question. */
function workAsItIs({ mine, other, pasts }: Copies, id: CodingsId) {
  const [ours, theirs] = [mine.segments.get(id), other.segments.get(id)]
  const as = (work: Table<Segment>, side: Fate<Segment>['in']) =>
    [...work.values()].map((record): Fate<Segment> => ({ record, in: side, kept: true }))
  if (ours !== undefined && ours === theirs)
    return { fates: as(ours, 'both'), names: noTwins, same: ours.size }
  if (theirs === undefined && !pasts.other.knows(id))
    return { fates: as(ours!, 'mine'), names: noTwins, same: 0 }
  if (ours === undefined && !pasts.mine.knows(id))
    return { fates: as(theirs!, 'other'), names: noTwins, same: 0 }
  return undefined
}

function mergeWork(copies: Copies, mine: Table<Segment>, other: Table<Segment>) {
  const same: Segment[] = []
  const pairs: [Segment, Segment][] = []
  const only = { mine: [] as Alone[], other: [] as Alone[] }
  for (const segment of mine.values()) {
    const twin = other.get(segment.id)
    if (twin === undefined) only.mine.push(alone(copies, 'mine', segment))
    else if (sameValue(segment, twin)) same.push(segment)
    else pairs.push([segment, twin])
  }
  for (const segment of other.values())
    if (!mine.has(segment.id)) only.other.push(alone(copies, 'other', segment))
  const { twins, rest } = findTwins(only)
  const names = new Map(
    twins.map(([m, o]): [SegmentId, SegmentId] => [greater(m.id, o.id), smaller(m.id, o.id)]),
  )
  const fates: Fate<Segment>[] = [
    ...same.map((segment) => ({ record: relinked(segment, names), in: 'both' as const, kept: true })),
    ...[...pairs, ...twins].map(([m, o]) => mergePair(copies, relinked(m, names), relinked(o, names), names)),
    ...rest.map((fate) => answered(copies, { ...fate, record: relinked(fate.record, names) })),
  ]
  return { fates, names, same: same.length }
}

type Alone = Fate<Segment> & { readonly asks: boolean }

function alone(copies: Copies, side: Side, segment: Segment): Alone {
  return fateOf(copies, 'segments', side, segment, content.of)
}

/** Of the segments that only one copy has, those with one code on one span are one, unless they were deleted since. */
function findTwins(only: { mine: Alone[]; other: Alone[] }): { twins: [Segment, Segment][]; rest: Alone[] } {
  const places = new Map<string, Alone[]>()
  for (const fate of only.other.sort(bySegment)) {
    const key = fate.kept ? placeOf(fate.record) : ''
    places.set(key, [...(places.get(key) ?? []), fate])
  }
  const twins: [Segment, Segment][] = []
  const rest = only.mine.sort(bySegment).filter((fate) => {
    const twin = fate.kept ? places.get(placeOf(fate.record))?.shift() : undefined
    if (twin !== undefined) twins.push([fate.record, twin.record])
    return twin === undefined
  })
  return { twins, rest: [...rest, ...[...places.values()].flat()] }
}

function bySegment(a: Alone, b: Alone): number {
  return byId(a.record, b.record)
}

function placeOf({ code, start, end }: Segment): string {
  return `${code} ${start} ${end}`
}

/** The fate, after asking where it was deleted in one copy and changed in the other. */
function answered(copies: Copies, { asks, ...fate }: Alone): Fate<Segment> {
  if (!asks) return fate
  const { record: segment, in: side } = fate
  const shown = show(copies, segment, side === 'other' ? 'other' : 'mine')
  const choice = copies.desk.ask({
    id: `deletion/segment/${segment.coder}/${segment.document}/${segment.id}`,
    kind: 'deletion',
    owner: segment.coder,
    sentence: `${nameOf(copies, segment)} was deleted ${deletedWhere(fate)} and changed on the other side.`,
    mine: side === 'mine' ? shown : null,
    other: side === 'other' ? shown : null,
    choices: keepOrDelete,
    default: 'keep',
  })
  return { ...fate, kept: choice === 'keep', disputed: true }
}

type Names = ReadonlyMap<SegmentId, SegmentId>

/** Two versions of one segment; the names are those of the segments of this work that turned out to be one. */
function mergePair(copies: Copies, mine: Segment, other: Segment, names: Names): Fate<Segment> {
  if (sameValue(mine, other)) return { record: mine, in: 'both', kept: true }
  const ages = {
    id: smaller(mine.id, other.id),
    created: smaller(mine.created, other.created),
  }
  const pasts = pastsOf(copies, 'segments', mine, other)
  // Times tell apart versions that say the same, so that who had this very one before them has moved on from it.
  const whole = whoMovedOn(mine, other, pasts, (segment) => segment)
  if (whole !== 'both')
    return { record: { ...(whole === 'mine' ? mine : other), ...ages }, in: 'both', kept: true }
  const fields = segmentFields(mine, other, names)
  const settled = settle(mine, other, pasts, fields)
  // What one copy does not say contradicts nothing that the other says.
  const apart = settled.apart.filter((field) => !isBlank(field.of(mine)) && !isBlank(field.of(other)))
  const chosen = apart.length === 0 ? null : ask(copies, mine, other, apart)
  const sideOf = (field: Field<Segment>): Side => {
    if (apart.includes(field)) return chosen!
    if (settled.apart.includes(field)) return isBlank(field.of(mine)) ? 'other' : 'mine'
    return settled.of(field.name)
  }
  const differing = fields.filter((field) => !sameValue(field.of(mine), field.of(other)))
  const place = differing.includes(coding) ? sideOf(coding) : null
  return {
    record: { ...woven(mine, other, fields, sideOf, place), ...ages },
    in: 'both',
    kept: true,
    disputed: settled.apart.length > 0,
  }
}

function isBlank(value: unknown): boolean {
  return value === null || value === ''
}

/** Of two of one code and place, the one that was changed last, which knows the codebook under which that was done. */
function later(mine: Segment, other: Segment): Segment {
  const key = ({ changed, version }: Segment) => `${changed} ${version ?? ''}`
  return key(mine) >= key(other) ? mine : other
}

/** Each part from the copy that it is to be from; `place` says whose code and span, null where they are the same. */
function woven(
  mine: Segment,
  other: Segment,
  fields: readonly SegmentField[],
  sideOf: (field: Field<Segment>) => Side,
  place: Side | null,
): Segment {
  const base = place === null ? later(mine, other) : place === 'mine' ? mine : other
  const parts = fields.map((field) => ({
    ...field,
    value: field.of(sideOf(field) === 'mine' ? mine : other),
  }))
  const part = (name: string) => parts.find((field) => field.name === name)!.value
  const values = parts.flatMap(({ attribute, value }) =>
    attribute === undefined || value === null ? [] : [[attribute, value]],
  )
  return {
    ...base,
    memo: part(memo.name) as string,
    certainty: part(certainty.name) as Segment['certainty'],
    attributes: Object.fromEntries(values) as Segment['attributes'],
    // In an order in which neither copy has a say, unless they agree.
    links: sameValue(mine.links, other.links)
      ? mine.links
      : parts.flatMap(({ link, value }) => (link === undefined || value === null ? [] : [link])),
    changed: greater(mine.changed, other.changed),
  }
}

function ask(copies: Copies, mine: Segment, other: Segment, apart: readonly Field<Segment>[]): Side {
  const later = mine.changed > other.changed ? 'mine' : 'other'
  const chosen = copies.desk.ask({
    id: `segment/${mine.coder}/${mine.document}/${smaller(mine.id, other.id)}`,
    kind: 'segment',
    owner: mine.coder,
    sentence: `${nameOf(copies, mine)} was changed on both sides.`,
    mine: show(copies, mine, 'mine'),
    other: show(copies, other, 'other'),
    choices: ['mine', 'other'],
    default: mine.changed === other.changed ? greaterSide(mine, other, apart) : later,
  })
  return chosen === 'mine' ? 'mine' : 'other'
}

function nameOf(copies: Copies, { coder, document, quote }: Segment): string {
  return `${coderName(copies, coder)}’s segment ${excerpt(quote)} in “${titleOf(copies, document)}”`
}

function show(copies: Copies, segment: Segment, side: Side): Shown {
  const { code, start, end, quote, memo, certainty, changed } = segment
  const values = shownValues(copies[side].codes, segment)
  return {
    ...{ code: codePath(copies, code, side), start, end, quote, memo },
    ...(certainty === null ? {} : { certainty }),
    ...Object.fromEntries(values.map(({ attribute: { name }, value }) => [`attribute ${name}`, value])),
    changed,
  }
}
