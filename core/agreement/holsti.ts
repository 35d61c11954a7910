import type { Confusion } from './confusion.ts'
import { defined, type Outcome, undefinedBecause } from './outcome.ts'

/**
 * Holsti's coefficient of reliability, 2M / (N₁ + N₂): M agreeing decisions, N₁ and N₂ decisions of
 * each coder; a missing value is no decision (Holsti 1969, p. 140).
 */
export function holsti(pair: Confusion): Outcome {
  const [first, second] = pair.decisions
  if (first === 0 || second === 0) return undefinedBecause('a coder coded nothing')
  return defined((2 * pair.agreed) / (first + second))
}
