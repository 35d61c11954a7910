import { whyUndefined } from './cohen.ts'
import type { Confusion } from './confusion.ts'
import { defined, type Outcome, undefinedBecause } from './outcome.ts'
import { sum } from './sum.ts'

/**
 * Scott's pi on the units coded by both: like kappa, but with one distribution of codes for both coders,
 * p_e = Σ ((p_k. + p_.k) / 2)² (Scott 1955).
 */
export function scottPi(pair: Confusion): Outcome {
  const reason = whyUndefined(pair)
  if (reason !== null) return undefinedBecause(reason)
  const n = pair.units
  const pe = sum(pair.first.map((count, k) => ((count + pair.second[k]!) / (2 * n)) ** 2))
  return defined((pair.agreed / n - pe) / (1 - pe))
}
