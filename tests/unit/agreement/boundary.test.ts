import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { boundariesOf, boundarySimilarity, segmentationSimilarity } from '../../../core/agreement/boundary.ts'
import { spanOracles } from './span-oracles.ts'

const metrics = { boundary_similarity: boundarySimilarity, segmentation_similarity: segmentationSimilarity }

for (const [metric, similarity] of Object.entries(metrics)) {
  test(`Every ${metric} is the one segeval gives`, () => {
    const oracles = spanOracles(metric)
    expect(oracles.length).toBeGreaterThan(30)
    for (const { name, input, scope, value, tol } of oracles) {
      const [i, j] = scope.replace('pair=', '').split(',').map(Number)
      const outcome = similarity(input.textLength, boundariesOf(input, i!), boundariesOf(input, j!))
      expect(Math.abs(outcome.value! - value), `${name} ${scope}`).toBeLessThanOrEqual(tol)
    }
  })
}

test('The boundaries of a coder are the starts and ends inside the text, each once', () => {
  const spans = [
    { coder: 0, code: 0, start: 10, end: 20 },
    { coder: 0, code: 1, start: 0, end: 10 },
    { coder: 0, code: 1, start: 15, end: 30 },
    { coder: 1, code: 0, start: 1, end: 2 },
  ]
  const set = { textLength: 30, coders: 2, codes: ['a', 'b'], spans }
  expect(boundariesOf(set, 0)).toEqual([10, 15, 20])
})

test('A near miss counts half with n_t = 2, one of two positions two thirds with n_t = 3', () => {
  // One match (9), one near miss (4 and 5), one addition (15): 1 − (1 + 1/2) / 3.
  expect(boundarySimilarity(20, [4, 9], [5, 9, 15]).value).toBeCloseTo(1 / 2, 12)
  // 1.5 edits on the 19 places of a text of 20 characters.
  expect(segmentationSimilarity(20, [4, 9], [5, 9, 15]).value).toBeCloseTo(1 - 1.5 / 19, 12)
  // Two positions apart: with n_t = 2 two additions, with n_t = 3 a near miss of cost 2/3.
  expect(boundarySimilarity(20, [4], [6]).value).toBe(0)
  expect(boundarySimilarity(20, [4], [6], 3).value).toBeCloseTo(1 / 3, 12)
})

test('A boundary belongs to one near miss only, and a matched one to none', () => {
  // 5 is near 4 and 6, but only one of them is a near miss: (1 + 1/2) / 2.
  expect(boundarySimilarity(20, [4, 6], [5]).value).toBeCloseTo(1 / 4, 12)
  // 5 is matched, so 6 is an addition.
  expect(boundarySimilarity(20, [5], [5, 6]).value).toBeCloseTo(1 / 2, 12)
})

test('Without boundaries B is undefined and S is 1; a text of one character has neither', () => {
  expect(boundarySimilarity(20, [], [])).toEqual({
    value: null,
    reason: 'neither coder has a boundary inside the text',
  })
  expect(segmentationSimilarity(20, [], []).value).toBe(1)
  expect(segmentationSimilarity(1, [], []).value).toBeNull()
})

test('A boundary outside the text is refused', () => {
  expect(() => boundarySimilarity(20, [0], [5])).toThrow('The boundary at 0 is not inside the text of 20')
  expect(() => segmentationSimilarity(20, [3], [20])).toThrow('The boundary at 20')
})

test('Both similarities lie between 0 and 1 and do not change when the coders are exchanged', () => {
  const positions = fc.uniqueArray(fc.integer({ min: 1, max: 39 }), { maxLength: 15 })
  fc.assert(
    fc.property(positions, positions, fc.integer({ min: 1, max: 6 }), (a, b, nt) => {
      return Object.values(metrics).every((similarity) => {
        const { value } = similarity(40, a, b, nt)
        if (similarity(40, b, a, nt).value !== value) return false
        return value === null || (value >= 0 && value <= 1)
      })
    }),
    { numRuns: 300, seed: 1 },
  )
})
