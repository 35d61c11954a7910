import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { bestAlignment } from '../../../core/agreement/best-alignment.ts'
import { disorderOf, type GammaWeights, type UnitaryAlignment } from '../../../core/agreement/disorder.ts'
import { gamma, gammaCat, gammas, observedDisorder } from '../../../core/agreement/gamma.ts'
import type { CodedSpan, SpanSet } from '../../../core/agreement/spans.ts'
import { spanOracles } from './span-oracles.ts'

const equal: GammaWeights = { alpha: 1, beta: 1 }

function weightsIn(scope: string): GammaWeights {
  const [, alpha, beta] = /^alpha=(.+)\|beta=(.+)$/.exec(scope)!
  return { alpha: Number(alpha), beta: Number(beta) }
}

test('Every observed disorder is the one dkpro and pygamma-agreement give', () => {
  const oracles = spanOracles('gamma_observed_disorder')
  expect(oracles.length).toBeGreaterThan(30)
  for (const { name, input, scope, value, tol } of oracles) {
    const outcome = observedDisorder(input, weightsIn(scope))
    expect(Math.abs(outcome.value! - value), `${name} ${scope}`).toBeLessThanOrEqual(tol)
  }
})

test('Every gamma and gamma-cat lies within the Monte Carlo tolerance of the published programs', () => {
  const oracles = spanOracles('gamma')
  const categorical = spanOracles('gamma_cat')
  expect(oracles.length + categorical.length).toBeGreaterThan(60)
  for (const { name, input, scope, value, tol } of oracles) {
    const result = gammas(input, { ...weightsIn(scope), seed: 1 })
    expect(Math.abs(result.gamma.value! - value), `${name} ${scope}`).toBeLessThanOrEqual(tol)
    const cat = categorical.find((other) => other.name === name && other.scope === scope)
    if (!cat) continue
    expect(Math.abs(result.gammaCat.value! - cat.value), `${name} cat ${scope}`).toBeLessThanOrEqual(cat.tol)
  }
})

test('The best alignment of two coders with 1,000 spans each has the known disorder', () => {
  expect(observedDisorder(thousandSpans(), equal).value).toBeCloseTo(0.803132328243, 11)
})

/** The baseline data: a 32-bit linear congruential generator, one span in each cell of 200 characters. */
function thousandSpans(): SpanSet {
  let state = 7
  const draw = (below: number) => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0
    return (state >>> 8) % below
  }
  const spans = [0, 1].flatMap((coder) =>
    Array.from({ length: 1000 }, (_, i): CodedSpan => {
      const start = 200 * i + draw(80)
      const end = start + 20 + draw(90)
      return { coder, code: draw(100) < 70 ? (i * 7) % 5 : draw(5), start, end }
    }),
  )
  return { textLength: 200_000, coders: 2, codes: ['0', '1', '2', '3', '4'], spans }
}

/** Small sets of spans; every coder has one at least. */
function smallSets(coders: number, most: number): fc.Arbitrary<SpanSet> {
  const span = (coder: fc.Arbitrary<number>) =>
    fc
      .tuple(coder, fc.nat(1), fc.nat(40), fc.integer({ min: 1, max: 15 }))
      .map(([coder, code, start, length]): CodedSpan => ({ coder, code, start, end: start + length }))
  const first = fc.tuple(...Array.from({ length: coders }, (_, coder) => span(fc.constant(coder))))
  return fc
    .tuple(first, fc.array(span(fc.nat(coders - 1)), { maxLength: most - coders }))
    .map(([some, others]) => ({ textLength: 60, coders, codes: ['a', 'b'], spans: [...some, ...others] }))
}

const someWeights: fc.Arbitrary<GammaWeights> = fc.record({
  alpha: fc.constantFrom(0, 0.5, 1, 3),
  beta: fc.constantFrom(0, 0.3, 1, 2),
})

/** The least disorder of all partitions of the spans, tried one by one. */
function leastDisorder(set: SpanSet, weights: GammaWeights): number {
  let least = Number.POSITIVE_INFINITY
  const place = (alignment: readonly UnitaryAlignment[], left: readonly CodedSpan[]) => {
    const [span, ...rest] = left
    if (!span) {
      least = Math.min(least, disorderOf(alignment, set.coders, weights))
      return
    }
    place([...alignment, [span]], rest)
    alignment.forEach((unitary, i) => {
      if (unitary.some(({ coder }) => coder === span.coder)) return
      place(alignment.with(i, [...unitary, span]), rest)
    })
  }
  place([], set.spans)
  return least
}

for (const [coders, most] of [
  [2, 8],
  [3, 7],
  [4, 7],
] as const) {
  test(`With ${coders} coders no partition of the spans has less disorder than the best alignment`, () => {
    fc.assert(
      fc.property(smallSets(coders, most), someWeights, (set, weights) => {
        const found = observedDisorder(set, weights).value!
        expect(Math.abs(found - leastDisorder(set, weights))).toBeLessThan(1e-12)
      }),
      { numRuns: 150, seed: 1 },
    )
  })
}

