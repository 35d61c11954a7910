import type { Extent } from '../../core/lanes.ts'
import { stripeLanes } from '../../core/lanes.ts'
import type { StavePair } from '../../core/staves.ts'

/** A pair in the margin: one lane for both coders, pixels from the top of its section. */
export interface MarginPair {
  readonly pair: StavePair
  readonly lane: number
  readonly extent: Extent
  /** What each coder's segment covers; null where there is none. */
  readonly sides: readonly [Extent | null, Extent | null]
  /** Where its number stands; null for what agrees, and where the pair begins in an earlier section. */
  readonly numberTop: number | null
}

/** Height of a number with the space below it. */
const numberStep = 23

/**
 * Lanes and numbers for the pairs of which something was measured; `extents` by the id of a stroke. Numbers keep
 * clear of one another: one that would stand on another stands below it.
 */
export function layMargin(
  pairs: readonly StavePair[],
  extents: ReadonlyMap<string, Extent>,
  begins: (pair: StavePair) => boolean,
): { pairs: MarginPair[]; lanes: number } {
  const placed = pairs
    .flatMap((pair) => {
      const sides = pair.sides.map((stroke) => (stroke && extents.get(stroke.id)) ?? null) as [
        Extent | null,
        Extent | null,
      ]
      const found = sides.filter((side) => side !== null)
      if (found.length === 0) return []
      const from = Math.min(...found.map((side) => side.from))
      const to = Math.max(...found.map((side) => side.to))
      return [{ pair, sides, extent: { from, to } }]
    })
    .sort((a, b) => a.extent.from - b.extent.from)
  const lanes = stripeLanes(placed.map(({ extent }) => extent))
  let free = Number.NEGATIVE_INFINITY
  const laid = placed.map((one, index) => {
    const numbered = one.pair.number !== null && begins(one.pair)
    const numberTop = numbered ? Math.max(one.extent.from + 2, free) : null
    if (numberTop !== null) free = numberTop + numberStep
    return { ...one, lane: lanes[index]!, numberTop }
  })
  return { pairs: laid, lanes: Math.max(0, ...lanes.map((lane) => lane + 1)) }
}
