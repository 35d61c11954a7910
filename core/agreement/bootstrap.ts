import { random } from '../random.ts'
import { drawBlocks } from './draw.ts'
import type { Outcome } from './outcome.ts'

/** What one block adds to the sums: `amount[i]` at place `at[i]`. */
export interface BlockSums {
  readonly at: readonly number[]
  readonly amount: readonly number[]
}

/** Coefficients that are functions of sums over blocks of text. */
export interface Additive {
  readonly width: number
  readonly blocks: readonly BlockSums[]
  evaluate(sums: Float64Array): readonly Outcome[]
}

/** A percentile interval from the replicates that were defined; the others were dropped. */
export interface Interval {
  readonly low: number
  readonly high: number
  /** Standard deviation over the replicates. */
  readonly sd: number
  readonly dropped: number
}

export interface Draws {
  readonly replicates: number
  readonly seed: number
  readonly level: number
}

/**
 * Percentile bootstrap (Efron & Tibshirani 1993, ch. 13): draws as many blocks as there are with replacement,
 * the same draw for all coefficients, and takes the middle `level` of the values. Yields the number of
 * replicates done. Answers an interval per coefficient of each group, null where no replicate was defined.
 */
export function* bootstrap(
  groups: readonly Additive[],
  multiplicity: readonly number[],
  { replicates, seed, level }: Draws,
): Generator<number, readonly (readonly (Interval | null)[])[]> {
  const source = random(seed)
  const packed = groups.map(({ blocks }) => packBlocks(blocks))
  const values: number[][][] = groups.map(() => [])
  for (let replicate = 0; replicate < replicates; replicate++) {
    const drawn = drawBlocks(source, multiplicity)
    groups.forEach((group, g) => {
      group.evaluate(packedSum(packed[g]!, group.width, drawn)).forEach((outcome, k) => {
        values[g]![k] ??= []
        if (outcome.value !== null) values[g]![k]!.push(outcome.value)
      })
    })
    yield replicate + 1
  }
  return values.map((ofGroup) => ofGroup.map((seen) => intervalOf(seen, replicates, level)))
}

/** All blocks in three flat arrays, block b from `starts[b]` to `starts[b + 1]`: adding them up is most of the work. */
interface PackedBlocks {
  readonly starts: Int32Array
  readonly at: Int32Array
  readonly amount: Float64Array
}

function packBlocks(blocks: readonly BlockSums[]): PackedBlocks {
  const starts = new Int32Array(blocks.length + 1)
  blocks.forEach(({ at }, block) => {
    starts[block + 1] = starts[block]! + at.length
  })
  const at = new Int32Array(starts[blocks.length]!)
  const amount = new Float64Array(at.length)
  blocks.forEach((block, b) => {
    at.set(block.at, starts[b])
    amount.set(block.amount, starts[b])
  })
  return { starts, at, amount }
}

function packedSum({ starts, at, amount }: PackedBlocks, width: number, times: Float64Array): Float64Array {
  const sums = new Float64Array(width)
  for (let block = 0; block < times.length; block++) {
    const weight = times[block]!
    if (weight === 0) continue
    const end = starts[block + 1]!
    for (let i = starts[block]!; i < end; i++) {
      const place = at[i]!
      sums[place] = sums[place]! + weight * amount[i]!
    }
  }
  return sums
}

/** The sums of all blocks, each taken as often as it was drawn. */
export function sumOf(group: Pick<Additive, 'width' | 'blocks'>, times: readonly number[]): Float64Array {
  return packedSum(packBlocks(group.blocks), group.width, Float64Array.from(times))
}

export function intervalOf(values: readonly number[], replicates: number, level: number): Interval | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  return {
    low: quantile(sorted, (1 - level) / 2),
    high: quantile(sorted, (1 + level) / 2),
    sd: standardDeviation(sorted),
    dropped: replicates - values.length,
  }
}

/** Quantile by linear interpolation (type 7 of Hyndman & Fan 1996). */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (place - below) * (high - low)
}

function standardDeviation(values: Float64Array): number {
  if (values.length < 2) return 0
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1))
}
