/** A stream of pseudo-random numbers: the same seed gives the same stream on every platform. */
export interface Random {
  /** A number in [0, 1), a multiple of 2⁻⁵³. */
  next(): number
  /** A whole number from 0 to n − 1, each equally likely. Throws where n is not a whole number of 1 … 2³². */
  below(n: number): number
  /** A number of the normal distribution with mean 0 and variance 1. */
  normal(): number
}

/**
 * The generator sfc32 (Doty-Humphrey, PractRand, 2010): 128 bits of
 * state, whole-number operations only. Seeded as PractRand does: a = 0, b and c the halves of the seed,
 * counter 1, twelve results thrown away. `seed` is a whole number of 0 … 2⁵³ − 1.
 */
export function random(seed: number): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(
      `The random numbers could not be seeded with ${seed}; give a whole number from 0 to 9007199254740991.`,
    )
  }
  const bits = sfc32(seed)
  const next = () => (bits() >>> 5) / 2 ** 27 + (bits() >>> 6) / 2 ** 53
  return { next, below: (n) => below(bits, n), normal: () => normal(next) }
}

/** Results are whole numbers of 0 … 2³² − 1. */
function sfc32(seed: number): () => number {
  let [a, b, c, counter] = [0, seed | 0, Math.floor(seed / 2 ** 32) | 0, 1]
  const bits = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let i = 0; i < 12; i++) bits()
  return bits
}

/** Draws beyond the last full multiple of n are repeated, so that no result is favoured. */
function below(bits: () => number, n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) {
    throw new RangeError(
      `No random number below ${n} can be drawn; give a whole number from 1 to 4294967296.`,
    )
  }
  const limit = 2 ** 32 - (2 ** 32 % n)
  for (;;) {
    const drawn = bits()
    if (drawn < limit) return drawn % n
  }
}

/**
 * Algorithm N of Karney (2016), "Sampling exactly from the normal distribution", ACM TOMS 42(1): it only
 * compares uniform numbers, so that no platform's logarithm or sine can change a result.
 */
function normal(next: () => number): number {
  for (;;) {
    let k = 0
    while (happens(next, 0.5)) k += 1
    if (!happensTimes(next, 0.5, k * (k - 1))) continue
    const x = next()
    if (!happensTimes(next, (x * (2 * k + x)) / (2 * k + 2), k + 1)) continue
    return next() < 0.5 ? -(k + x) : k + x
  }
}

/** True with probability exp(−p), 0 ≤ p ≤ 1: the first run of falling numbers has even length (von Neumann 1951). */
function happens(next: () => number, p: number): boolean {
  let last = p
  for (let even = true; ; even = !even) {
    const drawn = next()
    if (drawn >= last) return even
    last = drawn
  }
}

/** True with probability exp(−p · times). */
function happensTimes(next: () => number, p: number, times: number): boolean {
  for (let i = 0; i < times; i++) if (!happens(next, p)) return false
  return true
}
