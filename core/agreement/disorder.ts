import type { CodedSpan } from './spans.ts'

/** How much places (alpha) and codes (beta) count in the dissimilarity of two spans; neither below 0. */
export interface GammaWeights {
  readonly alpha: number
  readonly beta: number
}

/** Spans of different coders held to be about the same thing: one or more, at most one per coder. */
export type UnitaryAlignment = readonly CodedSpan[]

/**
 * How unlike two spans are: alpha times the positional plus beta times the categorical dissimilarity, with
 * delta-empty 1 (Mathet, Widlöcher & Métivier 2015, §4.3). Equal spans: 0.
 */
export function dissimilarity(u: CodedSpan, v: CodedSpan, weights: GammaWeights): number {
  return weights.alpha * positionalDissimilarity(u, v) + (u.code === v.code ? 0 : weights.beta)
}

/** ((|start − start| + |end − end|) / (length + length))²: below 1 where the spans overlap well. */
export function positionalDissimilarity(u: CodedSpan, v: CodedSpan): number {
  const apart = Math.abs(u.start - v.start) + Math.abs(u.end - v.end)
  const ratio = apart / (u.end - u.start + (v.end - v.start))
  return ratio * ratio
}

/** The number of pairs that can be formed of so many things. */
export function pairsOf(things: number): number {
  return (things * (things - 1)) / 2
}

/**
 * The disorder of an alignment: the sum over its unitary alignments by the mean number of spans of a coder
 * (Mathet, Widlöcher & Métivier 2015, §4.4).
 */
export function disorderOf(
  alignment: readonly UnitaryAlignment[],
  coders: number,
  weights: GammaWeights,
): number {
  const spans = alignment.reduce((total, unitary) => total + unitary.length, 0)
  const parts = alignment.map((unitary) => unitaryDisorder(unitary, coders, weights))
  return orderedSum(parts) / (spans / coders)
}

/** The mean over all pairs of coders; a pair of which one or both have no span in the alignment counts 1. */
function unitaryDisorder(unitary: UnitaryAlignment, coders: number, weights: GammaWeights): number {
  const found: number[] = []
  unitary.forEach((u, i) => {
    for (let j = 0; j < i; j++) found.push(dissimilarity(u, unitary[j]!, weights))
  })
  const pairs = pairsOf(coders)
  return (pairs - found.length + orderedSum(found)) / pairs
}

/** The sum in ascending order, so that exchanging coders does not change the last digits. Sorts in place. */
function orderedSum(numbers: number[]): number {
  let total = 0
  for (const number of numbers.sort((a, b) => a - b)) total += number
  return total
}
