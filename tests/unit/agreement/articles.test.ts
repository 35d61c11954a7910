import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import type { Unit } from '../../../core/units.ts'
import { shared } from '../../shared.ts'
import { agree, articleInput } from './material.ts'

interface Expected {
  readonly unit: Unit
  readonly code: string
  readonly units: number
  readonly coded: Readonly<Record<string, number>>
  readonly expected: Readonly<Record<string, number | null>>
}

const cases: readonly Expected[] = JSON.parse(readFileSync(new URL('articles/expected.json', shared), 'utf8'))
const input = articleInput()

for (const unit of ['character', 'paragraph', 'document'] as const) {
  test(`the five articles agree by ${unit} as scikit-learn and nltk say`, () => {
    const { results } = agree(input, { unit })
    const ofUnit = cases.filter((one) => one.unit === unit)
    expect(ofUnit).toHaveLength(5)
    for (const { code, units, coded, expected } of ofUnit) {
      const scope = results.find((one) => one.scope.code === code)!
      expect(scope.units).toBe(units)
      expect(scope.coded).toEqual(coded)
      for (const [key, value] of Object.entries(expected)) {
        const found = scope.coefficients[key]!
        if (value === null)
          expect(found).toEqual({ value: null, reason: expect.stringContaining('no variation') })
        else expect(Math.abs(found.value! - value), `${code} ${key}`).toBeLessThanOrEqual(1e-9)
      }
    }
  })
}

test('pooled, every unit × code is one decision', () => {
  const { results } = agree(input)
  const [overall, ...perCode] = results
  expect(overall!.scope).toEqual({ code: null, document: null })
  expect(overall!.units).toBe(20129 * 5)
  for (const pattern of ['00', '01', '10', '11']) {
    const added = perCode.reduce((sum, scope) => sum + (scope.table[pattern] ?? 0), 0)
    expect(overall!.table[pattern]).toBe(added)
  }
})