test('The best alignment holds every span once and at most one span of a coder in a unitary alignment', () => {
  fc.assert(
    fc.property(smallSets(3, 25), someWeights, ({ spans, coders }, weights) => {
      const alignment = bestAlignment(spans, coders, weights)!
      expect(new Set(alignment.flat())).toEqual(new Set(spans))
      expect(alignment.flat()).toHaveLength(spans.length)
      for (const unitary of alignment) {
        expect(new Set(unitary.map(({ coder }) => coder)).size).toBe(unitary.length)
      }
    }),
    { numRuns: 100, seed: 1 },
  )
})

test('Exchanging the coders or the order of the spans changes nothing', () => {
  fc.assert(
    fc.property(smallSets(3, 12), someWeights, (set, weights) => {
      const spans = set.spans.map((span) => ({ ...span, coder: (span.coder + 1) % 3 })).reverse()
      const exchanged = observedDisorder({ ...set, spans }, weights).value!
      expect(exchanged).toBeCloseTo(observedDisorder(set, weights).value!, 12)
      const options = { ...weights, samples: 3, seed: 4 }
      const [one, other] = [gammas(set, options), gammas({ ...set, spans }, options)]
      expect(other.expectedDisorder).toEqual(one.expectedDisorder)
    }),
    { numRuns: 60, seed: 1 },
  )
})

test('Gamma is the same for the same seed and moves a little with another', () => {
  const { input } = spanOracles('gamma').find(({ name }) => name === 'random-spans-08')!
  const options = { alpha: 1, beta: 1, seed: 11 }
  expect(gamma(input, options)).toEqual(gamma(input, options))
  expect(gammaCat(input, options)).toEqual(gammas(input, options).gammaCat)
  const other = gamma(input, { ...options, seed: 12 }).value!
  expect(other).not.toBe(gamma(input, options).value)
  expect(Math.abs(other - gamma(input, options).value!)).toBeLessThan(0.1)
})

test('Equal spans of all coders have gamma 1 and no disorder', () => {
  const spans = [0, 1].flatMap((coder) => [
    { coder, code: 0, start: 3, end: 9 },
    { coder, code: 1, start: 20, end: 26 },
  ])
  const set = { textLength: 40, coders: 2, codes: ['a', 'b'], spans }
  const result = gammas(set, { alpha: 1, beta: 1, seed: 1 })
  expect(result.observedDisorder).toEqual({ value: 0 })
  expect(result.gamma).toEqual({ value: 1 })
  expect(result.gammaCat).toEqual({ value: 1 })
})

test('The disorder of two spans apart is the cost of leaving both alone, worked out by hand', () => {
  const span = (coder: number, start: number, end: number): CodedSpan => ({ coder, code: 0, start, end })
  const set = (spans: readonly CodedSpan[]): SpanSet => ({ textLength: 90, coders: 2, codes: ['a'], spans })
  const weights = { alpha: 1, beta: 1 }
  // [0, 10) and [2, 12): ((2 + 2) / 20)² = 0.04.
  expect(observedDisorder(set([span(0, 0, 10), span(1, 2, 12)]), weights).value).toBeCloseTo(0.04, 12)
  // [0, 10) and [50, 60): (100 / 20)² = 25 is more than 1 + 1 for two spans alone; one span per coder.
  expect(observedDisorder(set([span(0, 0, 10), span(1, 50, 60)]), weights).value).toBe(2)
})

test('A coder without a span makes gamma undefined, with the reason', () => {
  const set = { textLength: 9, coders: 3, codes: ['a'], spans: [{ coder: 0, code: 0, start: 1, end: 2 }] }
  const two = { ...set, coders: 2 }
  const weights = { alpha: 1, beta: 1 }
  expect(observedDisorder(two, weights)).toEqual({
    value: null,
    reason: 'coder 1 has no span, and gamma cannot align spans with nothing',
  })
  expect(gamma(set, { ...weights, seed: 1 })).toEqual({
    value: null,
    reason: '2 coders have no span, and gamma cannot align spans with nothing',
  })
  expect(observedDisorder({ ...set, coders: 1 }, weights)).toEqual({
    value: null,
    reason: 'gamma compares two or more coders',
  })
})

test('Five coders with dozens of spans over one another are refused before hours pass', () => {
  const spans = Array.from(
    { length: 300 },
    (_, i): CodedSpan => ({
      coder: i % 5,
      code: i % 3,
      start: (i * 7) % 20,
      end: 100 + ((i * 11) % 20),
    }),
  )
  const outcome = observedDisorder({ textLength: 200, coders: 5, codes: ['a', 'b', 'c'], spans }, equal)
  expect(outcome).toEqual({
    value: null,
    reason: 'too many spans lie over one another for an exact alignment',
  })
})

test('Weights below 0 and numbers of continua below 1 are refused', () => {
  const { input } = spanOracles('gamma')[0]!
  expect(() => observedDisorder(input, { alpha: -1, beta: 1 })).toThrow('weigh places with -1')
  expect(() => gamma(input, { alpha: 1, beta: 1, samples: 0, seed: 1 })).toThrow('from 0 random continua')
})
