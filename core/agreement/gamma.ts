import { random } from '../random.ts'
import { bestAlignment } from './best-alignment.ts'
import { disorderOf, type GammaWeights, positionalDissimilarity, type UnitaryAlignment } from './disorder.ts'
import { sampleContinuum, statisticsOf } from './gamma-sampler.ts'
import { defined, type Outcome, undefinedBecause } from './outcome.ts'
import { coderIndexes, type SpanSet } from './spans.ts'
import { sum } from './sum.ts'

export interface GammaOptions extends GammaWeights {
  /** Random continua to draw; 30 by default, as its authors and pygamma-agreement do. */
  readonly samples?: number
  /** A whole number from 0; the same seed gives the same result. */
  readonly seed: number
}

/** Why some sets have no γ. */
export const CROWDED = 'too many spans lie over one another for an exact alignment'

/** Places and codes weighed alike, and places three times as much, as the authors of gamma do by turns. */
export const GAMMA_WEIGHTS: readonly GammaWeights[] = [
  { alpha: 1, beta: 1 },
  { alpha: 3, beta: 1 },
]

export interface Gamma {
  readonly gamma: Outcome
  readonly gammaCat: Outcome
  readonly observedDisorder: Outcome
  /** The mean over the random continua. */
  readonly expectedDisorder: Outcome
}

/**
 * The disorder of the best alignment of the coders' spans (Mathet, Widlöcher & Métivier 2015, "The unified
 * and holistic method gamma (γ)", Computational Linguistics 41(3)), with delta-empty 1. Exact. Undefined
 * with fewer than two coders, where a coder has no span, or where dozens of spans of several coders lie over
 * one another.
 */
export function observedDisorder(set: SpanSet, weights: GammaWeights): Outcome {
  checkWeights(weights)
  const reason = obstacle(set)
  if (reason !== null) return undefinedBecause(reason)
  const alignment = bestAlignment(set.spans, set.coders, weights)
  if (!alignment) return undefinedBecause(CROWDED)
  return defined(disorderOf(alignment, set.coders, weights))
}

/**
 * γ = 1 − observed / expected disorder; the expected disorder is the mean over random continua with the
 * statistics of the coders' spans, so γ depends on the seed, in the second or third digit.
 */
export function gamma(set: SpanSet, options: GammaOptions): Outcome {
  return gammas(set, options).gamma
}

/**
 * γ-cat (Mathet 2017, "The agreement measure γcat", LREC): γ of the codes alone, on the same alignments.
 * As pygamma-agreement 0.5.9 computes it, which see `categoricalParts`.
 */
export function gammaCat(set: SpanSet, options: GammaOptions): Outcome {
  return gammas(set, options).gammaCat
}

/** γ and γ-cat from the same random continua, with the disorders γ is made of. */
export function gammas(set: SpanSet, options: GammaOptions): Gamma {
  const parts = gammaParts(set, options)
  if ('reason' in parts) return undefinedGamma(parts.reason)
  const { alignment, expected, expectedCategorical } = parts
  const disorder = disorderOf(alignment, set.coders, options)
  const { differing, weight } = categoricalParts(alignment, set.coders, options.alpha)
  return {
    gamma: againstChance(disorder, expected),
    gammaCat: categoricalGamma(differing, weight, expectedCategorical),
    observedDisorder: defined(disorder),
    expectedDisorder: defined(expected),
  }
}

/** What γ and γ-cat are computed from. */
export interface GammaParts {
  readonly alignment: readonly UnitaryAlignment[]
  /** Means over the random continua; of the codes alone, null where they have no weight in any. */
  readonly expected: number
  readonly expectedCategorical: number | null
}

