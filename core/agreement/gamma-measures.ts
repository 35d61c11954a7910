import { bestAlignment } from './best-alignment.ts'
import type { BlockSums } from './bootstrap.ts'
import { disorderOf, type GammaWeights, type UnitaryAlignment } from './disorder.ts'
import {
  againstChance,
  CROWDED,
  categoricalGamma,
  categoricalParts,
  GAMMA_WEIGHTS,
  gammaParts,
} from './gamma.ts'
import type { Group } from './group.ts'
import { laidOut } from './laid-out.ts'
import { wanted } from './measures.ts'
import { listed } from './number.ts'
import { defined, type Outcome, undefinedBecause } from './outcome.ts'
import type { SpanBlock } from './span-measures.ts'
import { coderIndexes, type SpanSet } from './spans.ts'

export interface GammaSettings {
  readonly named: readonly string[] | undefined
  readonly seed: number
  readonly coderNames: readonly string[]
}

/**
 * γ, γ-cat and the observed disorder of one code, or of all, where they are named. The disorder of the best
 * alignment of all blocks laid end to end is a sum over its unitary alignments, each of which belongs to the
 * block of its first segment. An interval draws these sums anew and keeps what chance would leave: that would
 * take another thirty random continua for every replicate.
 */
export function gammaGroups(
  blocks: readonly SpanBlock[],
  codes: number,
  code: number | null,
  settings: GammaSettings,
): readonly Group[] {
  return GAMMA_WEIGHTS.flatMap((weights) => {
    const key = (metric: string) => `${metric}|alpha=${weights.alpha}|beta=${weights.beta}`
    const metrics = ['gamma', 'gamma_cat', 'gamma_observed_disorder'].filter((metric) =>
      wanted(settings.named, key(metric), false),
    )
    if (metrics.length === 0) return []
    const set = laidOut(blocks, new Float64Array(blocks.length).fill(1), codes, code)
    const slots = metrics.map((metric) => ({ code, key: key(metric) }))
    return [{ slots, additive: gammaSums(blocks, set, weights, metrics, settings) }]
  })
}

function gammaSums(
  blocks: readonly SpanBlock[],
  set: SpanSet,
  weights: GammaWeights,
  metrics: readonly string[],
  { seed, coderNames }: GammaSettings,
): Group['additive'] {
  const onlyDisorder = metrics.every((metric) => metric === 'gamma_observed_disorder')
  const parts =
    idleReason(set, coderNames) ??
    (onlyDisorder ? alignmentOnly(set, weights) : gammaParts(set, { ...weights, seed }))
  if ('reason' in parts) {
    const evaluate = () => metrics.map(() => undefinedBecause(parts.reason))
    return { width: 0, blocks: blocks.map(() => ({ at: [], amount: [] })), evaluate }
  }
  return {
    width: 4,
    blocks: sumsOf(parts.alignment, blocks, set.coders, weights),
    evaluate: (sums) => {
      const [cost = 0, spans = 0, differing = 0, weight = 0] = sums
      if (spans === 0) return metrics.map(() => undefinedBecause('no segment was drawn'))
      const disorder = cost / (spans / set.coders)
      const outcomes: Readonly<Record<string, () => Outcome>> = {
        gamma: () => againstChance(disorder, parts.expected),
        gamma_cat: () => categoricalGamma(differing, weight, parts.expectedCategorical),
        gamma_observed_disorder: () => defined(disorder),
      }
      return metrics.map((metric) => outcomes[metric]!())
    },
  }
}

function alignmentOnly(set: SpanSet, weights: GammaWeights) {
  const alignment = bestAlignment(set.spans, set.coders, weights)
  return alignment === null ? { reason: CROWDED } : { alignment, expected: 0, expectedCategorical: null }
}

function idleReason(set: SpanSet, coderNames: readonly string[]): { readonly reason: string } | undefined {
  const marked = new Set(set.spans.map(({ coder }) => coder))
  const idle = coderIndexes(set).filter((coder) => !marked.has(coder))
  if (set.coders > 0 && idle.length === 0) return undefined
  if (set.coders === 0) return { reason: 'there is no text' }
  const names = listed(idle.map((coder) => coderNames[coder]!))
  return {
    reason: `${names} ${idle.length === 1 ? 'has' : 'have'} no segment, and γ cannot align segments with nothing`,
  }
}

/** Per block: the disorder of its unitary alignments, their segments, and the categorical parts. */
function sumsOf(
  alignment: readonly UnitaryAlignment[],
  blocks: readonly SpanBlock[],
  coders: number,
  weights: GammaWeights,
): readonly BlockSums[] {
  const ends = endsOf(blocks)
  const sums = blocks.map(() => [0, 0, 0, 0] as [number, number, number, number])
  for (const unitary of alignment) {
    const first = Math.min(...unitary.map(({ start }) => start))
    const sum = sums[ends.findIndex((end) => first < end)]!
    const { differing, weight } = categoricalParts([unitary], coders, weights.alpha)
    // The disorder of one unitary alignment, which is a mean per segment of a coder, times those segments.
    sum[0] += (disorderOf([unitary], coders, weights) * unitary.length) / coders
    sum[1] += unitary.length
    sum[2] += differing
    sum[3] += weight
  }
  return sums.map((amount) => ({ at: [0, 1, 2, 3], amount }))
}

/** Where each block ends when they are laid end to end. */
function endsOf(blocks: readonly SpanBlock[]): readonly number[] {
  let end = 0
  return blocks.map(({ length, given }) => {
    if (given.every(Boolean)) end += length
    return end
  })
}
