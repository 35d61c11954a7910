import { longestFirst } from './flatten.ts'
import { withChanges } from './layers.ts'
import type { Span } from './span.ts'
import { overlaps } from './span.ts'

/** How many lines fit under the words; a further overlap is shown in the margin. */
export const laneCount = 3

/** The line under the text on which each segment is drawn, 0 nearest to the words; left out where none is free. */
export type Lanes<S> = ReadonlyMap<S, number>

/** A span that can be told from another one in the same place. */
type Ranked = Span & { readonly id: string }

function byRank(a: Ranked, b: Ranked): number {
  return longestFirst(a, b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/**
 * A lane for each segment: the longest first, each takes the first that no longer one it overlaps has taken, and
 * keeps it over its whole length. Which segments there are decides, not the order in which they came.
 */
export function underlineLanes<S extends Ranked>(segments: readonly S[]): Map<S, number> {
  const borders = bordersOf(segments)
  const cells = cellsOf(borders)
  // A byte a cell: bit n is set where lane n is taken.
  const taken = new Uint8Array(cells.length)
  const lanes = new Map<S, number>()
  for (const index of ranked(segments, borders)) {
    const [from, to] = [cells[2 * index]!, cells[2 * index + 1]!]
    let used = 0
    for (let cell = from; cell < to && used !== full; cell++) used |= taken[cell]!
    const lane = freeLane(used)
    if (lane === undefined) continue
    for (let cell = from; cell < to; cell++) taken[cell]! |= 1 << lane
    lanes.set(segments[index]!, lane)
  }
  return lanes
}

/**
 * Start and end of each span, one after the other. Of ten thousands of spans that lie all over the memory each is
 * looked at once here, and numbers alone are sorted: several times as fast as to sort the spans.
 */
function bordersOf(spans: readonly Span[]): Uint32Array {
  const borders = new Uint32Array(2 * spans.length)
  for (let index = 0; index < spans.length; index++) {
    borders[2 * index] = spans[index]!.start
    borders[2 * index + 1] = spans[index]!.end
  }
  return borders
}

/** Borders cut the text into cells, which are numbered in order: for each border the cell behind it. */
function cellsOf(borders: Uint32Array): Uint32Array {
  const cells = new Uint32Array(borders.length)
  let cell = 0
  let before: number | undefined
  for (const index of inOrder(borders)) {
    if (before !== undefined && borders[index]! > before) cell++
    before = borders[index]!
    cells[index] = cell
  }
  return cells
}

/** The indexes of the segments in the order of byRank. */
function ranked(segments: readonly Ranked[], borders: Uint32Array): Uint32Array {
  const byStart = inOrder(borders.filter((_, index) => index % 2 === 0))
  const longest = byStart.reduce((most, index) => Math.max(most, lengthOf(index)), 0)
  const order = inOrder(byStart.map((index) => longest - lengthOf(index))).map((place) => byStart[place]!)
  for (let first = 0, next = 1; first < order.length; first = next++) {
    while (next < order.length && isSameSpan(order[first]!, order[next]!)) next++
    if (next - first > 1) order.subarray(first, next).sort((a, b) => byRank(segments[a]!, segments[b]!))
  }
  return order

  function lengthOf(index: number): number {
    return borders[2 * index + 1]! - borders[2 * index]!
  }
  function isSameSpan(a: number, b: number): boolean {
    return borders[2 * a] === borders[2 * b] && lengthOf(a) === lengthOf(b)
  }
}

/** The indexes of the numbers, from the least number to the greatest; equals stay in their order. */
function inOrder(numbers: Uint32Array): Uint32Array {
  const count = numbers.length
  // Number and index as one number, because without a comparison of our own they sort fast.
  const keys = new Float64Array(count)
  for (let index = 0; index < count; index++) keys[index] = numbers[index]! * count + index
  keys.sort()
  const indexes = new Uint32Array(count)
  for (let place = 0; place < count; place++) indexes[place] = keys[place]! % count
  return indexes
}

/**
 * The lanes after some segments have gone and others have come: the same as underlineLanes would find, but only
 * segments whose lane may be another one are looked at. `around` gives the present segments near one, at least
 * all that overlap it.
 */
export function updateLanes<S extends Ranked>(
  before: Lanes<S>,
  gone: readonly S[],
  come: readonly S[],
  around: (segment: S) => readonly S[],
): Lanes<S> {
  const changes = new Map<S, number | undefined>(gone.map((segment) => [segment, undefined]))
  const laneOf = (segment: S) => (changes.has(segment) ? changes.get(segment) : before.get(segment))
  const meeting = (segment: S) => around(segment).filter((other) => overlaps(other, segment))
  const lower = (segment: S) => meeting(segment).filter((other) => byRank(segment, other) < 0)
  const open = new Set([...come, ...[...gone, ...come].flatMap(lower)])
  // In the order of ranks: what a segment depends on has been decided when it is its turn.
  for (let segment = first(open); segment !== undefined; segment = first(open)) {
    open.delete(segment)
    const own = segment
    const higher = meeting(own).filter((other) => byRank(other, own) < 0)
    const lane = freeLane(higher.reduce((used, other) => used | bit(laneOf(other)), 0))
    if (lane === laneOf(own)) continue
    changes.set(own, lane)
    for (const other of lower(own)) open.add(other)
  }
  return withChanges(before, changes)
}

const full = (1 << laneCount) - 1

function bit(lane: number | undefined): number {
  return lane === undefined ? 0 : 1 << lane
}

function freeLane(used: number): number | undefined {
  for (let lane = 0; lane < laneCount; lane++) if ((used & (1 << lane)) === 0) return lane
  return undefined
}

function first<S extends Ranked>(open: ReadonlySet<S>): S | undefined {
  let found: S | undefined
  for (const segment of open) if (found === undefined || byRank(segment, found) < 0) found = segment
  return found
}

/** What a stripe covers of the margin, in pixels from the top; both ends belong to it. */
export interface Extent {
  readonly from: number
  readonly to: number
}

/**
 * The lane of each stripe in the margin, 0 at the text: greedy colouring of intervals, which needs as many lanes
 * as stripes meet anywhere (Kleinberg & Tardos 2005, section 4.1). Extents come in the order of their beginnings.
 * Two on one line are in two lanes even if their characters don't meet.
 */
export function stripeLanes(extents: readonly Extent[]): number[] {
  const ends: number[] = []
  return extents.map(({ from, to }) => {
    const free = ends.findIndex((end) => end < from)
    const lane = free < 0 ? ends.length : free
    ends[lane] = to
    return lane
  })
}
