import { expect, test } from '@playwright/test'
import { presetNames } from '../../../core/agreement/presets.ts'
import { agree, articleInput, study } from './material.ts'

/** A text of `length` characters in which each gave a code to `size` of them, `both` of these in common. */
function overlapping(length: number, size: number, both: number) {
  const text = 'x'.repeat(length)
  return study({ text }, [
    ['text', 'coder-a', 'code', 0, size],
    ['text', 'coder-b', 'code', size - both, 2 * size - both],
  ])
}

const vectors = [
  { length: 1000, size: 100 + 25, both: 50, percent: 85.0, kappa: 0.314 },
  { length: 110, size: 100, both: 95, percent: 90.9, kappa: 0.45 },
  { length: 1000, size: 100, both: 95, percent: 99.0, kappa: 0.944 },
  { length: 10000, size: 100, both: 95, percent: 99.9, kappa: 0.949 },
]

for (const { length, size, both, percent, kappa } of vectors) {
  test(`NVivo says ${percent} % and κ ${kappa} of ${both} common characters among ${length}`, () => {
    const { preset } = agree(overlapping(length, size, both), { preset: 'nvivo' })
    const [, , units, found, agreement] = preset!.rows[0]!
    expect(units).toBe(length)
    expect(found).toBeCloseTo(kappa, 3)
    expect(agreement).toBeCloseTo(percent, 1)
  })
}

test('kappa on the union tells against nearly identical coding, and the result warns of it', () => {
  const result = agree(overlapping(1000, 100, 95), { population: 'union' })
  expect(result.results[1]!.coefficients.cohen_kappa!.value).toBeCloseTo(-0.05, 3)
  expect(result.warnings.join(' ')).toContain('must not be read')
})

test('MAXQDA judges the segments of both and has no kappa with one code', () => {
  const input = study({ text: 'x'.repeat(1000) }, [
    ['text', 'coder-a', 'code', 0, 100],
    ['text', 'coder-b', 'code', 5, 100],
    ['text', 'coder-a', 'code', 200, 300],
  ])
  const { preset } = agree(input, { preset: 'maxqda' })
  expect(preset!.title).toMatch(/^after /)
  expect(preset!.rows.at(-1)).toEqual(['<Total>', 2, 1, 3, (100 * 2) / 3])
  expect(preset!.notes[0]).toContain('undefined (1 code)')
})

test('MAXQDA takes chance agreement from the number of codes', () => {
  const input = study({ text: 'x'.repeat(1000) }, [
    ['text', 'coder-a', 'one', 0, 100],
    ['text', 'coder-b', 'one', 0, 100],
    ['text', 'coder-a', 'two', 200, 300],
    ['text', 'coder-b', 'two', 290, 300],
  ])
  // P_o = 2/4, P_c = 1/2
  expect(agree(input, { preset: 'maxqda' }).preset!.notes[0]).toContain('= 0.0000 with q = 2')
})

test('INCEpTION drops positions that only one marked, so one match gives full agreement on them', () => {
  const input = study({ text: 'x'.repeat(100) }, [
    ['text', 'coder-a', 'one', 0, 10],
    ['text', 'coder-b', 'one', 0, 10],
    ['text', 'coder-a', 'two', 20, 30],
    ['text', 'coder-b', 'two', 20, 30],
    ['text', 'coder-a', 'two', 40, 90],
  ])
  const [document, positions, dropped, kappa] = agree(input, { preset: 'inception' }).preset!.rows[0]!
  expect([document, positions, dropped, kappa]).toEqual(['text', 2, 1, 1])
})

test('Dedoose compares on the excerpts of the expert, who is the first coder', () => {
  const input = study({ text: 'x'.repeat(100) }, [
    ['text', 'coder-a', 'one', 0, 10],
    ['text', 'coder-a', 'two', 20, 30],
    ['text', 'coder-b', 'one', 5, 8],
    ['text', 'coder-b', 'one', 50, 60],
  ])
  const rows = agree(input, { preset: 'dedoose' }).preset!.rows
  expect(rows[0]).toEqual(['one', 2, 100, 1])
  expect(rows[1]).toEqual(['two', 2, 50, 0])
})

test('ATLAS.ti has one α binary per code, equal to |uα of that code', () => {
  const result = agree(articleInput(), { preset: 'atlasti' })
  for (const [index, row] of result.preset!.rows.slice(0, -1).entries()) {
    expect(row[3]).toBeCloseTo(result.results[index + 1]!.coefficients.bar_u_alpha!.value!, 12)
  }
})

test('QDA Miner counts presence and frequency by document and overlap by segment', () => {
  const input = study({ one: 'x'.repeat(100), two: 'y'.repeat(100) }, [
    ['one', 'coder-a', 'code', 0, 50],
    ['one', 'coder-b', 'code', 0, 46],
    ['two', 'coder-a', 'code', 0, 10],
  ])
  const [code, presence, kappa, frequency, overlap] = agree(input, { preset: 'qdaminer' }).preset!.rows[0]!
  expect([code, presence, kappa, frequency]).toEqual(['code', 50, 0, 50])
  expect(overlap).toBeCloseTo(200 / 3, 12)
})

test('every preset states its rule and says of the articles what it says', () => {
  for (const preset of presetNames) {
    const found = agree(articleInput(), { preset }).preset!
    expect(found.name).toBe(preset)
    expect(found.rule.length).toBeGreaterThan(40)
    for (const row of found.rows) expect(row).toHaveLength(found.columns.length)
  }
})
