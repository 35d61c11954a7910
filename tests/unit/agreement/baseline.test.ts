import { expect, test } from '@playwright/test'
import { coefficientsOfSpans, coefficientsOfTable } from '../../../core/agreement/coefficients.ts'

const CODES = ['a', 'b', 'c', 'd', 'e']

/** The generator of the baseline data: a 32-bit LCG of which the upper 24 bits are drawn. */
function draws(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0
    return state >>> 8
  }
}

/** Two coders who get three units of four right and guess the others. */
function baselineUnits(count: number): readonly (readonly number[])[] {
  const draw = draws(42)
  const decide = (truth: number) => (draw() % 100 < 75 ? truth : draw() % CODES.length)
  return Array.from({ length: count }, () => {
    const truth = draw() % CODES.length
    return [decide(truth), decide(truth)]
  })
}

/** One span in each cell of 200 characters, per coder. */
function baselineSpans(): readonly { coder: number; code: number; start: number; end: number }[] {
  const draw = draws(7)
  return [0, 1].flatMap((coder) =>
    Array.from({ length: 1000 }, (_, i) => {
      const start = 200 * i + (draw() % 80)
      const end = start + 20 + (draw() % 90)
      const code = draw() % 100 < 70 ? (i * 7) % CODES.length : draw() % CODES.length
      return { coder, code, start, end }
    }),
  )
}

test('A hundred thousand units give what the published programs gave', () => {
  const outcomes = coefficientsOfTable({ coders: 2, categories: CODES, units: baselineUnits(100_000) })
  expect(outcomes.alpha_nominal!.value).toBeCloseTo(0.562835255039, 11)
  expect(outcomes['cohen_kappa|pair=0,1']!.value).toBeCloseTo(0.562834478968, 11)
})

test('Two thousand spans give what the published programs gave', () => {
  const set = { textLength: 200_000, coders: 2, codes: CODES, spans: baselineSpans() }
  const outcomes = coefficientsOfSpans(set, { only: ['u_alpha', 'alpha_u_1995', 'boundary_similarity'] })
  expect(outcomes.u_alpha!.value).toBeCloseTo(0.2702827306944726, 12)
  expect(outcomes.alpha_u_1995!.value).toBeCloseTo(0.347548811517, 11)
  expect(outcomes['boundary_similarity|pair=0,1']!.value).toBeCloseTo(0.01260825267447784, 12)
})