/** The best alignment and what chance would leave, or why there is none. */
export function gammaParts(set: SpanSet, options: GammaOptions): GammaParts | { readonly reason: string } {
  checkWeights(options)
  const reason = obstacle(set)
  if (reason !== null) return { reason }
  const alignment = bestAlignment(set.spans, set.coders, options)
  const chance = alignment && chanceAlignments(set, options)
  if (!alignment || !chance) return { reason: CROWDED }
  const categorical = chance
    .map((random) => categoricalParts(random, set.coders, options.alpha))
    .filter(({ weight }) => weight > 0)
    .map(({ differing, weight }) => differing / weight)
  return {
    alignment,
    expected: mean(chance.map((random) => disorderOf(random, set.coders, options))),
    expectedCategorical: categorical.length === 0 ? null : mean(categorical),
  }
}

/** Null where one of them cannot be aligned. */
function chanceAlignments(set: SpanSet, options: GammaOptions): (readonly UnitaryAlignment[])[] | null {
  const { samples = 30, seed } = options
  if (!Number.isInteger(samples) || samples < 1) {
    throw new RangeError(
      `Gamma cannot be computed from ${samples} random continua; give a whole number from 1.`,
    )
  }
  const statistics = statisticsOf(set)
  const generator = random(seed)
  const alignments: (readonly UnitaryAlignment[])[] = []
  while (alignments.length < samples) {
    const alignment = bestAlignment(sampleContinuum(statistics, generator), set.coders, options)
    if (!alignment) return null
    alignments.push(alignment)
  }
  return alignments
}

/**
 * How much the codes of spans aligned with each other weigh, and how much of that differs. Two spans weigh
 * max(0, 1 − alpha · positional dissimilarity) / (spans in their unitary alignment − 1). A pair of
 * coders of which just one has a span in a unitary alignment weighs 1 and differs: so does pygamma-agreement
 * 0.5.9 count, unlike the paper, which leaves such pairs out.
 */
export function categoricalParts(
  alignment: readonly UnitaryAlignment[],
  coders: number,
  alpha: number,
): { readonly differing: number; readonly weight: number } {
  let weight = 0
  let differing = 0
  for (const unitary of alignment) {
    const lonely = unitary.length * (coders - unitary.length)
    weight += lonely
    differing += lonely
    unitary.forEach((u, i) => {
      for (const v of unitary.slice(0, i)) {
        const confidence = Math.max(0, 1 - alpha * positionalDissimilarity(u, v)) / (unitary.length - 1)
        weight += confidence
        if (u.code !== v.code) differing += confidence
      }
    })
  }
  return { differing, weight }
}

/** γ-cat of an alignment with these categorical parts. */
export function categoricalGamma(differing: number, weight: number, expected: number | null): Outcome {
  if (weight === 0 || expected === null) {
    return undefinedBecause('the spans aligned with each other are too far apart for their codes to count')
  }
  return againstChance(differing / weight, expected)
}

/** 1 − observed / expected disorder. */
export function againstChance(observed: number, expected: number): Outcome {
  if (expected === 0) return undefinedBecause('the random continua show no disorder, so chance has no room')
  return defined(1 - observed / expected)
}

/** Why no alignment can be judged; null where one can. */
function obstacle(set: SpanSet): string | null {
  if (set.coders < 2) return 'gamma compares two or more coders'
  const marked = new Set(set.spans.map(({ coder }) => coder))
  const idle = coderIndexes(set).filter((coder) => !marked.has(coder))
  if (idle.length === 0) return null
  return idle.length === 1
    ? `coder ${idle[0]!} has no span, and gamma cannot align spans with nothing`
    : `${idle.length} coders have no span, and gamma cannot align spans with nothing`
}

function undefinedGamma(reason: string): Gamma {
  const outcome = undefinedBecause(reason)
  return { gamma: outcome, gammaCat: outcome, observedDisorder: outcome, expectedDisorder: outcome }
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length
}

function checkWeights({ alpha, beta }: GammaWeights): void {
  if (Number.isFinite(alpha) && Number.isFinite(beta) && alpha >= 0 && beta >= 0) return
  throw new RangeError(
    `Gamma cannot weigh places with ${alpha} and codes with ${beta}; give two numbers that are not negative.`,
  )
}
