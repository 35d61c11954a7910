import type { Random } from '../random.ts'

/** Above this many draws per kind of block, numbers of draws are drawn instead of single blocks. */
const DRAWS_PER_KIND = 16
/** Below this many trials a binomial number is counted trial by trial. */
const FEW_TRIALS = 24

/**
 * Draws with replacement as many blocks as there are: how often each kind came. `multiplicity[k]` equal
 * blocks are of kind k; the total must be a whole number above 0.
 */
export function drawBlocks(random: Random, multiplicity: readonly number[]): Float64Array {
  const total = multiplicity.reduce((sum, count) => sum + count, 0)
  if (total <= DRAWS_PER_KIND * multiplicity.length) return drawOneByOne(random, multiplicity, total)
  const drawn = new Float64Array(multiplicity.length)
  let left = total
  let rest = total
  multiplicity.forEach((count, kind) => {
    // The number of one kind, given those before it, is binomial.
    const times = rest > count ? binomial(random, left, count / rest) : left
    drawn[kind] = times
    left -= times
    rest -= count
  })
  return drawn
}

function drawOneByOne(random: Random, multiplicity: readonly number[], total: number): Float64Array {
  const drawn = new Float64Array(multiplicity.length)
  if (total === multiplicity.length) {
    for (let i = 0; i < total; i++) drawn[random.below(total)]! += 1
    return drawn
  }
  const kinds = multiplicity.flatMap((count, kind) => new Array<number>(count).fill(kind))
  for (let i = 0; i < total; i++) drawn[kinds[random.below(total)]!]! += 1
  return drawn
}

/**
 * A binomial number by halving: the middle of n uniform numbers in order is beta distributed, and tells
 * how many of them surely lie below p (Devroye 1986, ch. X.4.3). O(log n), exact.
 */
export function binomial(random: Random, trials: number, probability: number): number {
  let n = trials
  let p = probability
  let successes = 0
  while (n >= FEW_TRIALS && p > 0 && p < 1) {
    const middle = Math.floor(n / 2) + 1
    const x = gamma(random, middle)
    const border = x / (x + gamma(random, n + 1 - middle))
    if (border <= p) {
      successes += middle
      n -= middle
      p = (p - border) / (1 - border)
    } else {
      n = middle - 1
      p /= border
    }
  }
  for (let i = 0; i < n; i++) if (random.next() < p) successes += 1
  return successes
}

/** A gamma number with shape ≥ 1 and scale 1 (Marsaglia & Tsang 2000). */
function gamma(random: Random, shape: number): number {
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = random.normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random.next()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return d * v
  }
}
