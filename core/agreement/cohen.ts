import type { Confusion } from './confusion.ts'
import { type Estimate, normalInterval, undefinedEstimate } from './estimate.ts'
import { noVariation } from './outcome.ts'
import { sum } from './sum.ts'

/** Why a coefficient for a pair of coders has no value, or null where it has one. */
export function whyUndefined(pair: Confusion): string | null {
  if (pair.units === 0) return 'no unit was coded by both'
  const same = pair.first.some((count, k) => count === pair.units && pair.second[k] === pair.units)
  return same ? noVariation : null
}

/**
 * Cohen's kappa on the units coded by both, (p_o − p_e) / (1 − p_e), p_e = Σ p_k. p_.k (Cohen 1960, eq. 1),
 * with the asymptotic standard error of Fleiss, Cohen & Everitt (1969, eq. 13). The interval is not cut at ±1.
 */
export function cohenKappa(pair: Confusion, level = 0.95): Estimate {
  const reason = whyUndefined(pair)
  if (reason !== null) return undefinedEstimate(reason)
  const n = pair.units
  const pe = sum(pair.first.map((count, k) => (count / n) * (pair.second[k]! / n)))
  const kappa = (pair.agreed / n - pe) / (1 - pe)
  return normalInterval(kappa, Math.sqrt(variance(pair, kappa, pe)), level)
}

/** var = [A + B − C] / (N (1 − p_e)²); rounding may leave it below 0 where it is 0. */
function variance(pair: Confusion, kappa: number, pe: number): number {
  const n = pair.units
  let a = 0
  let b = 0
  pair.counts.forEach((row, i) => {
    row.forEach((count, j) => {
      const weight = (pair.second[i]! + pair.first[j]!) / n
      if (i === j) a += (count / n) * (1 - weight * (1 - kappa)) ** 2
      else b += (count / n) * weight ** 2
    })
  })
  const c = (kappa - pe * (1 - kappa)) ** 2
  return Math.max(0, a + (1 - kappa) ** 2 * b - c) / (n * (1 - pe) ** 2)
}
