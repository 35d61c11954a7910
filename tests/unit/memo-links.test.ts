import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { linkBegun, memoChoices, memoLinks } from '../../core/memo-links.ts'
import type { Project } from '../../core/model.ts'
import { segmentsOf } from '../../core/model.ts'
import { codeId, coderId, newDocument, onlyDocument, perform, smallProject } from './sample-project.ts'

function coded(): Project {
  const project = smallProject()
  const document = onlyDocument(project)
  return perform(
    project,
    [{ type: 'applyCode', document, code: codeId(project, 'casualty'), start: 18, end: 31 }],
    'Ana',
  )
}

const own = (project: Project) => segmentsOf(project, coderId(project, 'Ana'), onlyDocument(project))
const kinds = (project: Project, memo: string) => memoLinks(project, memo).map(({ target }) => target.kind)

test('a memo leads to documents, codes and segments, and says what is gone', () => {
  const project = coded()
  const [segment] = own(project)
  const memo = `See [[Report]], [[actor / state]], [[state]], [[segment ${segment!.id} in Report]], [[nobody]] and [[segment x in Report]].`
  expect(kinds(project, memo)).toEqual(['document', 'code', 'code', 'segment', 'gone', 'gone'])
  expect(memoLinks(project, memo)[3]!.target).toMatchObject({ segment })
  const emptied = perform(
    project,
    [{ type: 'deleteSegments', document: segment!.document, segments: [segment!.id] }],
    'Ana',
  )
  expect(kinds(emptied, memo)[3]).toBe('gone')
})

test('a segment of a text that was not read yet may be there still', () => {
  const project = coded()
  const unread = { ...project, texts: new Map(), segments: new Map() }
  expect(memoLinks(unread, `[[segment ${own(project)[0]!.id} in Report]]`)[0]!.target).toMatchObject({
    kind: 'segment',
    document: { title: 'Report' },
  })
})

test('what the list offers leads where it says, whatever things are called', () => {
  const name = fc.oneof(
    fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
    fc.constantFrom('a]]', '[[b', 'Report', 'actor'),
  )
  fc.assert(
    fc.property(name, name, (title, code) => {
      let project = coded()
      try {
        project = perform(project, [
          { type: 'addDocuments', documents: [newDocument(title, 'Other words.')] },
          { type: 'addCodes', parent: null, codes: [{ name: code }] },
        ])
      } catch {
        // A name that is taken, or none.
      }
      const choices = memoChoices(project, own(project), '', 100)
      expect(choices.length).toBe(project.documents.size + project.codes.size + 1)
      for (const { kind, written } of choices) expect(kinds(project, written)).toEqual([kind])
      expect(new Set(choices.map(({ written }) => written)).size).toBe(choices.length)
    }),
    { numRuns: 200 },
  )
})

test('the list is what the words typed are in', () => {
  const project = coded()
  const found = (typed: string) => memoChoices(project, own(project), typed).map(({ label }) => label)
  expect(found('ACT')).toEqual(['actor'])
  expect(found('hurt')).toEqual(['casualty: “two were hurt”'])
  expect(found('re')).toEqual(['Report', 'casualty: “two were hurt”'])
  expect(found('nothing like it')).toEqual([])
})

test('a link is begun by two brackets that are not closed', () => {
  expect(linkBegun('see [[Rep', 9)).toBe('Rep')
  expect(linkBegun('see [[', 6)).toBe('')
  expect(linkBegun('see [[Report]] and', 18)).toBeUndefined()
  expect(linkBegun('see [Rep', 8)).toBeUndefined()
  expect(linkBegun('[[a\nb', 5)).toBeUndefined()
})
