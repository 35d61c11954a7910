import { excerpt } from '../commands/segment.ts'
import { sameValue } from '../difference.ts'
import type { CodingsId, Segment, Table } from '../model.ts'
import { byId, greater, smaller } from './canonical.ts'
import type { Shown } from './conflict.ts'
import { type Copies, codePath, coderName, pastsOf, titleOf } from './copies.ts'
import { greaterSide, type Side, whoMovedOn } from './moved-on.ts'
import { deletedWhere, type Fate, fateOf, keepOrDelete } from './presence.ts'

const content = {
  name: 'content',
  of: ({ code, start, end, memo }: Segment) => ({ code, start, end, memo }),
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
  return pairs(mine, other).map(([m, o]) => {
    if (m !== undefined && o !== undefined) return mergePair(copies, m, o)
    return m !== undefined ? alone(copies, 'mine', m) : alone(copies, 'other', o!)
  })
}

type Pair = [mine: Segment | undefined, other: Segment | undefined]

/** By id, and then what is the same code on the same span. */
function pairs(mine: Table<Segment>, other: Table<Segment>): Pair[] {
  const found: Pair[] = []
  const only = { mine: [] as Segment[], other: [...other.values()].filter(({ id }) => !mine.has(id)) }
  for (const segment of mine.values()) {
    const twin = other.get(segment.id)
    if (twin === undefined) only.mine.push(segment)
    else found.push([segment, twin])
  }
  const places = new Map<string, Segment[]>()
  for (const segment of only.other.sort(byId))
    places.set(placeOf(segment), [...(places.get(placeOf(segment)) ?? []), segment])
  for (const segment of only.mine.sort(byId)) found.push([segment, places.get(placeOf(segment))?.shift()])
  for (const segment of [...places.values()].flat()) found.push([undefined, segment])
  return found
}

function placeOf({ code, start, end }: Segment): string {
  return `${code} ${start} ${end}`
}

function alone(copies: Copies, side: Side, segment: Segment): Fate<Segment> {
  const { asks, ...fate } = fateOf(copies, 'segments', side, segment, content.of)
  if (!asks) return fate
  const shown = show(copies, segment, side)
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
    const changed = greater(mine.changed, other.changed)
    return { record: { ...mine, ...ages, changed }, in: 'both', kept: true }
  }
  const { side, disputed } = chooseVersion(copies, mine, other)
  return { record: { ...(side === 'mine' ? mine : other), ...ages }, in: 'both', kept: true, disputed }
}

function chooseVersion(copies: Copies, mine: Segment, other: Segment): { side: Side; disputed: boolean } {
  // Two segments of one code on one span, coded apart: a memo is not given up for an empty one.
  if (mine.id !== other.id && (mine.memo === '') !== (other.memo === ''))
    return { side: mine.memo === '' ? 'other' : 'mine', disputed: false }
  const side = whoMovedOn(mine, other, pastsOf(copies, 'segments', mine, other), content.of)
  if (side !== 'both') return { side, disputed: false }
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
