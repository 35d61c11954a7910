import { join } from 'node:path'
import { expect } from '@playwright/test'
import { everySegment } from '../../core/query.ts'
import { findApart, findingThread } from '../../main/apart/find.ts'
import { createHandlers } from '../../main/handlers.ts'
import { inputs } from '../../main/inputs.ts'
import { OpenProjects } from '../../main/open-projects.ts'
import { Desk } from '../../main/preferences.ts'
import { createProject } from '../../main/project/opening.ts'
import { codes, play, script, test } from './project/study.ts'
import { codeId, coderId, counting, onlyDocument } from './sample-project.ts'

const words = { expression: false, wholeWord: false, ignoreCase: true, ignoreAccents: true }

/** A window on a blind project in which Ana and Ben have coded one document; Ana's. */
async function windowOfAna(folder: string) {
  const study = join(folder, 'study')
  const open = await createProject(study, { title: 'Study', codes }, counting())
  for (const step of script.slice(0, 6)) await play(open, step)
  await open.close()
  const [ana, ben] = [coderId(open.project, 'Ana'), coderId(open.project, 'Ben')]
  const saved = join(folder, 'list.csv')
  const shell = {
    send: () => undefined,
    chooseFolder: async () => study,
    chooseFiles: async () => [],
    chooseSaveFile: async () => saved,
    printPdf: async () => new Uint8Array(),
    choose: async ({ safe }: { safe: number }) => safe,
    userData: folder,
    seeds: '',
    version: '0',
  }
  const projects = new OpenProjects()
  const { handlers, close } = createHandlers(shell, await Desk.open(folder), projects)
  await handlers.openProject()
  await handlers.chooseCoder({ coder: ana })
  return { handlers, close, ana, ben, project: open.project, document: onlyDocument(open.project) }
}

test('a search says what is found with what stands around it, and whether it is coded already', async ({
  folder,
}) => {
  const { handlers, close, project, document } = await windowOfAna(folder)
  const wanted = { ...words, words: 'HOSPITAL' }
  const plain = await handlers.find({ document, wanted, coding: null })
  expect(plain).toEqual({
    hits: [
      { start: 4, end: 12, before: 'The ', words: 'hospital', after: ' said two were hurt.', coded: false },
    ],
    more: false,
  })
  const coding = { code: codeId(project, 'actor'), unit: 'hit' } as const
  expect((await handlers.find({ document, wanted, coding })).hits.map(({ coded }) => coded)).toEqual([true])
  // Ben has coded just this as state: Ana is not told while coding is blind.
  const state = { code: codeId(project, 'state'), unit: 'hit' } as const
  expect((await handlers.find({ document, wanted, coding: state })).hits.map(({ coded }) => coded)).toEqual([
    false,
  ])
  await close()
})

test('an expression that would take forever is stopped, and the next search is answered', async () => {
  const thread = findingThread()
  const job = { ground: { text: `${'a'.repeat(60)}!`, language: 'en' }, unit: 'hit', most: 10 } as const
  const forever = { ...words, words: '(a+)+$', expression: true }
  await expect(findApart(thread, { ...job, wanted: forever }, 300)).rejects.toThrow('takes too long')
  const found = await findApart(thread, { ...job, wanted: { ...words, words: '!' } })
  expect(found).toEqual({ spans: [{ start: 60, end: 61 }], more: false })
  await thread.close()
})

test('another search gives up the one before, and closing ends what still runs', async () => {
  const thread = findingThread()
  const job = { ground: { text: `${'a'.repeat(60)}!`, language: 'en' }, unit: 'hit', most: 2 } as const
  const forever = { ...words, words: '(a+)+$', expression: true }
  const first = findApart(thread, { ...job, wanted: forever }, 60_000).catch((error) => error.code)
  const second = findApart(thread, { ...job, wanted: { ...words, words: 'a' } })
  expect(await first).toBe('cancelled')
  expect(await second).toEqual({
    spans: [
      { start: 0, end: 1 },
      { start: 1, end: 2 },
    ],
    more: true,
  })
  const third = findApart(thread, { ...job, wanted: forever }, 60_000).catch((error) => error.code)
  thread.stop()
  await thread.close()
  expect(await third).toBe('cancelled')
})

