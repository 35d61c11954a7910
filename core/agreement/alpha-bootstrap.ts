import { random } from '../random.ts'
import { alphaNominal, coincidences } from './alpha.ts'
import { bootstrap, type Draws, type Interval, intervalOf } from './bootstrap.ts'
import { binomial } from './draw.ts'
import { defined, type Outcome, undefinedBecause } from './outcome.ts'
import { sum } from './sum.ts'
import { rowTally, type Table } from './table.ts'

/** The ends of a percentile interval of alpha, and the standard deviation over the draws. */
export interface AlphaBootstrap {
  readonly low: Outcome
  readonly high: Outcome
  readonly sd: Outcome
  /** Draws that were left out: without variation (units), or below −1 (pairs). */
  readonly dropped: number
}

/**
 * Krippendorff's alpha by plain bootstrap: units are drawn with replacement, alpha is computed anew, draws
 * without variation are dropped.
 */
export function alphaBootstrapUnits(table: Table, draws: Draws): AlphaBootstrap {
  const alpha = alphaNominal(table)
  if (alpha.value === null) return undefinedBootstrap(alpha.reason)
  const blocks = table.rows.map((_, row) => ({ at: [row], amount: [1] }))
  const evaluate = (counts: Float64Array) => [
    alphaNominal({ ...table, rows: table.rows.map(({ values }, row) => ({ values, count: counts[row]! })) }),
  ]
  const run = bootstrap(
    [{ width: blocks.length, blocks, evaluate }],
    table.rows.map(({ count }) => count),
    draws,
  )
  let step = run.next()
  while (!step.done) step = run.next()
  return fromInterval(step.value[0]?.[0] ?? null, draws)
}

/**
 * Krippendorff's own resampling of alpha, nominal (Krippendorff 2016, "Bootstrapping distributions for
 * Krippendorff's alpha", as the R package icr runs it): expected disagreement D_e stays; for every pair of
 * codings of every unit one of the N_o observed pairs is drawn, α = 1 − Σ 2δ² / (n D_e (m_u − 1)); draws
 * below −1 are dropped. Its intervals are much narrower than those from drawing units.
 */
export function alphaBootstrapPairs(table: Table, { replicates, seed, level }: Draws): AlphaBootstrap {
  const alpha = alphaNominal(table)
  if (alpha.value === null) return undefinedBootstrap(alpha.reason)
  const margins = coincidences(table).map(sum)
  const n = sum(margins)
  const expected = (n * n - sum(margins.map((margin) => margin * margin))) / (n * (n - 1))
  const { pairsBySize, disagreeing } = observedPairs(table)
  const source = random(seed)
  const values: number[] = []
  for (let replicate = 0; replicate < replicates; replicate++) {
    let value = 1
    for (const [codings, pairs] of pairsBySize) {
      value -= (2 * binomial(source, pairs, disagreeing)) / (n * expected * (codings - 1))
    }
    if (value >= -1) values.push(value)
  }
  return fromInterval(intervalOf(values, replicates, level), { replicates })
}

/** Number of pairs in units with m codings, by m, and the share of all pairs that disagree. */
function observedPairs(table: Table) {
  const pairsBySize = new Map<number, number>()
  let all = 0
  let agreeing = 0
  for (const { values, count } of table.rows) {
    const tally = rowTally(values, table.categories.length)
    const codings = sum(tally)
    if (codings < 2) continue
    const pairs = (count * codings * (codings - 1)) / 2
    pairsBySize.set(codings, (pairsBySize.get(codings) ?? 0) + pairs)
    all += pairs
    agreeing += (count * sum(tally.map((times) => times * (times - 1)))) / 2
  }
  return { pairsBySize, disagreeing: (all - agreeing) / all }
}

function fromInterval(interval: Interval | null, { replicates }: Pick<Draws, 'replicates'>): AlphaBootstrap {
  if (interval === null) return { ...undefinedBootstrap('no draw showed any variation'), dropped: replicates }
  const { low, high, sd, dropped } = interval
  return { low: defined(low), high: defined(high), sd: defined(sd), dropped }
}

function undefinedBootstrap(reason: string): AlphaBootstrap {
  const outcome = undefinedBecause(reason)
  return { low: outcome, high: outcome, sd: outcome, dropped: 0 }
}
