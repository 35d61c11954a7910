import { defined, noVariation, type Outcome, undefinedBecause } from './outcome.ts'
import { percentAgreement } from './percent.ts'
import { sum } from './sum.ts'
import { completeUnits, rowTally, type Table, unitCount } from './table.ts'

/**
 * Fleiss' kappa, (p_a − p_e) / (1 − p_e) with p_e = Σ π_k², π_k the share of code k in all codings
 * (Fleiss 1971, eqs. 1–7), on the units every coder coded.
 */
export function fleissKappa(table: Table): Outcome {
  const complete = completeUnits(table)
  const codings = unitCount(complete) * table.coders
  if (codings === 0) return undefinedBecause('no unit was coded by every coder')
  const totals = new Array<number>(table.categories.length).fill(0)
  for (const { values, count } of complete.rows) {
    rowTally(values, totals.length).forEach((times, k) => {
      totals[k]! += count * times
    })
  }
  if (totals.includes(codings)) {
    return undefinedBecause(noVariation)
  }
  const pe = sum(totals.map((total) => (total / codings) ** 2))
  const { value: pa } = percentAgreement(complete)
  if (pa === null) return undefinedBecause('no unit was coded by two coders')
  return defined((pa - pe) / (1 - pe))
}
