import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { alphaBootstrapPairs, alphaBootstrapUnits } from '../../../core/agreement/alpha-bootstrap.ts'
import { readTable } from '../../../core/agreement/bare-input.ts'
import { tableOf } from '../../../core/agreement/table.ts'
import { shared } from '../../shared.ts'

interface Case {
  readonly name: string
  readonly input: unknown
  readonly expected: Readonly<Record<string, { readonly value: number; readonly tol: number }>>
}

const { cases }: { cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('oracles/agreement-public.json', shared), 'utf8'),
)
const bootstrapped = cases.filter(({ expected }) => 'alpha_bootstrap_units_sd' in expected)

for (const [kind, run] of [
  ['units', alphaBootstrapUnits],
  ['krippendorff', alphaBootstrapPairs],
] as const) {
  test(`alpha's interval by drawing (${kind}) agrees with icr`, () => {
    expect(bootstrapped.length).toBeGreaterThan(5)
    for (const { name, input, expected } of bootstrapped) {
      const found = run(readTable(input), { replicates: 20_000, seed: 3, level: 0.95 })
      const ends = { ci95_lo: found.low, ci95_hi: found.high, sd: found.sd }
      for (const [end, outcome] of Object.entries(ends)) {
        const { value, tol } = expected[`alpha_bootstrap_${kind}_${end}`]!
        expect(Math.abs(outcome.value! - value), `${name} ${end}`).toBeLessThanOrEqual(tol)
      }
    }
  })
}

test('without variation there is no interval, and the reason is given', () => {
  const table = tableOf(
    [
      [0, 0],
      [0, 0],
    ],
    ['x', 'y'],
  )
  const draws = { replicates: 50, seed: 1, level: 0.95 }
  for (const run of [alphaBootstrapUnits, alphaBootstrapPairs]) {
    expect(run(table, draws).low).toEqual({ value: null, reason: expect.stringContaining('no variation') })
  }
})

test('draws without variation are dropped and counted', () => {
  const table = tableOf(
    [
      [0, 0],
      [0, 0],
      [0, 0],
      [1, 0],
    ],
    ['x', 'y'],
  )
  const { dropped } = alphaBootstrapUnits(table, { replicates: 1000, seed: 1, level: 0.95 })
  // (3/4)^4 of the draws miss the one unit that varies
  expect(Math.abs(dropped / 1000 - 0.75 ** 4)).toBeLessThan(0.05)
})
