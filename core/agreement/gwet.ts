import { type Estimate, tInterval, undefinedEstimate, withoutError } from './estimate.ts'
import { noVariation } from './outcome.ts'
import { pairAgreement } from './percent.ts'
import { sum } from './sum.ts'
import { rowTally, type Table } from './table.ts'

/** The units of a table as Gwet counts them: units with a coding (n), with two (n′), p_a and π_k. */
interface Shares {
  readonly n: number
  readonly paired: number
  readonly pa: number
  readonly prevalence: readonly number[]
  readonly units: readonly UnitShare[]
}

interface UnitShare {
  readonly count: number
  /** Share of agreeing pairs, null with one coding only. */
  readonly agreement: number | null
  /** r_ik / r_i per category. */
  readonly shares: readonly number[]
}

/** Chance agreement p_e and the part of one unit in it, p_e,i. */
interface Chance {
  readonly total: number
  ofUnit(unit: UnitShare): number
}

function shareOut(table: Table): Shares {
  const units: UnitShare[] = []
  for (const { values, count } of table.rows) {
    const tally = rowTally(values, table.categories.length)
    const codings = sum(tally)
    if (codings === 0) continue
    const shares = tally.map((times) => times / codings)
    units.push({ count, agreement: pairAgreement(tally), shares })
  }
  const n = sum(units.map((unit) => unit.count))
  const paired = sum(units.map((unit) => (unit.agreement === null ? 0 : unit.count)))
  const agreeing = sum(units.map((unit) => unit.count * (unit.agreement ?? 0)))
  const prevalence = table.categories.map(
    (_, k) => sum(units.map((unit) => unit.count * unit.shares[k]!)) / n,
  )
  return { n, paired, pa: agreeing / paired, prevalence, units }
}

/**
 * κ = (p_a − p_e) / (1 − p_e) and its standard error by linearization:
 * κ*_i = κ_i − 2(1 − κ)(p_e,i − p_e)/(1 − p_e), κ_i = (n/n′)(p_a,i − p_e[r_i ≥ 2])/(1 − p_e),
 * var = Σ (κ*_i − κ)² / (n(n − 1)) (Gwet 2008; 2014, ch. 5). Interval: t with n − 1 degrees of freedom.
 */
function estimate(data: Shares, chance: Chance, level: number): Estimate {
  const { n, paired, pa, units } = data
  const pe = chance.total
  const kappa = (pa - pe) / (1 - pe)
  if (n < 2) return withoutError(kappa, 'one unit only: no standard error')
  let squares = 0
  for (const unit of units) {
    const own = unit.agreement === null ? 0 : ((n / paired) * (unit.agreement - pe)) / (1 - pe)
    const corrected = own - (2 * (1 - kappa) * (chance.ofUnit(unit) - pe)) / (1 - pe)
    squares += unit.count * (corrected - kappa) ** 2
  }
  return tInterval(kappa, Math.sqrt(squares / (n * (n - 1))), n - 1, level)
}

/**
 * Fleiss' kappa for units with missing values: p_e = Σ π_k², π_k = (1/n) Σ_i r_ik / r_i (Gwet 2014, eq. 2.13).
 */
export function fleissKappaGwet(table: Table, level = 0.95): Estimate {
  const data = shareOut(table)
  if (data.paired === 0) return undefinedEstimate('no unit was coded by two coders')
  const { prevalence } = data
  if (prevalence.filter((share) => share > 0).length < 2) {
    return undefinedEstimate(noVariation)
  }
  return estimate(
    data,
    {
      total: sum(prevalence.map((share) => share * share)),
      ofUnit: (unit) => sum(unit.shares.map((share, k) => share * prevalence[k]!)),
    },
    level,
  )
}

/**
 * Gwet's AC1: p_e = (1/(q − 1)) Σ π_k (1 − π_k), q the number of categories of the table
 * (Gwet 2008, eq. 7; 2014 for missing values). Pass `withUsedCategories(table)` for q = codes in use.
 */
export function gwetAc1(table: Table, level = 0.95): Estimate {
  const q = table.categories.length
  const data = shareOut(table)
  if (data.paired === 0) return undefinedEstimate('no unit was coded by two coders')
  if (q < 2) return undefinedEstimate(TOO_FEW_CODES)
  const { prevalence } = data
  return estimate(
    data,
    {
      total: sum(prevalence.map((share) => share * (1 - share))) / (q - 1),
      ofUnit: (unit) => sum(unit.shares.map((share, k) => share * (1 - prevalence[k]!))) / (q - 1),
    },
    level,
  )
}

/**
 * Brennan & Prediger's kappa (also Bennett's S, PABAK where q = 2): p_e = 1/q, q the number of categories
 * of the table (Brennan & Prediger 1981). Pass `withUsedCategories(table)` for q = codes in use.
 */
export function brennanPrediger(table: Table, level = 0.95): Estimate {
  const q = table.categories.length
  const data = shareOut(table)
  if (data.paired === 0) return undefinedEstimate('no unit was coded by two coders')
  if (q < 2) return undefinedEstimate(TOO_FEW_CODES)
  return estimate(data, { total: 1 / q, ofUnit: () => 1 / q }, level)
}

const TOO_FEW_CODES = 'only one code in use'
