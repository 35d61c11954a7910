import { longestFirst } from './flatten.ts'
import type { Span } from './span.ts'

/** How many lines fit under the words; a further overlap is shown in the margin. */
export const laneCount = 3

/**
 * The line under the text on which each segment is drawn, 0 nearest to the words. A segment keeps its line over
 * its whole length, no two that overlap share one, and the longest come first; a segment for which no line is
 * left is not in the map. Of segments alike in place the earlier in the list comes first.
 */
export function underlineLanes<S extends Span>(segments: readonly S[]): Map<S, number> {
  const borders = Int32Array.from(new Set(segments.flatMap(({ start, end }) => [start, end]))).sort()
  const cellAt = new Map(Array.from(borders, (border, cell) => [border, cell]))
  // One cell between two borders; bit n is set where line n is taken.
  const taken = new Uint8Array(borders.length)
  const lanes = new Map<S, number>()
  for (const segment of [...segments].sort(longestFirst)) {
    const from = cellAt.get(segment.start)!
    const to = cellAt.get(segment.end)!
    const lane = freeLane(taken, from, to)
    if (lane === undefined) continue
    for (let cell = from; cell < to; cell++) taken[cell]! |= 1 << lane
    lanes.set(segment, lane)
  }
  return lanes
}

const full = (1 << laneCount) - 1

function freeLane(taken: Uint8Array, from: number, to: number): number | undefined {
  let used = 0
  for (let cell = from; cell < to && used !== full; cell++) used |= taken[cell]!
  for (let lane = 0; lane < laneCount; lane++) if ((used & (1 << lane)) === 0) return lane
  return undefined
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
