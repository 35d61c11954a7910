import { expect, test } from '@playwright/test'
import { gammas } from '../../../core/agreement/gamma.ts'
import { type CodeSet, jaccardDistance, masiDistance, setAlpha } from '../../../core/agreement/set-alpha.ts'
import { unitsOf } from '../../../core/units.ts'
import { agree, articleInput, study } from './material.ts'

/** Coefficients that are computed only where they are named. */

const drawn = { replicates: 60, seed: 3, level: 0.9, resample: 'paragraph' } as const

/** The sets of codes of every unit of the articles, straight from the segments. */
function setsOf(unit: 'sentence' | 'paragraph'): CodeSet[][] {
  const { documents, segments, coders, codes } = articleInput()
  return documents.flatMap(({ id, text, language }) =>
    unitsOf(text, language, unit).map(({ start, end }) =>
      coders.map((coder) => {
        const own = segments.filter(
          (segment) =>
            segment.document === id &&
            segment.coder === coder.id &&
            segment.start < end &&
            segment.end > start,
        )
        return new Set(own.map(({ code }) => codes.findIndex(({ id }) => id === code)))
      }),
    ),
  )
}

for (const unit of ['sentence', 'paragraph'] as const) {
  test(`alpha over sets of codes per ${unit} is the same from counts as unit by unit`, () => {
    const names = ['alpha_jaccard', 'alpha_masi']
    const { results } = agree(articleInput(), { unit, coefficients: names, by: [] })
    const sets = setsOf(unit)
    const { alpha_jaccard: jaccard, alpha_masi: masi } = results[0]!.coefficients
    expect(jaccard!.value).toBeCloseTo(setAlpha(sets, jaccardDistance).value!, 12)
    expect(masi!.value).toBeCloseTo(setAlpha(sets, masiDistance).value!, 12)
    expect(results).toHaveLength(1)
  })
}

test('everything that is named has an interval around its value, and the same one again', () => {
  const coefficients = [
    'alpha_masi',
    'alpha_jaccard',
    'gamma',
    'gamma_cat',
    'gamma_observed_disorder',
    'boundary_similarity',
    'segmentation_similarity',
    'alpha_u_1995',
    'bar_u_alpha',
  ]
  const run = () =>
    agree(articleInput(), { unit: 'sentence', coefficients, by: [], bootstrap: drawn }).results[0]!
  const found = run().coefficients
  expect(Object.keys(found)).toHaveLength(3 + 2 * 3 + 3)
  for (const [key, one] of Object.entries(found)) {
    if (one.value === null) {
      expect([key, one.reason]).toEqual(['bar_u_alpha', expect.stringContaining('overlapping')])
      continue
    }
    expect(one.low, key).toBeLessThan(one.value)
    expect(one.high, key).toBeGreaterThan(one.value)
  }
  expect(run().coefficients).toEqual(found)
})

test('gamma over the documents is gamma of their segments laid end to end', () => {
  const input = articleInput()
  const { results } = agree(input, { coefficients: ['gamma', 'gamma_cat'], by: [], codes: ['actor'] })
  const starts = new Map<string, number>()
  let textLength = 0
  for (const { id, text } of [...input.documents].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))) {
    starts.set(id, textLength)
    textLength += text.length
  }
  const spans = input.segments
    .filter(({ code }) => code === 'actor')
    .map(({ document, coder, start, end }) => ({
      coder: coder === 'coder-a' ? 0 : 1,
      code: 0,
      start: start + starts.get(document)!,
      end: end + starts.get(document)!,
    }))
  const expected = gammas({ textLength, coders: 2, codes: ['actor'], spans }, { alpha: 1, beta: 1, seed: 1 })
  expect(results[0]!.coefficients['gamma|alpha=1|beta=1']!.value).toBeCloseTo(expected.gamma.value!, 1)
})

test('the observed disorder over the documents is exact', () => {
  const texts = { one: 'abcdefghijklmnopqrst'.repeat(5) }
  const input = study(texts, [
    ['one', 'coder-a', 'x', 0, 10],
    ['one', 'coder-b', 'x', 0, 10],
    ['one', 'coder-a', 'y', 50, 60],
  ])
  const { results } = agree(input, { coefficients: ['gamma_observed_disorder|alpha=1|beta=1'], by: [] })
  // One pair alike, one segment alone: (0 + 1) / (3 segments / 2 coders).
  expect(results[0]!.coefficients).toEqual({ 'gamma_observed_disorder|alpha=1|beta=1': { value: 2 / 3 } })
})

test('a reason names the coder, not a number', () => {
  const input = study({ one: 'Some text.' }, [['one', 'coder-a', 'x', 0, 4]])
  const { results } = agree(input, { coefficients: ['gamma'], by: [] })
  expect(results[0]!.coefficients['gamma|alpha=1|beta=1']).toEqual({
    value: null,
    reason: 'coder-b has no segment, and γ cannot align segments with nothing',
  })
})

test('a wanted interval is what the need for more is reckoned from', () => {
  const wanted = { width: 0.2, lowerBound: 0.75 }
  const { results } = agree(articleInput(), { unit: 'sentence', bootstrap: drawn, wanted, by: [] })
  const [{ coefficients, diagnostics }] = results as [(typeof results)[0]]
  const alpha = coefficients.alpha_nominal as { value: number; low: number; high: number }
  const low = (alpha.value - alpha.low) / (alpha.value - 0.75)
  expect(diagnostics.more).toEqual([
    {
      coefficient: 'alpha_nominal',
      what: 'paragraph',
      atHand: 83,
      lowerBound: 0.75,
      needed: Math.ceil(83 * low ** 2),
    },
  ])
})
