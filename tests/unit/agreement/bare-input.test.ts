import { expect, test } from '@playwright/test'
import { AgreementInputError, readSpans, readTable } from '../../../core/agreement/bare-input.ts'
import { coefficientsOfSpans, coefficientsOfTable } from '../../../core/agreement/coefficients.ts'

const table = {
  coders: 2,
  categories: ['a', 'b'],
  units: [
    [0, 1],
    [1, null],
  ],
}
const span = { coder: 0, code: 0, start: 2, end: 5 }
const spans = { textLength: 10, coders: 2, codes: ['x'], spans: [span] }

const wrongTables: readonly (readonly [string, unknown, string])[] = [
  ['not an object', [], 'The input is not a JSON object; give a table or a span set.'],
  ['one coder', { ...table, coders: 1 }, 'There are 1 coders; agreement needs at least two.'],
  [
    'no coders',
    { ...table, coders: undefined },
    'coders is missing; it must be a whole number from 2 to 1000.',
  ],
  ['half a coder', { ...table, coders: 2.5 }, 'coders is 2.5; it must be a whole number from 2 to 1000.'],
  ['no units', { ...table, units: undefined }, 'units is missing; it must be a list.'],
  [
    'a ragged row',
    { ...table, units: [[0, 1], [0]] },
    'Unit 1 has 1 values but there are 2 coders; fill the gap with null.',
  ],
  [
    'a value outside',
    { ...table, units: [[0, 2]] },
    'Unit 0 has 2 for coder 1; it must be null or an index from 0 to 1.',
  ],
  [
    'a value that is no index',
    { ...table, units: [[0.5, 1]] },
    'Unit 0 has 0.5 for coder 0; it must be null or an index from 0 to 1.',
  ],
  [
    'a name twice',
    { ...table, categories: ['a', 'a'] },
    'categories holds "a" twice; every name may occur once.',
  ],
]

for (const [what, input, message] of wrongTables) {
  test(`A table with ${what} is refused in one sentence`, () => {
    expect(() => readTable(input)).toThrow(new AgreementInputError(message))
  })
}

const wrongSpans: readonly (readonly [string, object, string])[] = [
  ['beyond the text', { end: 11 }, 'Span 0: end is 11; it must be a whole number from 0 to 10.'],
  [
    'without a character',
    { end: 2 },
    'Span 0 runs from 2 to 2 and holds no character; its end must be after its start.',
  ],
  ['of an unknown coder', { coder: 2 }, 'Span 0: coder is 2; it must be a whole number from 0 to 1.'],
  ['of an unknown code', { code: -1 }, 'Span 0: code is -1; it must be a whole number from 0 to 0.'],
  ['between characters', { start: 2.5 }, 'Span 0: start is 2.5; it must be a whole number from 0 to 10.'],
]

for (const [what, change, message] of wrongSpans) {
  test(`A span ${what} is refused in one sentence`, () => {
    const input = { ...spans, spans: [{ ...span, ...change }] }
    expect(() => readSpans(input)).toThrow(new AgreementInputError(message))
  })
}

test('A name that is no coefficient is refused', () => {
  expect(() => coefficientsOfTable(table, { only: ['kohen_kappa'] })).toThrow(AgreementInputError)
})

test('Only the coefficients that were named are answered, by metric or by full key', () => {
  const only = ['cohen_kappa', 'percent_agreement']
  expect(Object.keys(coefficientsOfTable(table, { only }))).toEqual([
    'percent_agreement',
    'percent_agreement|pair=0,1',
    'cohen_kappa|pair=0,1',
  ])
  expect(Object.keys(coefficientsOfSpans(spans, { only: ['u_alpha|code=x'] }))).toEqual(['u_alpha|code=x'])
})

test('Coefficients that simulate are left out unless they are named', () => {
  const keys = [...Object.keys(coefficientsOfTable(table)), ...Object.keys(coefficientsOfSpans(spans))]
  expect(keys.filter((key) => /bootstrap|^gamma(_cat)?\|/.test(key))).toEqual([])
})