test('a bad expression and a document that is not there are refused in words', async ({ folder }) => {
  const { handlers, close, document } = await windowOfAna(folder)
  const wanted = { ...words, words: '(', expression: true }
  await expect(handlers.find({ document, wanted, coding: null })).rejects.toThrow('can’t be read')
  const gone = 'gone-000000' as typeof document
  await expect(handlers.find({ document: gone, wanted, coding: null })).rejects.toThrow()
  await close()
})

test('the list of segments is one’s own while coding is blind, also for who asks for another coder’s', async ({
  folder,
}) => {
  const { handlers, close, ana, ben } = await windowOfAna(folder)
  const page = { from: 0, count: 10, at: null }
  const own = await handlers.readSegments({ query: everySegment, ...page })
  expect(own.segments).toBe(2)
  expect(own.rows.every(({ coder }) => coder === ana)).toBe(true)
  const others = await handlers.readSegments({ query: { ...everySegment, coder: ben }, ...page })
  expect(others).toEqual({ segments: 0, documents: 0, rows: [], at: null })
  await handlers.dispatch({ type: 'openComparison' })
  expect((await handlers.readSegments({ query: everySegment, ...page })).segments).toBe(3)
  const at = own.rows[1]!.id
  const second = await handlers.readSegments({
    query: { ...everySegment, coder: ana },
    from: 1,
    count: 1,
    at,
  })
  expect(second).toMatchObject({ segments: 2, documents: 1, at: 1, rows: [{ id: at }] })
  await close()
})

test('all hits are coded in one step, which one undo takes back from every document', async ({ folder }) => {
  const { handlers, close, project, document } = await windowOfAna(folder)
  const code = codeId(project, 'state')
  const spans = [
    { document, start: 0, end: 3 },
    { document, start: 0, end: 3 },
    { document, start: 4, end: 12 },
  ]
  await handlers.dispatch({ type: 'applyCodeToSpans', code, spans })
  const query = { ...everySegment, code }
  const page = { from: 0, count: 10, at: null }
  expect((await handlers.readSegments({ query, ...page })).rows.map(({ quote }) => quote)).toEqual([
    'The',
    'hospital',
  ])
  await expect(handlers.dispatch({ type: 'applyCodeToSpans', code, spans })).rejects.toThrow('already')
  expect(await handlers.undo()).toBe('code 2 segments as state')
  expect((await handlers.readSegments({ query, ...page })).segments).toBe(0)
  await close()
})

test('what a window may not ask is refused at the door', () => {
  const document = 'report-000000'
  const wanted = { ...words, words: 'a' }
  expect(inputs.find.safeParse({ document, wanted, coding: null }).success).toBe(true)
  for (const bad of [
    { document: '../secret', wanted, coding: null },
    { document, wanted: { ...wanted, words: 'a'.repeat(1_001) }, coding: null },
    { document, wanted: { ...wanted, flags: 'g' }, coding: null },
    { document, wanted, coding: { code: 'state-1', unit: 'word' } },
  ])
    expect(inputs.find.safeParse(bad).success).toBe(false)
  const page = { query: everySegment, from: 0, count: 200, at: null }
  expect(inputs.readSegments.safeParse(page).success).toBe(true)
  expect(inputs.readSegments.safeParse({ ...page, count: 1_000_000 }).success).toBe(false)
  expect(inputs.readSegments.safeParse({ ...page, from: -1 }).success).toBe(false)
  expect(inputs.readSegments.safeParse({ ...page, query: { ...everySegment, order: 'age' } }).success).toBe(
    false,
  )
})
