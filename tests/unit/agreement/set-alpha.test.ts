import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { type CodeSet, jaccardDistance, masiDistance, setAlpha } from '../../../core/agreement/set-alpha.ts'
import { shared } from '../../shared.ts'

const codes = (...members: number[]): ReadonlySet<number> => new Set(members)

test('The Jaccard distance is one less the shared part of the union', () => {
  expect(jaccardDistance(codes(0, 1), codes(1, 0))).toBe(0)
  expect(jaccardDistance(codes(0), codes(1))).toBe(1)
  expect(jaccardDistance(codes(0, 1), codes(0))).toBeCloseTo(1 / 2, 15)
  expect(jaccardDistance(codes(0, 1), codes(1, 2))).toBeCloseTo(2 / 3, 15)
})

test('MASI weighs a contained set with 0.67 and an overlap with 0.33', () => {
  expect(masiDistance(codes(0, 1), codes(0, 1))).toBe(0)
  expect(masiDistance(codes(0, 1), codes(2))).toBe(1)
  // {0} lies in {0, 1}: 1 − 1/2 · 0.67.
  expect(masiDistance(codes(0), codes(0, 1))).toBeCloseTo(0.665, 12)
  // {0, 1} and {1, 2} share one of three: 1 − 1/3 · 0.33.
  expect(masiDistance(codes(0, 1), codes(1, 2))).toBeCloseTo(0.89, 12)
})

test('Two empty sets are equal, an empty and another set have nothing in common', () => {
  for (const distance of [jaccardDistance, masiDistance]) {
    expect(distance(codes(), codes())).toBe(0)
    expect(distance(codes(), codes(0))).toBe(1)
    expect(distance(codes(0, 1), codes())).toBe(1)
  }
})

/** Two coders, four units. */
const pairsOfSets: readonly (readonly CodeSet[])[] = [
  [codes(0), codes(0)],
  [codes(0, 1), codes(0)],
  [codes(1), codes(2)],
  [codes(0, 1), codes(1, 2)],
]

test('Alpha with the Jaccard distance is the value worked out by hand', () => {
  // Within units: 0 + 1/2 + 1 + 2/3 = 13/6 over the 4 units.
  // All 8 sets: three {0}, two {0,1}, one {1}, one {2}, one {1,2}; over the 28 pairs
  //   {0}–{0,1}: 6 · 1/2 = 3; {0}–{1}, {0}–{2}, {0}–{1,2}: 3 · 1 each = 9;
  //   {0,1}–{1}: 2 · 1/2 = 1; {0,1}–{2}: 2 · 1 = 2; {0,1}–{1,2}: 2 · 2/3 = 4/3;
  //   {1}–{2}: 1; {1}–{1,2}: 1/2; {2}–{1,2}: 1/2; together 55/3.
  // D_o = 13/6 / 4 = 13/24, D_e = 55/3 / 28 = 55/84, α = 1 − (13/24)(84/55) = 19/110.
  expect(setAlpha(pairsOfSets, jaccardDistance).value).toBeCloseTo(19 / 110, 12)
})

test('Alpha with the MASI distance is the value worked out by hand', () => {
  // Within units: 0 + 0.665 + 1 + 0.89 = 2.555 over the 4 units.
  // All pairs: 6 · 0.665 + 9 · 1 + 2 · 0.665 + 2 · 1 + 2 · 0.89 + 1 + 0.665 + 0.665 = 20.43 over 28 pairs.
  // α = 1 − (2.555 / 4) / (20.43 / 28) = 1 − 17.885 / 20.43.
  expect(setAlpha(pairsOfSets, masiDistance).value).toBeCloseTo(1 - 17.885 / 20.43, 12)
})

test('Three coders, a unit without codes and a missing coding are counted as by hand', () => {
  const units = [
    [codes(0), codes(0), codes()],
    [codes(), codes(), null],
    [codes(1), null, null],
  ]
  // The third unit has one coding and is left out; n = 5 codings: two {0}, three empty.
  // First unit: ordered pairs {0}–{}: 4 · 1, by m − 1 = 2: 2; second: 0. Σ = 2, D_o = 2/5.
  // All ordered pairs: 2 · 2 · 3 = 12 of 20, D_e = 12/20. α = 1 − (2/5)(20/12) = 1/3.
  expect(setAlpha(units, jaccardDistance).value).toBeCloseTo(1 / 3, 12)
})

test('With one code per unit it is nominal alpha, as the published programs compute it', () => {
  const oracle: { readonly cases: readonly UnitCase[] } = JSON.parse(
    readFileSync(new URL('oracles/agreement-public.json', shared), 'utf8'),
  )
  const cases = oracle.cases.filter(({ kind, expected }) => kind === 'units' && expected.alpha_nominal)
  expect(cases.length).toBeGreaterThan(20)
  for (const { name, input, expected } of cases) {
    const units = input.units.map((unit) => unit.map((value) => (value === null ? null : codes(value))))
    for (const distance of [jaccardDistance, masiDistance]) {
      const { value } = setAlpha(units, distance)
      if (expected.alpha_nominal!.value === null) expect(value, name).toBeNull()
      else expect(value, name).toBeCloseTo(expected.alpha_nominal!.value, 9)
    }
  }
})

interface UnitCase {
  readonly name: string
  readonly kind: string
  readonly input: { readonly units: readonly (readonly (number | null)[])[] }
  readonly expected: { readonly alpha_nominal?: { readonly value: number | null } }
}

test('Alpha of sets is undefined, with the reason, where nothing can be compared or nothing varies', () => {
  expect(setAlpha([[codes(0), null]], masiDistance)).toEqual({
    value: null,
    reason: 'no unit was coded by two coders',
  })
  const same = [codes(0, 2), codes(2, 0)]
  expect(setAlpha([same, same], masiDistance)).toEqual({
    value: null,
    reason: 'all coders gave every unit the same codes',
  })
})
