import type { Confusion } from './confusion.ts'
import { defined, type Outcome, undefinedBecause } from './outcome.ts'
import { completeUnits, rowTally, type Table, unitCount } from './table.ts'

/** Share of the units coded by both coders on which they agree. */
export function percentAgreementOfPair(pair: Confusion): Outcome {
  if (pair.units === 0) return undefinedBecause('no unit was coded by both')
  return defined(pair.agreed / pair.units)
}

/**
 * Mean over the units coded at least twice of the share of agreeing pairs of coders:
 * p_a = (1/n′) Σ_i Σ_k r_ik (r_ik − 1) / (r_i (r_i − 1)) (Fleiss 1971, eq. 2; Gwet 2014 for missing values).
 */
export function percentAgreement(table: Table): Outcome {
  let units = 0
  let agreement = 0
  for (const { values, count } of table.rows) {
    const share = pairAgreement(rowTally(values, table.categories.length))
    if (share === null) continue
    units += count
    agreement += count * share
  }
  if (units === 0) return undefinedBecause('no unit was coded by two coders')
  return defined(agreement / units)
}

/** Share of agreeing pairs among the codings of one unit (r_ik per category); null below two codings. */
export function pairAgreement(tally: readonly number[]): number | null {
  let codings = 0
  let agreeing = 0
  for (const count of tally) {
    codings += count
    agreeing += count * (count - 1)
  }
  return codings < 2 ? null : agreeing / (codings * (codings - 1))
}

/** Share of the units coded by every coder on which all of them agree. */
export function percentAgreementAll(table: Table): Outcome {
  const complete = completeUnits(table)
  const units = unitCount(complete)
  if (units === 0) return undefinedBecause('no unit was coded by every coder')
  const identical = complete.rows.filter((row) => row.values.every((value) => value === row.values[0]))
  return defined(unitCount({ ...complete, rows: identical }) / units)
}
