import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { alphaNominal } from '../../../core/agreement/alpha.ts'
import { coefficientsOfSpans, coefficientsOfTable } from '../../../core/agreement/coefficients.ts'
import { cohenKappa } from '../../../core/agreement/cohen.ts'
import { confusionOf } from '../../../core/agreement/confusion.ts'
import { lightKappa } from '../../../core/agreement/light.ts'
import type { Outcome } from '../../../core/agreement/outcome.ts'
import { largestMatching } from '../../../core/agreement/span-match.ts'
import type { CodedSpan, SpanSet, Stretch } from '../../../core/agreement/spans.ts'
import { characterTable } from '../../../core/agreement/spans.ts'
import { binaryTable, type Decisions, tableOf, tableOfCounts } from '../../../core/agreement/table.ts'
import { unitizingAlphas } from '../../../core/agreement/unitizing-alpha.ts'

interface RawTable {
  readonly coders: number
  readonly categories: readonly string[]
  readonly units: readonly Decisions[]
}

const CATEGORIES = ['a', 'b', 'c', 'd']

function rawTables(missing: boolean, least = 2, most = 4): fc.Arbitrary<RawTable> {
  const code = fc.nat({ max: CATEGORIES.length - 1 })
  const value = missing ? fc.option(code, { freq: 5 }) : code
  return fc
    .integer({ min: least, max: most })
    .chain((coders) =>
      fc
        .array(fc.array(value, { minLength: coders, maxLength: coders }), { minLength: 1, maxLength: 25 })
        .map((units) => ({ coders, categories: CATEGORIES, units })),
    )
}

/** Sets in which no coder has overlapping spans. */
function exclusiveSets(most = 3): fc.Arbitrary<SpanSet> {
  const codes = ['x', 'y']
  const piece = fc.record({
    gap: fc.nat({ max: 6 }),
    length: fc.integer({ min: 1, max: 8 }),
    code: fc.nat(1),
  })
  return fc.array(fc.array(piece, { maxLength: 5 }), { minLength: 2, maxLength: most }).map((coders) => ({
    textLength: 75,
    coders: coders.length,
    codes,
    spans: coders.flatMap((pieces, coder) => layOut(pieces, coder)),
  }))
}

function layOut(
  pieces: readonly { gap: number; length: number; code: number }[],
  coder: number,
): readonly CodedSpan[] {
  let at = 0
  return pieces.map(({ gap, length, code }) => {
    const start = at + gap
    at = start + length
    return { coder, code, start, end: at }
  })
}

type Outcomes = Readonly<Record<string, Outcome>>

/** One assertion for all keys: an assertion each would take minutes. */
function expectClose(actual: Outcomes, expected: Outcomes): void {
  expect(Object.keys(actual)).toEqual(Object.keys(expected))
  const differing = Object.keys(expected).filter((key) => !isClose(actual[key]!, expected[key]!))
  expect(differing.map((key) => `${key}: ${shown(actual[key]!)}, ${shown(expected[key]!)}`)).toEqual([])
}

/** A reason may name a coder by number, and the numbers change with the order. */
function shown(outcome: Outcome): string {
  if (outcome.value !== null) return outcome.value.toFixed(9)
  return outcome.reason.replace(/coder \d+/, 'a coder')
}

function isClose(actual: Outcome, expected: Outcome): boolean {
  if (actual.value === null || expected.value === null) return shown(actual) === shown(expected)
  return Math.abs(actual.value - expected.value) < 1e-9
}

function withoutPairs(outcomes: Readonly<Record<string, Outcome>>): Record<string, Outcome> {
  return Object.fromEntries(Object.entries(outcomes).filter(([key]) => !key.includes('pair=')))
}

test('The order of the units changes nothing, not even the last digit', () => {
  fc.assert(
    fc.property(rawTables(true), fc.nat(), (table, turn) => {
      const at = turn % table.units.length
      const units = [...table.units.slice(at), ...table.units.slice(0, at)].reverse()
      expect(coefficientsOfTable({ ...table, units })).toEqual(coefficientsOfTable(table))
    }),
  )
})

test('Coders in another order give the same coefficients over all coders', () => {
  fc.assert(
    fc.property(rawTables(true), (table) => {
      const units = table.units.map((unit) => [...unit].reverse())
      const turned = withoutPairs(coefficientsOfTable({ ...table, units }))
      expectClose(turned, withoutPairs(coefficientsOfTable(table)))
    }),
  )
})

