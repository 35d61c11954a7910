import { excerpt } from '../commands/segment.ts'
import { sameValue } from '../difference.ts'
import type { CodingsId, Segment, Table } from '../model.ts'
import { byId, smaller } from './canonical.ts'
import type { Shown } from './conflict.ts'
import { type Copies, codePath, coderName, pastsOf, titleOf } from './copies.ts'
import { greaterSide, type Side, whoMovedOn } from './moved-on.ts'
import { deletedWhere, type Fate, fateOf, keepOrDelete } from './presence.ts'

const content = {
  name: 'content',
  of: ({ code, start, end, memo, attributes, certainty, links }: Segment) => ({
    ...{ code, start, end, memo },
    ...{ attributes, certainty, links },
  }),
}

const none: Table<Segment> = new Map()

/** What becomes of every segment, by whose it is and of what document. */
export function mergeSegments(copies: Copies): Map<CodingsId, Fate<Segment>[]> {
  const { mine, other } = copies
  const ids = [...new Set([...mine.segments.keys(), ...other.segments.keys()])].sort()
  return new Map(
    ids.map((id) => [id, mergeWork(copies, mine.segments.get(id) ?? none, other.segments.get(id) ?? none)]),
  )
}

function mergeWork(copies: Copies, mine: Table<Segment>, other: Table<Segment>): Fate<Segment>[] {
  const fates: Fate<Segment>[] = []
  const only = { mine: [] as Alone[], other: [] as Alone[] }
  for (const segment of mine.values()) {
    const twin = other.get(segment.id)
    if (twin === undefined) only.mine.push(alone(copies, 'mine', segment))
    else fates.push(mergePair(copies, segment, twin))
  }
  for (const segment of other.values())
    if (!mine.has(segment.id)) only.other.push(alone(copies, 'other', segment))
  return [...fates, ...mergeTwins(copies, only)]
}

type Alone = Fate<Segment> & { readonly asks: boolean }

function alone(copies: Copies, side: Side, segment: Segment): Alone {
  return fateOf(copies, 'segments', side, segment, content.of)
}

/** Of the segments that only one copy has, those with one code on one span are one, unless they were deleted since. */
function mergeTwins(copies: Copies, only: { mine: Alone[]; other: Alone[] }): Fate<Segment>[] {
  const places = new Map<string, Alone[]>()
  for (const fate of only.other.sort(bySegment)) {
    const key = fate.kept ? placeOf(fate.record) : ''
    places.set(key, [...(places.get(key) ?? []), fate])
  }
  const fates = only.mine.sort(bySegment).map((fate) => {
    const twin = fate.kept ? places.get(placeOf(fate.record))?.shift() : undefined
    return twin === undefined ? answered(copies, fate) : mergePair(copies, fate.record, twin.record)
  })
  return [...fates, ...[...places.values()].flat().map((fate) => answered(copies, fate))]
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
    sentence: `${nameOf(copies, segment)} was deleted ${deletedWhere(fate)} and changed on the other side.`,
    mine: side === 'mine' ? shown : null,
    other: side === 'other' ? shown : null,
    choices: keepOrDelete,
    default: 'keep',
  })
  return { ...fate, kept: choice === 'keep', disputed: true }
}

function mergePair(copies: Copies, mine: Segment, other: Segment): Fate<Segment> {
  if (sameValue(mine, other)) return { record: mine, in: 'both', kept: true }
  const ages = {
    id: smaller(mine.id, other.id),
    created: smaller(mine.created, other.created),
  }
  if (sameValue(content.of(mine), content.of(other))) {
    return { record: { ...later(mine, other), ...ages }, in: 'both', kept: true }
  }
  const { side, disputed } = chooseVersion(copies, mine, other)
  return { record: { ...(side === 'mine' ? mine : other), ...ages }, in: 'both', kept: true, disputed }
}

/** Of two that say the same, the one that was changed last, which knows the codebook under which that was done. */
function later(mine: Segment, other: Segment): Segment {
  const key = ({ changed, version }: Segment) => `${changed} ${version ?? ''}`
  return key(mine) >= key(other) ? mine : other
}

function chooseVersion(copies: Copies, mine: Segment, other: Segment): { side: Side; disputed: boolean } {
  const side = whoMovedOn(mine, other, pastsOf(copies, 'segments', mine, other), content.of)
  if (side !== 'both') return { side, disputed: false }
  // A memo is not given up for an empty one.
  if (placeOf(mine) === placeOf(other) && (mine.memo === '' || other.memo === ''))
    return { side: mine.memo === '' ? 'other' : 'mine', disputed: false }
  const later = mine.changed > other.changed ? 'mine' : 'other'
  const chosen = copies.desk.ask({
    id: `segment/${mine.coder}/${mine.document}/${smaller(mine.id, other.id)}`,
    kind: 'segment',
    sentence: `${nameOf(copies, mine)} was changed on both sides.`,
    mine: show(copies, mine, 'mine'),
    other: show(copies, other, 'other'),
    choices: ['mine', 'other'],
    default: mine.changed === other.changed ? greaterSide(mine, other, [content]) : later,
  })
  return { side: chosen === 'mine' ? 'mine' : 'other', disputed: true }
}

function nameOf(copies: Copies, { coder, document, quote }: Segment): string {
  return `${coderName(copies, coder)}’s segment ${excerpt(quote)} in “${titleOf(copies, document)}”`
}

function show(copies: Copies, { code, start, end, quote, memo, changed }: Segment, side: Side): Shown {
  return { code: codePath(copies, code, side), start, end, quote, memo, changed }
}
