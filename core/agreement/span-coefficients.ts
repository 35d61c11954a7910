import { alphaU1995, alphaU1995OfCode } from './alpha-u-1995.ts'
import { boundariesOf, boundarySimilarity, segmentationSimilarity } from './boundary.ts'
import type { Sheet } from './coefficient-sheet.ts'
import type { GammaWeights } from './disorder.ts'
import { GAMMA_WEIGHTS, gammas, observedDisorder } from './gamma.ts'
import { holsti } from './holsti.ts'
import { dice, jaccard } from './overlap.ts'
import { exactF1, overlapF1, overlapF1Matched } from './span-match.ts'
import { characterTable, codeTable, isExclusive, type SpanSet, spansOf } from './spans.ts'
import { coderPairs } from './table.ts'
import { putPairCoefficients, putTableCoefficients } from './table-coefficients.ts'
import { uAlphaOfCode, unitizingAlphas } from './unitizing-alpha.ts'

/** Per code: the binary table "the character has the code", the matches of spans, the unitizing alphas. */
export function putCodeCoefficients(sheet: Sheet, set: SpanSet, code: number): void {
  const scope = `|code=${set.codes[code]!}`
  const table = codeTable(set, code)
  putTableCoefficients(sheet, table, scope)
  for (const [i, j] of coderPairs(set.coders)) {
    const pair = `${scope}|pair=${i},${j}`
    putPairCoefficients(sheet, table, [i, j], pair)
    sheet.put(`char_dice${pair}`, () => dice(table, i, j))
    sheet.put(`char_jaccard${pair}`, () => jaccard(table, i, j))
    putMatches(sheet, set, [i, j], pair, code)
  }
  sheet.put(`u_alpha${scope}`, () => uAlphaOfCode(set, code))
  sheet.put(`alpha_u_1995${scope}`, () => alphaU1995OfCode(set, code))
}

function putMatches(
  sheet: Sheet,
  set: SpanSet,
  [i, j]: readonly [number, number],
  scope: string,
  code?: number,
): void {
  const first = spansOf(set, i, code)
  const second = spansOf(set, j, code)
  sheet.put(`exact_f1${scope}`, () => exactF1(first, second))
  sheet.put(`overlap_f1${scope}`, () => overlapF1(first, second))
  sheet.put(`overlap_f1_matched${scope}`, () => overlapF1Matched(first, second))
}

/** Over all codes: spans of every pair of coders, the cuts they make, gamma, the unitizing family. */
export function putOverallCoefficients(sheet: Sheet, set: SpanSet, seed: number): void {
  for (const [i, j] of coderPairs(set.coders)) {
    const scope = `|pair=${i},${j}`
    putMatches(sheet, set, [i, j], scope)
    const cuts = [boundariesOf(set, i), boundariesOf(set, j)] as const
    sheet.put(`boundary_similarity${scope}`, () => boundarySimilarity(set.textLength, ...cuts))
    sheet.put(`segmentation_similarity${scope}`, () => segmentationSimilarity(set.textLength, ...cuts))
  }
  sheet.put('alpha_u_1995', () => alphaU1995(set))
  for (const weights of GAMMA_WEIGHTS) putGamma(sheet, set, weights, seed)
  putUnitizingFamily(sheet, set)
  if (isExclusive(set)) putCharacterCoefficients(sheet, set)
}

function putGamma(sheet: Sheet, set: SpanSet, weights: GammaWeights, seed: number): void {
  const scope = `|alpha=${weights.alpha}|beta=${weights.beta}`
  sheet.put(`gamma_observed_disorder${scope}`, () => observedDisorder(set, weights))
  if (!sheet.wants(`gamma${scope}`) && !sheet.wants(`gamma_cat${scope}`)) return
  const result = gammas(set, { ...weights, seed })
  sheet.put(`gamma${scope}`, () => result.gamma)
  sheet.put(`gamma_cat${scope}`, () => result.gammaCat)
}

function putUnitizingFamily(sheet: Sheet, set: SpanSet): void {
  const family = unitizingAlphas(set)
  sheet.put('u_alpha', () => family.u)
  sheet.put('bar_u_alpha', () => family.barU)
  sheet.put('cu_alpha', () => family.cu)
  sheet.put('cu_coverage', () => family.coverage)
  set.codes.forEach((code, k) => {
    sheet.put(`ku_alpha|code=${code}`, () => family.ku[k]!)
  })
}

/** One category per character: its code or "no code". */
function putCharacterCoefficients(sheet: Sheet, set: SpanSet): void {
  const table = characterTable(set)
  putTableCoefficients(sheet, table, '|chars')
  for (const [i, j] of coderPairs(set.coders)) {
    const scope = `|chars|pair=${i},${j}`
    const pair = putPairCoefficients(sheet, table, [i, j], scope)
    sheet.put(`holsti${scope}`, () => holsti(pair))
  }
}
