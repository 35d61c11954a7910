import { expect, test } from '@playwright/test'
import { apply, diffOf } from '../../../core/change.ts'
import type { DocumentsPreview } from '../../../core/exchange-contract.ts'
import type { Coder, Document, DocumentId } from '../../../core/model.ts'
import { codingsId, emptyProject } from '../../../core/model.ts'
import { dateRemark, variableNames } from '../../../core/variables.ts'
import { documentRows, nextSort, passesFilter } from '../../../renderer/documents/rows.ts'
import { documentsToImport, sentFiles } from '../../../renderer/import/importing.ts'
import type { DoorFile } from '../../../renderer/import-door.ts'

function document(
  order: number,
  title: string,
  variables: Record<string, string>,
  characters = 100,
): Document {
  return {
    id: `d${order}` as DocumentId,
    title,
    order,
    language: 'en',
    variables,
    memo: '',
    source: { name: 'a.txt', sha256: '', encoding: 'utf-8', importer: 'text' },
    sha256: '',
    characters,
    paragraphs: 1,
    imported: '2026-03-30T10:00:00Z',
  }
}

const documents = [
  document(0, 'Réunion at the clinic', { outlet: 'Courier', date: '2026-03-10' }, 900),
  document(1, 'Letters', { outlet: 'Herald', date: '2026-03-02' }, 1200),
  document(2, 'A survey', { outlet: 'Courier', region: 'Lower Marn' }, 80),
]
const ana: Coder = { id: 'ana' as Coder['id'], name: 'Ana' }
const project = apply(emptyProject, {
  documents: diffOf({ added: documents }),
  coders: diffOf({ added: [ana] }),
  codings: diffOf({
    added: [
      { id: codingsId(ana.id, documents[1]!.id), coder: ana.id, document: documents[1]!.id, done: true },
      { id: codingsId(ana.id, documents[2]!.id), coder: ana.id, document: documents[2]!.id, done: false },
    ],
  }),
})
const titles = (typed: string, column?: string, down = false) =>
  documentRows(project, typed, column === undefined ? null : { column, down }).map(({ title }) => title)

test('a filter finds words in the title and in any variable, whatever their case and accents', () => {
  expect(titles('reunion')).toEqual(['Réunion at the clinic'])
  expect(titles('courier marn')).toEqual(['A survey'])
  expect(titles('courier herald')).toEqual([])
  expect(passesFilter(documents[0]!, '  ')).toBe(true)
})

test('rows are sorted by title, length, variable or how far a coder is', () => {
  expect(titles('', 'title')).toEqual(['A survey', 'Letters', 'Réunion at the clinic'])
  expect(titles('', 'characters')).toEqual(['A survey', 'Réunion at the clinic', 'Letters'])
  expect(titles('', 'variable date', true)).toEqual(['Réunion at the clinic', 'Letters', 'A survey'])
  expect(titles('', 'coder ana')).toEqual(['Réunion at the clinic', 'A survey', 'Letters'])
})

test('a third choice of the same column goes back to the order of the project', () => {
  const once = nextSort(null, 'title')
  const twice = nextSort(once, 'title')
  expect([once, twice, nextSort(twice, 'title')]).toEqual([
    { column: 'title', down: false },
    { column: 'title', down: true },
    null,
  ])
  expect(nextSort(twice, 'characters')).toEqual({ column: 'characters', down: false })
})

test('every variable of any document is a column once', () => {
  expect(variableNames(documents)).toEqual(['outlet', 'date', 'region'])
})

const preview: DocumentsPreview = {
  ...{ title: 'Letters', source: documents[0]!.source, encodingSign: 'bytes', page: null, table: null },
  ...{ rows: [], count: 1, characters: 11, paragraphs: 1, warnings: [], variables: {} },
  ...{ duplicates: 0, duplicateOf: null },
}
const file: DoorFile = {
  ...{ token: 't', name: 'letters.txt', as: 'documents', options: {}, state: 'read', chosen: true },
  ...{ title: 'Letters', language: 'en', variables: {}, read: { as: 'documents', documents: preview } },
}

test('a text that is there already, can’t be read or is not ticked does not come in', () => {
  const known = { ...preview, duplicates: 1, duplicateOf: 'Letters' }
  const rows = { ...preview, count: 5, duplicates: 2, duplicateOf: 'Letters' }
  const files: DoorFile[] = [
    file,
    { ...file, token: 'u', read: { as: 'documents', documents: known } },
    { ...file, token: 'v', read: { as: 'documents', error: 'this is no text' } },
    { ...file, token: 'w', chosen: false },
    { ...file, token: 'x', read: { as: 'documents', documents: rows } },
    { ...file, token: 'y', state: 'reading' },
  ]
  expect(sentFiles(files).map(({ token }) => token)).toEqual(['t', 'x'])
  expect(documentsToImport(files)).toBe(1 + 3)
})

test('variables without a value are not imported', () => {
  const [sent] = sentFiles([{ ...file, variables: { outlet: 'Courier', date: ' ' } }])
  expect(sent?.variables).toEqual({ outlet: 'Courier' })
})

test('a value of a date that can be none is remarked on, and no other is', () => {
  for (const date of ['2026-03-30', '2026-03', '2026', '13 September 2022', '13.09.2022', ''])
    expect(dateRemark('date', date), date).toBeUndefined()
  for (const date of ['yesterday', '2026-13-01', '2026-02-30'])
    expect(dateRemark('Interview date', date), date).toMatch(/^Not a date/)
  expect(dateRemark('outlet', 'yesterday')).toBeUndefined()
  expect(dateRemark('candidate', 'yesterday')).toBeUndefined()
})
