import { expect, test } from '@playwright/test'
import type { CoderId } from '../../../core/model.ts'
import { comparedCoders, settingsFor, usualChoices } from '../../../renderer/agreement/choices.ts'
import { patternsOf } from '../../../renderer/agreement/patterns.ts'
import { codeId, coderId, onlyDocument, perform, smallProject } from '../sample-project.ts'

test('everybody who has coded is compared, or the first two where fewer have', () => {
  const project = smallProject()
  const names = (of: typeof project) => comparedCoders(of, null).map(({ name }) => name)
  expect(names(project)).toEqual(['Ana', 'Ben'])
  const three = perform(project, [{ type: 'addCoder', name: 'Cem' }])
  const command = {
    type: 'applyCode' as const,
    document: onlyDocument(project),
    code: codeId(project, 'state'),
    start: 0,
    end: 3,
  }
  const coded = ['Ben', 'Cem'].reduce((state, name) => perform(state, [command], name), three)
  expect(names(coded)).toEqual(['Ben', 'Cem'])
})

test('the usual choices are a bootstrap over everything, drawn from what there is enough of', () => {
  const project = smallProject()
  expect(settingsFor(project, usualChoices)).toEqual({
    coders: [coderId(project, 'Ana'), coderId(project, 'Ben')],
    unit: 'sentence',
    population: 'all',
    by: ['code'],
    bootstrap: { replicates: 1000, seed: 1, level: 0.95, resample: 'paragraph' },
  })
})

test('a chosen coefficient stands first, with plain agreement beside it, once', () => {
  const project = smallProject()
  const named = (coefficient: string) => settingsFor(project, { ...usualChoices, coefficient })?.coefficients
  expect(named('cohen_kappa')).toEqual(['cohen_kappa', 'percent_agreement'])
  expect(named('percent_agreement')).toEqual(['percent_agreement'])
})

test('too few coders, no document or no code is nothing to count', () => {
  const project = smallProject()
  const settings = (chosen: Partial<typeof usualChoices>) =>
    settingsFor(project, { ...usualChoices, ...chosen })
  expect(settings({ coders: [coderId(project, 'Ana')] })).toBeUndefined()
  expect(settings({ coders: [coderId(project, 'Ana'), 'gone' as CoderId] })).toBeUndefined()
  expect(settings({ documents: [] })).toBeUndefined()
  expect(settings({ codes: [] })).toBeUndefined()
})

test('a pattern of decisions is said in words, most coders with the code first', () => {
  const words = (table: Record<string, number>, coders: string[]) =>
    patternsOf(table, coders).map((one) => one.words)
  expect(words({ '00': 1, '01': 2, '10': 3, '11': 4 }, ['Ana', 'Ben'])).toEqual([
    'Both',
    'Only Ana',
    'Only Ben',
    'Neither',
  ])
  expect(words({ '000': 1, '110': 2, '111': 3, '1-1': 4, '00-': 5 }, ['Ana', 'Ben', 'Cem'])).toEqual([
    'All',
    'Only Ana and Ben',
    'Both (not given to Ben)',
    'Nobody',
    'Neither (not given to Cem)',
  ])
})
