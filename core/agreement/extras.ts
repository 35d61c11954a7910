import { Refusal } from '../refusal.ts'
import { type AlphaBootstrap, alphaBootstrapPairs, alphaBootstrapUnits } from './alpha-bootstrap.ts'
import { EXACT_METRICS, newSheet, SIMULATED_METRICS } from './coefficient-sheet.ts'
import type { AgreementSettings } from './input.ts'
import { pairKey, wanted } from './measures.ts'
import { type Outcome, undefinedBecause } from './outcome.ts'
import { SET_METRICS } from './set-measures.ts'
import { coderPairs, type Table } from './table.ts'
import { putPairCoefficients, putTableCoefficients } from './table-coefficients.ts'

/** Analytic errors and their intervals: they suppose that units are independent. */
const ANALYTIC = /_(se|ase|se_gwet|ci95_lo|ci95_hi|ci95_gwet_lo|ci95_gwet_hi)$/

/**
 * The names as they are used inside: with two coders `cohen_kappa|pair=0,1` is just `cohen_kappa`.
 * @throws Refusal where no coefficient is called so.
 */
export function checkedNames({ coefficients, coders }: AgreementSettings): readonly string[] | undefined {
  for (const name of coefficients ?? []) {
    const metric = name.split('|')[0]!
    if ([...EXACT_METRICS, ...SIMULATED_METRICS, ...SET_METRICS].includes(metric)) continue
    throw new Refusal('invalid', `No coefficient is called "${name}"; see the list in the help of agree.`)
  }
  return coders.length === 2 ? coefficients?.map((name) => name.replace('|pair=0,1', '')) : coefficients
}

/**
 * The coefficients of one scope that were named but are in none of the groups: analytic errors and alpha's own
 * bootstraps.
 */
export function extraCoefficients(
  table: Table,
  named: readonly string[],
  settings: AgreementSettings,
): Readonly<Record<string, Outcome>> {
  const outcomes: Record<string, Outcome> = {}
  const keep = (found: Readonly<Record<string, Outcome>>) => {
    for (const [key, outcome] of Object.entries(found)) {
      if (!wanted(named, shortKey(key, table.coders), false)) continue
      outcomes[shortKey(key, table.coders)] = outcome
    }
  }
  keep(tableExtras(table, named, settings))
  keep(alphaBootstraps(table, named, settings))
  return outcomes
}

function shortKey(key: string, coders: number): string {
  return coders === 2 ? key.replace('|pair=0,1', '') : key
}

function metricsOf(named: readonly string[]): readonly string[] {
  return named.map((name) => name.split('|')[0]!)
}

function tableExtras(
  table: Table,
  named: readonly string[],
  { unit }: AgreementSettings,
): Record<string, Outcome> {
  const analytic = metricsOf(named)
    .filter((metric) => ANALYTIC.test(metric) || metric.endsWith('_used_codes'))
    .filter((metric) => !metric.startsWith('alpha_bootstrap'))
  if (analytic.length === 0) return {}
  const sheet = newSheet(analytic)
  putTableCoefficients(sheet, table, '')
  for (const [i, j] of coderPairs(table.coders)) {
    putPairCoefficients(sheet, table, [i, j], pairKey('', table.coders, i, j))
  }
  if (unit !== 'character') return sheet.outcomes
  const because = undefinedBecause(
    'characters are not independent: no analytic error; draw documents or paragraphs',
  )
  return Object.fromEntries(
    Object.entries(sheet.outcomes).map(([key, outcome]) => [
      key,
      ANALYTIC.test(key.split('|')[0]!) ? because : outcome,
    ]),
  )
}

/** As many draws as the settings ask for, and a thousand where they ask for none. */
const DRAWS = 1000

function alphaBootstraps(
  table: Table,
  named: readonly string[],
  { bootstrap }: AgreementSettings,
): Record<string, Outcome> {
  const draws = { ...bootstrap, replicates: bootstrap.replicates || DRAWS }
  const found: Record<string, Outcome> = {}
  const kinds = { krippendorff: alphaBootstrapPairs, units: alphaBootstrapUnits }
  for (const [kind, run] of Object.entries(kinds)) {
    if (!named.some((name) => name.startsWith(`alpha_bootstrap_${kind}_`))) continue
    const { low, high, sd }: AlphaBootstrap = run(table, draws)
    found[`alpha_bootstrap_${kind}_ci95_lo`] = low
    found[`alpha_bootstrap_${kind}_ci95_hi`] = high
    found[`alpha_bootstrap_${kind}_sd`] = sd
  }
  return found
}
