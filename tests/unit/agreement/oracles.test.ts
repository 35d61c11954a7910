import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { coefficientsOfSpans, coefficientsOfTable } from '../../../core/agreement/coefficients.ts'
import type { Outcome } from '../../../core/agreement/outcome.ts'
import { shared } from '../../shared.ts'

interface Expected {
  readonly value: number | null
  readonly tol?: number
}

interface Case {
  readonly name: string
  readonly kind: 'units' | 'spans'
  readonly input: { readonly exclusive?: boolean }
  readonly expected: Readonly<Record<string, Expected>>
}

const oracle: { readonly cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('oracles/agreement-public.json', shared), 'utf8'),
)

/** What is wrong with a result, or null where it is right. */
function fault(key: string, expected: Expected, outcome: Outcome | undefined): string | null {
  if (!outcome) return `${key}: missing`
  if (expected.value === null) {
    if (outcome.value !== null) return `${key}: ${outcome.value} instead of undefined`
    return outcome.reason.length > 0 ? null : `${key}: no reason`
  }
  if (outcome.value === null) return `${key}: undefined (${outcome.reason}) instead of ${expected.value}`
  const distance = Math.abs(outcome.value - expected.value)
  return distance <= (expected.tol ?? 1e-9) ? null : `${key}: ${outcome.value} instead of ${expected.value}`
}

// One worker for the whole file, so that the values can be counted.
test.describe.configure({ mode: 'default' })

let checked = 0

for (const { name, kind, input, expected } of oracle.cases) {
  test(`${name} (${kind}) agrees with the published programs`, () => {
    const keys = Object.keys(expected)
    const only = [...new Set(keys.map((key) => key.split('|')[0]!))]
    const outcomes =
      kind === 'units' ? coefficientsOfTable(input, { only }) : coefficientsOfSpans(input, { only })
    const faults = keys.map((key) => fault(key, expected[key]!, outcomes[key]))
    expect(faults.filter((each) => each !== null)).toEqual([])
    checked += keys.length
  })
}

test.afterAll(() => {
  console.log(`Agreement oracle: ${checked} values checked.`)
})
