import type { AgreementResult } from '../agreement/result.ts'

/** The coefficient that the tables of codes show, the first of these that was computed. */
const HEADLINES = ['alpha_nominal', 'cohen_kappa', 'gwet_ac1', 'percent_agreement'] as const
/** Where only coded units count, correcting for chance makes no sense. */
const UNION_HEADLINES = ['char_dice', 'percent_agreement'] as const

/** The key of that coefficient: the first that was asked for by name, else of ours, else any that was computed. */
export function headlineKey({ results, settings }: AgreementResult): string | undefined {
  const keys = Object.keys(results[0]?.coefficients ?? {})
  const usual = settings.population === 'union' ? UNION_HEADLINES : HEADLINES
  const preferred: readonly string[] = settings.coefficients ?? usual
  for (const metric of preferred) {
    const key = keys.find((one) => one.split('|')[0] === metric)
    if (key !== undefined) return key
  }
  return keys[0]
}
