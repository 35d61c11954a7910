import { type Estimate, tInterval, undefinedEstimate, withoutError } from './estimate.ts'
import { defined, noVariation, type Outcome, undefinedBecause } from './outcome.ts'
import { sum } from './sum.ts'
import { rowTally, type Table } from './table.ts'

/**
 * Krippendorff's coincidence matrix, symmetric, categories × categories:
 * o_ck = Σ_u (number of c–k pairs in unit u) / (m_u − 1) (Krippendorff 2019, §12.3.1).
 * Units with one coding are left out.
 */
export function coincidences(table: Table): readonly (readonly number[])[] {
  const q = table.categories.length
  const matrix = Array.from({ length: q }, () => new Array<number>(q).fill(0))
  for (const { values, count } of table.rows) {
    const tally = rowTally(values, q)
    const codings = sum(tally)
    if (codings < 2) continue
    for (let c = 0; c < q; c++) {
      for (let k = 0; k < q; k++) {
        const pairs = tally[c]! * (c === k ? tally[k]! - 1 : tally[k]!)
        matrix[c]![k]! += (count * pairs) / (codings - 1)
      }
    }
  }
  return matrix
}

/**
 * Krippendorff's alpha for nominal data with any number of coders and missing values,
 * α = 1 − (n − 1)(n − Σ o_cc) / (n² − Σ n_c²) (Krippendorff 2011, "Computing Krippendorff's
 * alpha-reliability", step C).
 */
export function alphaNominal(table: Table): Outcome {
  const matrix = coincidences(table)
  const margins = matrix.map(sum)
  const n = sum(margins)
  const reason = whyUndefined(margins)
  if (reason !== null) return undefinedBecause(reason)
  const agreeing = sum(matrix.map((row, c) => row[c]!))
  const squares = sum(margins.map((margin) => margin * margin))
  return defined(1 - ((n - 1) * (n - agreeing)) / (n * n - squares))
}

function whyUndefined(margins: readonly number[]): string | null {
  const used = margins.filter((margin) => margin > 0).length
  if (used === 0) return 'no unit was coded by two coders'
  return used === 1 ? noVariation : null
}

/** One kind of pairable unit: how many there are, codings m_u, their tally and Σ_k r_ik (r_ik − 1). */
interface PairableUnit {
  readonly count: number
  readonly codings: number
  readonly tally: readonly number[]
  readonly agreeing: number
}

function pairableUnits(table: Table): readonly PairableUnit[] {
  return table.rows.flatMap(({ values, count }) => {
    const tally = rowTally(values, table.categories.length)
    const codings = sum(tally)
    if (codings < 2) return []
    return [{ count, codings, tally, agreeing: sum(tally.map((times) => times * (times - 1))) }]
  })
}

/**
 * Alpha with Gwet's analytic standard error: linearization over the pairable units, centred on
 * p′_a (agreement before the small-sample correction), as in irrCAC 1.4 for R (Gwet 2014, ch. 5; two
 * versions are in use, see the agreement oracle). Interval: t with (units coded at all) − 1 degrees of freedom.
 */
export function alphaWithGwetError(table: Table, level = 0.95): Estimate {
  const value = alphaNominal(table)
  if (value.value === null) return undefinedEstimate(value.reason)
  const units = pairableUnits(table)
  const n = sum(units.map((unit) => unit.count))
  const coded = sum(
    table.rows.map((row) => (row.values.some((decision) => decision !== null) ? row.count : 0)),
  )
  if (n < 2) return withoutError(value.value, 'one pairable unit only: no standard error')
  return tInterval(value.value, Math.sqrt(gwetVariance(units, n)), coded - 1, level)
}

function gwetVariance(units: readonly PairableUnit[], n: number): number {
  const mean = sum(units.map((unit) => unit.count * unit.codings)) / n
  const agreementOf = (unit: PairableUnit) => unit.agreeing / (mean * (unit.codings - 1))
  const pa = sum(units.map((unit) => unit.count * agreementOf(unit))) / n
  const shares = units[0]!.tally.map(
    (_, k) => sum(units.map((unit) => unit.count * unit.tally[k]!)) / (n * mean),
  )
  const pe = sum(shares.map((share) => share * share))
  const alpha = (pa - pe) / (1 - pe)
  const squares = units.map((unit) => {
    const excess = (unit.codings - mean) / mean
    const own = (agreementOf(unit) - pa * excess - pe) / (1 - pe)
    const chance = sum(unit.tally.map((times, k) => times * shares[k]!)) / mean - pe * excess
    const corrected = own - (2 * (1 - alpha) * (chance - pe)) / (1 - pe)
    return unit.count * (corrected - alpha) ** 2
  })
  return sum(squares) / (n * (n - 1))
}