test('Two coders may change places in every coefficient for a pair', () => {
  fc.assert(
    fc.property(rawTables(true, 2, 2), (table) => {
      const units = table.units.map((unit) => [...unit].reverse())
      expectClose(coefficientsOfTable({ ...table, units }), coefficientsOfTable(table))
    }),
  )
  fc.assert(
    fc.property(exclusiveSets(2), (set) => {
      const spans = set.spans.map((span) => ({ ...span, coder: 1 - span.coder }))
      expectClose(coefficientsOfSpans({ ...set, spans }), coefficientsOfSpans(set))
    }),
  )
})

test('Renaming the codes changes nothing', () => {
  fc.assert(
    fc.property(rawTables(true), (table) => {
      const last = CATEGORIES.length - 1
      const units = table.units.map((unit) => unit.map((value) => (value === null ? null : last - value)))
      expectClose(coefficientsOfTable({ ...table, units }), coefficientsOfTable(table))
    }),
  )
})

test('A code nobody used matters only where the size of the codebook enters', () => {
  fc.assert(
    fc.property(rawTables(true), (table) => {
      const categories = [...table.categories, 'never used']
      const before = Object.entries(coefficientsOfTable(table))
      const wider = coefficientsOfTable({ ...table, categories })
      const enters = (key: string) => /^(gwet_ac1|brennan_prediger)(_se|_ci95_..)?$/.test(key)
      const changed = before.filter(([key, outcome]) => shown(wider[key]!) !== shown(outcome))
      expect(changed.map(([key]) => key).filter((key) => !enters(key))).toEqual([])
    }),
  )
})

test('Agreement without exception is 1, or undefined with a reason', () => {
  const values = fc.array(fc.nat({ max: 3 }), { minLength: 2, maxLength: 20 })
  fc.assert(
    fc.property(values, fc.integer({ min: 2, max: 4 }), (units, coders) => {
      const input = { coders, categories: CATEGORIES, units: units.map((value) => Array(coders).fill(value)) }
      const outcomes = Object.entries(coefficientsOfTable(input))
      const wrong = outcomes.filter(([key, { value }]) => {
        const perfect = /_(se|ase)/.test(key) ? 0 : 1
        return value !== null && Math.abs(value - perfect) > 1e-6
      })
      expect(wrong).toEqual([])
    }),
  )
})

test('Every result is a finite number or null with its reason', () => {
  const check = (outcomes: Outcomes) => {
    const wrong = Object.entries(outcomes).filter(([, outcome]) =>
      outcome.value === null ? /^$|range of numbers/.test(outcome.reason) : !Number.isFinite(outcome.value),
    )
    expect(wrong).toEqual([])
  }
  fc.assert(fc.property(rawTables(true), (table) => check(coefficientsOfTable(table))))
  fc.assert(fc.property(exclusiveSets(), (set) => check(coefficientsOfSpans(set))))
  check(coefficientsOfTable({ coders: 2, categories: [], units: [] }))
  check(coefficientsOfTable({ coders: 3, categories: ['a'], units: [[null, null, null]] }))
  check(coefficientsOfTable({ coders: 2, categories: ['a', 'b'], units: [[0, 1]] }))
  check(coefficientsOfSpans({ textLength: 0, coders: 2, codes: ['x'], spans: [] }))
  check(coefficientsOfSpans({ textLength: 9, coders: 2, codes: [], spans: [] }))
  const whole = { code: 0, start: 0, end: 1 }
  const spans = [
    { ...whole, coder: 0 },
    { ...whole, coder: 1 },
  ]
  check(coefficientsOfSpans({ textLength: 1, coders: 2, codes: ['x'], spans }))
})

test('Coders who never agree are below chance', () => {
  const units = Array.from({ length: 12 }, (_, i) => [i % 2, (i + 1) % 2])
  const outcomes = coefficientsOfTable({ coders: 2, categories: ['a', 'b'], units })
  for (const key of [
    'alpha_nominal',
    'cohen_kappa|pair=0,1',
    'fleiss_kappa',
    'gwet_ac1',
    'brennan_prediger',
  ]) {
    expect(outcomes[key]!.value!, key).toBeLessThan(0)
  }
})

test("Light's kappa of two coders is Cohen's", () => {
  fc.assert(
    fc.property(rawTables(false, 2, 2), ({ units }) => {
      const table = tableOf(units, CATEGORIES)
      expect(lightKappa(table).value).toBe(cohenKappa(confusionOf(table, 0, 1)).value.value)
    }),
  )
})

