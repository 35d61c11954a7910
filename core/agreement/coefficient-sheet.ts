import { AgreementInputError } from './bare-input.ts'
import type { Outcome } from './outcome.ts'

/** The metrics that rest on random draws; they are computed only when named. */
export const SIMULATED_METRICS: readonly string[] = [
  'gamma',
  'gamma_cat',
  'alpha_bootstrap_krippendorff_ci95_lo',
  'alpha_bootstrap_krippendorff_ci95_hi',
  'alpha_bootstrap_krippendorff_sd',
  'alpha_bootstrap_units_ci95_lo',
  'alpha_bootstrap_units_ci95_hi',
  'alpha_bootstrap_units_sd',
]

/** The metrics that are calculated without chance. */
export const EXACT_METRICS: readonly string[] = [
  'percent_agreement',
  'percent_agreement_all',
  'alpha_nominal',
  'alpha_nominal_se_gwet',
  'alpha_nominal_ci95_gwet_lo',
  'alpha_nominal_ci95_gwet_hi',
  'fleiss_kappa',
  'fleiss_kappa_gwet',
  'fleiss_kappa_gwet_se',
  'gwet_ac1',
  'gwet_ac1_se',
  'gwet_ac1_ci95_lo',
  'gwet_ac1_ci95_hi',
  'gwet_ac1_used_codes',
  'brennan_prediger',
  'brennan_prediger_se',
  'brennan_prediger_ci95_lo',
  'brennan_prediger_ci95_hi',
  'brennan_prediger_used_codes',
  'light_kappa',
  'cohen_kappa',
  'cohen_kappa_ase',
  'cohen_kappa_ci95_lo',
  'cohen_kappa_ci95_hi',
  'scott_pi',
  'holsti',
  'char_dice',
  'char_jaccard',
  'exact_f1',
  'overlap_f1',
  'overlap_f1_matched',
  'u_alpha',
  'bar_u_alpha',
  'cu_alpha',
  'cu_coverage',
  'ku_alpha',
  'alpha_u_1995',
  'gamma_observed_disorder',
  'boundary_similarity',
  'segmentation_similarity',
]

/** Collects the coefficients somebody wants, by key: `metric`, or `metric|code=…|pair=…`. */
export interface Sheet {
  readonly outcomes: Record<string, Outcome>
  /** True where this key is to be computed. */
  wants(key: string): boolean
  /** Computes and keeps the coefficient if it is wanted. */
  put(key: string, compute: () => Outcome): void
}

/** `only` holds metrics or full keys; without it everything that does not simulate is wanted. */
export function newSheet(only?: readonly string[]): Sheet {
  only?.forEach(checkName)
  const outcomes: Record<string, Outcome> = {}
  const wants = (key: string) => {
    const metric = metricOf(key)
    return only ? only.includes(metric) || only.includes(key) : !SIMULATED_METRICS.includes(metric)
  }
  const put = (key: string, compute: () => Outcome) => {
    if (wants(key)) outcomes[key] = compute()
  }
  return { outcomes, wants, put }
}

function metricOf(key: string): string {
  const bar = key.indexOf('|')
  return bar < 0 ? key : key.slice(0, bar)
}

function checkName(name: string): void {
  const metric = metricOf(name)
  if (EXACT_METRICS.includes(metric) || SIMULATED_METRICS.includes(metric)) return
  throw new AgreementInputError(`No coefficient is called "${name}"; see the list in the help of agree.`)
}
