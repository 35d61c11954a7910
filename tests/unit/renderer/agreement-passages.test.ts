import { expect, test } from '@playwright/test'
import type { AgreementSettings } from '../../../core/agreement/input.ts'
import { populationNames } from '../../../core/agreement/input.ts'
import { passagesBehind } from '../../../core/passages.ts'
import { units } from '../../../core/units.ts'
import { agree, articleInput, plain, study } from '../agreement/material.ts'

test('behind every cell there are exactly as many units as the table counts', () => {
  const input = articleInput()
  const documents = input.documents.slice(0, 2).map(({ id }) => id)
  for (const unit of units) {
    for (const population of populationNames) {
      const settings: AgreementSettings = { ...plain, documents, unit, population }
      const { results, codes } = agree(input, settings)
      for (const { scope, table } of results) {
        const code = scope.code === null ? null : codes.findIndex(({ name }) => name === scope.code)
        for (const pattern of ['11', '10', '01', '00']) {
          const found = passagesBehind(input, settings, code, pattern, 3)
          expect(found.units, `${unit} ${population} ${scope.code} ${pattern}`).toBe(table[pattern] ?? 0)
          expect(found.passages).toHaveLength(Math.min(3, found.count))
        }
      }
    }
  }
})

test('passages name document, code and text, and neighbouring tokens are one', () => {
  const input = study({ one: 'Two men were hurt.\nTwo dogs ran.' }, [
    ['one', 'coder-a', 'casualty', 0, 17],
    ['one', 'coder-b', 'casualty', 8, 17],
  ])
  const { units: count, passages } = passagesBehind(input, { ...plain, unit: 'token' }, 0, '10', 9)
  expect(count).toBe(2)
  expect(passages).toEqual([{ document: 'one', code: 0, start: 0, end: 7, quote: 'Two men' }])
  // What nobody coded goes on over the line break: two passages.
  const rest = passagesBehind(input, { ...plain, unit: 'character' }, 0, '00', 9)
  expect(rest.units).toBe(15)
})

test('a coder who was not given the text has a dash there', () => {
  const input = study(
    { one: 'Two men were hurt.', two: 'Nobody was.' },
    [['one', 'coder-a', 'casualty', 0, 17]],
    ['coder-a', 'coder-b', 'coder-c'],
  )
  const documents = input.documents.map((document) => ({
    ...document,
    givenTo: document.id === 'two' ? ['coder-a', 'coder-b'] : document.givenTo,
  }))
  const settings = { ...plain, coders: ['coder-a', 'coder-b', 'coder-c'], unit: 'sentence' as const }
  const found = (pattern: string) =>
    passagesBehind({ ...input, documents }, settings, 0, pattern, 9).passages.map(({ quote }) => quote)
  expect(found('100')).toEqual(['Two men were hurt.'])
  expect(found('00-')).toEqual(['Nobody was.'])
  expect(found('000')).toEqual([])
})
