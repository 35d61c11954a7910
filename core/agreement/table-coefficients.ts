import { alphaWithGwetError } from './alpha.ts'
import { type AlphaBootstrap, alphaBootstrapPairs, alphaBootstrapUnits } from './alpha-bootstrap.ts'
import type { Sheet } from './coefficient-sheet.ts'
import { cohenKappa } from './cohen.ts'
import { type Confusion, confusionOf } from './confusion.ts'
import { fleissKappa } from './fleiss.ts'
import { brennanPrediger, fleissKappaGwet, gwetAc1 } from './gwet.ts'
import { lightKappa } from './light.ts'
import { percentAgreement, percentAgreementAll, percentAgreementOfPair } from './percent.ts'
import { scottPi } from './scott.ts'
import { type Table, withUsedCategories } from './table.ts'

/** The coefficients of a whole table; `scope` ends each key, such as `|code=actor` or nothing. */
export function putTableCoefficients(sheet: Sheet, table: Table, scope: string): void {
  sheet.put(`percent_agreement${scope}`, () => percentAgreement(table))
  sheet.put(`percent_agreement_all${scope}`, () => percentAgreementAll(table))
  putAlpha(sheet, table, scope)
  sheet.put(`fleiss_kappa${scope}`, () => fleissKappa(table))
  const fleiss = fleissKappaGwet(table)
  sheet.put(`fleiss_kappa_gwet${scope}`, () => fleiss.value)
  sheet.put(`fleiss_kappa_gwet_se${scope}`, () => fleiss.se)
  putChanceCorrected(sheet, table, scope, 'gwet_ac1', gwetAc1)
  putChanceCorrected(sheet, table, scope, 'brennan_prediger', brennanPrediger)
  sheet.put(`light_kappa${scope}`, () => lightKappa(table))
}

function putAlpha(sheet: Sheet, table: Table, scope: string): void {
  const alpha = alphaWithGwetError(table)
  sheet.put(`alpha_nominal${scope}`, () => alpha.value)
  sheet.put(`alpha_nominal_se_gwet${scope}`, () => alpha.se)
  sheet.put(`alpha_nominal_ci95_gwet_lo${scope}`, () => alpha.low)
  sheet.put(`alpha_nominal_ci95_gwet_hi${scope}`, () => alpha.high)
}

/** AC1 and Brennan–Prediger depend on q; `_used_codes` takes the codes in use for it. */
function putChanceCorrected(
  sheet: Sheet,
  table: Table,
  scope: string,
  metric: string,
  coefficient: typeof gwetAc1,
): void {
  const estimate = coefficient(table)
  sheet.put(`${metric}${scope}`, () => estimate.value)
  sheet.put(`${metric}_se${scope}`, () => estimate.se)
  sheet.put(`${metric}_ci95_lo${scope}`, () => estimate.low)
  sheet.put(`${metric}_ci95_hi${scope}`, () => estimate.high)
  sheet.put(`${metric}_used_codes${scope}`, () => coefficient(withUsedCategories(table)).value)
}

/** The coefficients of one pair of coders on a table; returns their confusion matrix for more. */
export function putPairCoefficients(
  sheet: Sheet,
  table: Table,
  pair: readonly [number, number],
  scope: string,
): Confusion {
  const confusion = confusionOf(table, pair[0], pair[1])
  const kappa = cohenKappa(confusion)
  sheet.put(`percent_agreement${scope}`, () => percentAgreementOfPair(confusion))
  sheet.put(`cohen_kappa${scope}`, () => kappa.value)
  sheet.put(`cohen_kappa_ase${scope}`, () => kappa.se)
  sheet.put(`cohen_kappa_ci95_lo${scope}`, () => kappa.low)
  sheet.put(`cohen_kappa_ci95_hi${scope}`, () => kappa.high)
  sheet.put(`scott_pi${scope}`, () => scottPi(confusion))
  return confusion
}

/** Draws of pairs are cheap and their interval is read off the outermost fortieths, so many are taken. */
const PAIR_REPLICATES = 20_000
const UNIT_REPLICATES = 5_000

/** Percentile intervals of alpha from two kinds of resampling that differ a lot, each under its own name. */
export function putAlphaBootstrap(sheet: Sheet, table: Table, seed: number): void {
  putDistribution(sheet, 'alpha_bootstrap_krippendorff', () =>
    alphaBootstrapPairs(table, { replicates: PAIR_REPLICATES, seed, level: 0.95 }),
  )
  putDistribution(sheet, 'alpha_bootstrap_units', () =>
    alphaBootstrapUnits(table, { replicates: UNIT_REPLICATES, seed, level: 0.95 }),
  )
}

function putDistribution(sheet: Sheet, metric: string, draw: () => AlphaBootstrap): void {
  const keys = [`${metric}_ci95_lo`, `${metric}_ci95_hi`, `${metric}_sd`] as const
  if (!keys.some(sheet.wants)) return
  const drawn = draw()
  sheet.put(keys[0], () => drawn.low)
  sheet.put(keys[1], () => drawn.high)
  sheet.put(keys[2], () => drawn.sd)
}
