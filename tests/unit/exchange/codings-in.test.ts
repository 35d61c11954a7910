import { expect, test } from '@playwright/test'
import { apply, invert } from '../../../core/change.ts'
import { decide } from '../../../core/command.ts'
import { codingsIn } from '../../../core/exchange/codings-in.ts'
import { exportOf } from '../../../core/exchange/export.ts'
import type { FoundCoding } from '../../../core/exchange/found.ts'
import { codingKey } from '../../../core/exchange/place-question.ts'
import { after, context, projectOf } from './project.ts'

const text = 'The bridge was closed. The bridge was mended.\nA guard said so.\n'
const project = projectOf({ 'report.txt': text }, [{ name: 'place' }])
const base = { coder: undefined, memo: '', documents: ['Report of May'] }
const bridge: FoundCoding = { ...base, line: 2, code: 'place', quote: 'The bridge' }
const guard: FoundCoding = { ...base, line: 3, code: 'speaker', quote: 'A guard' }
const read = { format: 'table', found: { codings: [bridge, guard], losses: [] } }

test('all that only a person can say is asked at once, and its answers let the codings come in as one step', () => {
  const [report] = project.documents.values()
  const asked = codingsIn(project, 'a.csv', read)
  expect(asked.problems.map(({ questions }) => questions.map(({ what }) => what))).toEqual([
    ['document', 'coder'],
    ['document', 'coder', 'code'],
  ])
  const answers = { coder: 'Ana', documents: new Map([['Report of May', report!.id]]), addCodes: true }
  const places = codingsIn(project, 'a.csv', read, answers)
  expect(places.problems.map(({ questions }) => questions)).toEqual([
    [
      {
        what: 'place',
        key: codingKey(bridge),
        document: report!.id,
        places: [
          { start: 0, end: 10 },
          { start: 23, end: 33 },
        ],
      },
    ],
  ])
  const taken = codingsIn(project, 'a.csv', read, { ...answers, places: new Map([[codingKey(bridge), 23]]) })
  expect(taken.problems).toEqual([])
  expect(taken.rows.map(({ start, end }) => [start, end])).toEqual([
    [23, 33],
    [46, 53],
  ])
  const { documents, codes, rows } = taken
  const { change, label } = decide(project, { type: 'importCodings', documents, codes, rows }, context())
  expect(label).toBe('import 2 codings')
  expect([...apply(project, change).codes.values()].map(({ name }) => name)).toEqual(['place', 'speaker'])
  expect(apply(apply(project, change), invert(change))).toEqual(project)
  expect(
    codingsIn(apply(project, change), 'a.csv', read, {
      ...answers,
      places: new Map([[codingKey(bridge), 23]]),
    }).known,
  ).toBe(2)
})

test('a coder of the file can be one of the project', () => {
  const withAna = after(project, { type: 'addCoder', name: 'Ana' })
  const found = { codings: [{ ...guard, coder: 'A.', documents: ['report'] }], losses: [] }
  const answers = { addCodes: true, coders: new Map([['A.', 'Ana']]) }
  const taken = codingsIn(withAna, 'a.csv', { format: 'table', found }, answers)
  expect(taken.newCoders).toEqual([])
  expect(taken.rows[0]).toMatchObject({ coder: 'Ana', start: 46 })
})

test('an export under a name of its own has its dictionary named after it, in a folder it has its own names', () => {
  const wish = {
    ...{ format: 'csv', selection: {}, dictionary: true },
    options: { program: { name: 'Intercoder', version: '0' }, mark: true },
  }
  const named = exportOf(project, { ...wish, name: 'study.csv' })
  expect(named.files.map(({ path }) => path)).toEqual([
    'study.csv',
    'study.csv.README.md',
    'study.csv.datapackage.json',
  ])
  expect(named.files[0]!.content.slice(0, 1)).toBe('\ufeff')
  expect(named.files[1]!.content).toContain('study.csv')
  const inFolder = exportOf(project, { ...wish, dictionary: false, name: null })
  expect(inFolder.files.map(({ path }) => path)).toEqual(['segments.csv'])
})

test('where positions count otherwise for one program, the export says so', () => {
  const wish = { format: 'qdpx', selection: {}, dictionary: false, name: 'study.qdpx' }
  const program = { name: 'Intercoder', version: '0' }
  const positions = (preset: 'nvivo' | 'maxqda') =>
    exportOf(project, { ...wish, options: { program, preset } }).positions
  expect([positions('nvivo'), positions('maxqda')]).toEqual(['UTF-16 code units', 'code points'])
})
