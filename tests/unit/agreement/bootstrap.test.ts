import { expect, test } from '@playwright/test'
import { drawBlocks } from '../../../core/agreement/draw.ts'
import { random } from '../../../core/random.ts'
import { agree, articleInput, study } from './material.ts'

const draws = { replicates: 300, seed: 5, level: 0.95, resample: 'paragraph' } as const

test('the same seed gives the same intervals, another seed others', () => {
  const run = (seed: number) =>
    JSON.stringify(agree(articleInput(), { bootstrap: { ...draws, seed } }).results)
  expect(run(5)).toBe(run(5))
  expect(run(5)).not.toBe(run(6))
})

test('every coefficient that is defined has an interval around it', () => {
  for (const { coefficients } of agree(articleInput(), { bootstrap: draws }).results) {
    for (const [key, found] of Object.entries(coefficients)) {
      if (found.value === null) continue
      expect(found.low, key).toBeLessThanOrEqual(found.value)
      expect(found.high, key).toBeGreaterThanOrEqual(found.value)
    }
  }
})

test('drawing single characters gives intervals far narrower than drawing paragraphs, and says so', () => {
  const width = (resample: 'unit' | 'paragraph') => {
    const { results, warnings } = agree(articleInput(), { bootstrap: { ...draws, resample } })
    const { low, high } = results[1]!.coefficients.alpha_nominal as { low: number; high: number }
    return { width: high - low, warnings: warnings.join(' ') }
  }
  expect(width('unit').width).toBeLessThan(width('paragraph').width / 3)
  expect(width('unit').warnings).toContain('far too narrow')
})

test('units are drawn as their analytic error says', () => {
  const sentences = Array.from({ length: 400 }, (_, index) => `Sentence ${index}.`)
  const text = sentences.join('\n')
  const segments = sentences.flatMap((sentence, index) => {
    const start =
      text.indexOf(`${sentence}\n`) < 0 ? text.length - sentence.length : text.indexOf(`${sentence}\n`)
    const by = [
      index % 4 === 0 ? 'coder-a' : '',
      index % 4 === 0 && index % 8 === 0 ? 'coder-b' : '',
      index % 16 === 1 ? 'coder-b' : '',
    ]
    return by.filter((coder) => coder !== '').map((coder) => ['t', coder, 'x', start, start + 3] as const)
  })
  const input = study({ t: text }, segments)
  const [, x] = agree(input, {
    unit: 'paragraph',
    coefficients: ['cohen_kappa', 'cohen_kappa_ase'],
    bootstrap: { ...draws, replicates: 2000, resample: 'unit' },
  }).results
  const { low, high } = x!.coefficients.cohen_kappa as { low: number; high: number }
  expect((high - low) / (2 * 1.96) / x!.coefficients.cohen_kappa_ase!.value!).toBeCloseTo(1, 1)
})

test('one document can not be drawn from, and the reason stands in place of the interval', () => {
  const input = study({ only: 'Some text.\nMore.' }, [
    ['only', 'coder-a', 'x', 0, 4],
    ['only', 'coder-b', 'x', 2, 6],
  ])
  const [, x] = agree(input, { bootstrap: { ...draws, resample: 'document' } }).results
  expect(x!.coefficients.alpha_nominal).toEqual({
    value: expect.any(Number),
    noInterval: 'there is only one document to draw from',
  })
})

test('replicates without variation are dropped and counted', () => {
  const lines = Array.from({ length: 20 }, () => 'line')
  const input = study({ t: lines.join('\n') }, [
    ['t', 'coder-a', 'x', 0, 4],
    ['t', 'coder-b', 'x', 0, 4],
  ])
  const [, x] = agree(input, { unit: 'paragraph', bootstrap: { ...draws, replicates: 1000 } }).results
  const found = x!.coefficients.alpha_nominal as { dropped: number }
  // one paragraph of twenty varies: (19/20)^20 of the draws miss it
  expect(Math.abs(found.dropped / 1000 - 0.95 ** 20)).toBeLessThan(0.06)
  expect(x!.warnings.join(' ')).toContain('replicates showed no variation')
})

test('blocks are drawn as often as there are, each kind by its share', () => {
  const source = random(1)
  const kinds = [5, 995, 9000]
  const sums = [0, 0, 0]
  for (let i = 0; i < 400; i++) {
    const drawn = drawBlocks(source, kinds)
    expect(drawn.reduce((sum, count) => sum + count, 0)).toBe(10_000)
    drawn.forEach((count, kind) => {
      sums[kind]! += count / 400
    })
  }
  expect(Math.abs(sums[0]! - 5)).toBeLessThan(0.6)
  expect(Math.abs(sums[1]! - 995)).toBeLessThan(8)
})
