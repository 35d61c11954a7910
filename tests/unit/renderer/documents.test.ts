import { expect, test } from '@playwright/test'
import { apply, diffOf } from '../../../core/change.ts'
import type { Preview } from '../../../core/contract.ts'
import type { Coder, Document, DocumentId } from '../../../core/model.ts'
import { codingsId, emptyProject } from '../../../core/model.ts'
import { documentsToImport, draftOf } from '../../../renderer/documents/importing.ts'
import { documentRows, nextSort, passesFilter, variableNames } from '../../../renderer/documents/rows.ts'

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

const preview: Preview = {
  token: 't',
  source: documents[0]!.source,
  title: 'Letters',
  language: 'en',
  text: 'Dear editor',
  paragraphs: 1,
  warnings: [],
  duplicateOf: null,
  error: null,
}

test('a text that is there already or can’t be read is not chosen for import', () => {
  const drafts = [
    draftOf(preview, []),
    draftOf({ ...preview, token: 'u', duplicateOf: 'Letters' }, []),
    draftOf({ ...preview, token: 'v', error: 'this is no text' }, []),
  ]
  expect(documentsToImport(drafts).map(({ token }) => token)).toEqual(['t'])
})

test('variables without a value are not imported', () => {
  const draft = draftOf(preview, ['outlet', 'date'])
  const [sent] = documentsToImport([{ ...draft, variables: { ...draft.variables, outlet: 'Courier' } }])
  expect(sent?.variables).toEqual({ outlet: 'Courier' })
})