test('Counted rows and the units one by one agree, whichever way they are collapsed', () => {
  fc.assert(
    fc.property(rawTables(true), fc.integer({ min: 1, max: 5 }), ({ units, coders }, times) => {
      const repeated = units.flatMap((unit) => Array<Decisions>(times).fill(unit))
      const rows = units.map((values) => ({ values, count: times }))
      expect(tableOfCounts(rows, CATEGORIES, coders)).toEqual(tableOf(repeated, CATEGORIES))
      const many = Array.from({ length: 100 }, (_, code) => String(code))
      expect(tableOf(repeated, many)).toEqual(tableOfCounts(rows, many, coders))
    }),
  )
})

test('More coders than fit into one number still make a table', () => {
  const many = Array.from({ length: 40 }, (_, coder) => coder % 3)
  const table = tableOf([many, many, [...many].reverse()], CATEGORIES)
  expect(table.rows.map((row) => row.count).sort()).toEqual([1, 2])
})

test('Patterns make the table that says which coder gave the code', () => {
  const table = binaryTable({ '01': 2, '10': 1, '00': 4, '11': 3 }, 2)
  expect(confusionOf(table, 0, 1)).toMatchObject({
    counts: [
      [4, 2],
      [1, 3],
    ],
    units: 10,
    agreed: 7,
  })
})

test('On units of one character uα is alpha with the gap as a code', () => {
  fc.assert(
    fc.property(rawTables(true, 2, 3), ({ units, coders }) => {
      const set: SpanSet = { textLength: units.length, coders, codes: CATEGORIES, spans: oneCharacter(units) }
      const alpha = alphaNominal(characterTable(set))
      const { u } = unitizingAlphas(set)
      if (alpha.value === null) expect(u.value).toBeNull()
      else expect(u.value!).toBeCloseTo(alpha.value, 9)
    }),
  )
})

test('On units of one character cuα of two coders is alpha with the gap as missing', () => {
  fc.assert(
    fc.property(rawTables(true, 2, 2), ({ units, coders }) => {
      const set: SpanSet = { textLength: units.length, coders, codes: CATEGORIES, spans: oneCharacter(units) }
      const alpha = alphaNominal(tableOf(units, CATEGORIES))
      const { cu } = unitizingAlphas(set)
      if (alpha.value === null) expect(cu.value).toBeNull()
      else expect(cu.value!).toBeCloseTo(alpha.value, 9)
    }),
  )
})

function oneCharacter(units: readonly Decisions[]): readonly CodedSpan[] {
  return units.flatMap((unit, start) =>
    unit.flatMap((code, coder) => (code === null ? [] : [{ coder, code, start, end: start + 1 }])),
  )
}

test('Where a coder overlaps codes the unitizing family is undefined with that reason', () => {
  const spans = [
    { coder: 0, code: 0, start: 0, end: 5 },
    { coder: 0, code: 1, start: 4, end: 9 },
  ]
  const { u } = unitizingAlphas({ textLength: 20, coders: 2, codes: ['x', 'y'], spans })
  expect(u).toEqual({ value: null, reason: 'a coder gave overlapping spans different codes' })
})

test('The matching from left to right is as large as the one found by augmenting paths', () => {
  const stretch = fc
    .record({ start: fc.nat(20), length: fc.integer({ min: 1, max: 8 }) })
    .map(({ start, length }) => ({ start, end: start + length }))
  const side = fc.array(stretch, { maxLength: 8 })
  fc.assert(
    fc.property(side, side, (first, second) => {
      expect(largestMatching(first, second)).toBe(matchedByPaths(first, second))
    }),
    { numRuns: 500 },
  )
})

/** Kuhn's algorithm, the slow way that needs no argument about intervals. */
function matchedByPaths(first: readonly Stretch[], second: readonly Stretch[]): number {
  const partner = new Map<number, number>()
  const place = (i: number, tried: Set<number>): boolean =>
    second.some((b, j) => {
      const a = first[i]!
      if (tried.has(j) || a.start >= b.end || b.start >= a.end) return false
      tried.add(j)
      const holder = partner.get(j)
      if (holder !== undefined && !place(holder, tried)) return false
      partner.set(j, i)
      return true
    })
  return first.filter((_, i) => place(i, new Set())).length
}
