import { AgreementInputError, readSpans, readTable } from './bare-input.ts'
import { newSheet } from './coefficient-sheet.ts'
import { holsti } from './holsti.ts'
import type { Outcome } from './outcome.ts'
import { putCodeCoefficients, putOverallCoefficients } from './span-coefficients.ts'
import { coderPairs } from './table.ts'
import { putAlphaBootstrap, putPairCoefficients, putTableCoefficients } from './table-coefficients.ts'

export interface CoefficientOptions {
  /** Metrics (`cohen_kappa`) or full keys (`cohen_kappa|pair=0,1`); all that do not simulate by default. */
  readonly only?: readonly string[]
  /** Seed of the coefficients that simulate; 1 by default. */
  readonly seed?: number
}

/**
 * Every coefficient that applies to a bare table `{ coders, categories, units }`, by key.
 * Throws AgreementInputError with one sentence where the input or a name in `only` is wrong.
 */
export function coefficientsOfTable(
  input: unknown,
  options: CoefficientOptions = {},
): Record<string, Outcome> {
  const sheet = newSheet(options.only)
  const table = readTable(input)
  putTableCoefficients(sheet, table, '')
  putAlphaBootstrap(sheet, table, seedOf(options))
  for (const [i, j] of coderPairs(table.coders)) {
    const scope = `|pair=${i},${j}`
    const pair = putPairCoefficients(sheet, table, [i, j], scope)
    sheet.put(`holsti${scope}`, () => holsti(pair))
  }
  return sheet.outcomes
}

/**
 * Every coefficient that applies to a bare span set `{ textLength, coders, codes, spans }`, by key.
 * Throws AgreementInputError with one sentence where the input or a name in `only` is wrong.
 */
export function coefficientsOfSpans(
  input: unknown,
  options: CoefficientOptions = {},
): Record<string, Outcome> {
  const sheet = newSheet(options.only)
  const set = readSpans(input)
  putOverallCoefficients(sheet, set, seedOf(options))
  for (let code = 0; code < set.codes.length; code++) putCodeCoefficients(sheet, set, code)
  return sheet.outcomes
}

function seedOf({ seed = 1 }: CoefficientOptions): number {
  if (Number.isSafeInteger(seed) && seed >= 0) return seed
  throw new AgreementInputError(
    `The seed is ${seed}; give a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`,
  )
}
