import { expect, test } from '@playwright/test'
import { countsOf } from '../../../core/counts.ts'
import type { CoderId, DocumentId, Project } from '../../../core/model.ts'
import { documentsInOrder } from '../../../core/model.ts'
import {
  codedByAll,
  comparedCoders,
  documentsOf,
  progressWords,
  settingsFor as settingsForTables,
  stateOf,
  usualChoices,
  whyNotAll,
} from '../../../renderer/agreement/choices.ts'
import { patternsOf } from '../../../renderer/agreement/patterns.ts'
import { codeId, coderId, newDocument, onlyDocument, perform, smallProject } from '../sample-project.ts'

const tablesOf = (project: Project) => ({ ...project, counts: countsOf(project.segments) })
const settingsFor = (project: Project, choices: typeof usualChoices) =>
  settingsForTables(tablesOf(project), choices)

/** The small project, its one document marked as done by both. */
function codedProject(): Project {
  const project = smallProject()
  const done = { type: 'markDone' as const, document: onlyDocument(project), done: true }
  return ['Ana', 'Ben'].reduce((state, name) => perform(state, [done], name), project)
}

test('everybody who has coded is compared, or the first two where fewer have', () => {
  const project = smallProject()
  const names = (of: typeof project) => comparedCoders(tablesOf(of), null).map(({ name }) => name)
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
  const project = codedProject()
  expect(settingsFor(project, usualChoices)).toEqual({
    coders: [coderId(project, 'Ana'), coderId(project, 'Ben')],
    unit: 'sentence',
    population: 'all',
    by: ['code'],
    bootstrap: { replicates: 1000, seed: 1, level: 0.95, resample: 'paragraph' },
  })
})

test('a chosen coefficient stands first, with plain agreement beside it, once', () => {
  const project = codedProject()
  const named = (coefficient: string) => settingsFor(project, { ...usualChoices, coefficient })?.coefficients
  expect(named('cohen_kappa')).toEqual(['cohen_kappa', 'percent_agreement'])
  expect(named('percent_agreement')).toEqual(['percent_agreement'])
})

test('too few coders, no document or no code is nothing to count', () => {
  const project = codedProject()
  const settings = (chosen: Partial<typeof usualChoices>) =>
    settingsFor(project, { ...usualChoices, ...chosen })
  expect(settings({ coders: [coderId(project, 'Ana')] })).toBeUndefined()
  expect(settings({ coders: [coderId(project, 'Ana'), 'gone' as CoderId] })).toBeUndefined()
  expect(settings({ documents: [] })).toBeUndefined()
  expect(settings({ codes: [] })).toBeUndefined()
})

test('documents are compared that every coder has coded or marked as done; others only by choice', () => {
  const [first] = codedProject().documents.keys()
  const project = perform(codedProject(), [
    { type: 'addDocuments', documents: [newDocument('New', 'Nobody.'), newDocument('Begun', 'Some.')] },
  ])
  const [, untouched, begun] = [...project.documents.keys()]
  const people = [coderId(project, 'Ana'), coderId(project, 'Ben')]
  expect(settingsFor(project, usualChoices)?.documents).toEqual([first])

  const code = {
    type: 'applyCode' as const,
    document: begun!,
    code: codeId(project, 'actor'),
    start: 0,
    end: 4,
  }
  const byOne = perform(project, [code], 'Ana')
  expect(codedByAll(tablesOf(byOne), people)).toEqual([first])
  const byBoth = perform(byOne, [code], 'Ben')
  expect(codedByAll(tablesOf(byBoth), people)).toEqual([first, begun])
  expect(documentsOf(tablesOf(byBoth), people[0]!)).toBe(2)

  expect(settingsFor(project, { ...usualChoices, documents: [first!, untouched!] })?.documents).toEqual([
    first,
    untouched,
  ])
})

test('where fewer documents are compared than there are, it is said which coder has not begun which', () => {
  const code = (project: Project, document: DocumentId) => ({
    type: 'applyCode' as const,
    ...{ document, code: codeId(project, 'actor'), start: 0, end: 3 },
  })
  const project = perform(codedProject(), [
    {
      type: 'addDocuments',
      documents: ['Two', 'Three', 'Four', 'Five'].map((title) => newDocument(title, title)),
    },
  ])
  const [first, two, three, four, five] = documentsInOrder(project)
  const why = (of: Project, documents: DocumentId[] | null = null) =>
    whyNotAll(tablesOf(of), { ...usualChoices, documents })
  const reason = 'since only those count that every coder has begun'
  const both = ['Ana', 'Ben'].map((name) => `${name} has begun only ${first!.title}`).join('; ')
  expect(why(project)).toBe(`1 of 5 documents, ${reason}: ${both}.`)
  const all = [two, three, four, five].map((document) => code(project, document!.id))
  const byBoth = perform(perform(project, all, 'Ana'), all.slice(0, 3), 'Ben')
  expect(why(byBoth)).toBe(`4 of 5 documents, ${reason}: Ben has not begun Five.`)
  expect(why(byBoth, [first!.id])).toBeUndefined()
  expect(why(perform(byBoth, [all[3]!], 'Ben'))).toBeUndefined()
})

test('a document that was marked as done, and then as not done, without a segment, is new', () => {
  const coded = codedProject()
  const document = onlyDocument(coded)
  const project = perform(coded, [{ type: 'markDone', document, done: false }], 'Ben')
  const tables = { ...project, counts: new Map([...project.codings.keys()].map((id) => [id, {}] as const)) }
  expect(stateOf(tables, coderId(project, 'Ben'), document)).toBe('new')
  expect(stateOf(tables, coderId(project, 'Ana'), document)).toBe('done')
  expect(settingsForTables(tables, usualChoices)).toBeUndefined()
})

test('a document says who is not done with it', () => {
  expect(
    progressWords([
      ['Ana', 'done'],
      ['Ben', 'done'],
    ]),
  ).toBeUndefined()
  expect(
    progressWords([
      ['Ana', 'new'],
      ['Ben', 'new'],
    ]),
  ).toBe('all not begun')
  expect(
    progressWords([
      ['Ana', 'in progress'],
      ['Ben', 'new'],
    ]),
  ).toBe('Ben not begun; Ana not done')
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
