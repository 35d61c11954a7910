import { join } from 'node:path'
import { expect } from '@playwright/test'
import { readCsv } from '../../core/exchange/csv.ts'
import { writeSegmentList } from '../../core/exchange/dataset.ts'
import type { Segment } from '../../core/model.ts'
import { everySegment, type Query, segmentsFor } from '../../core/query.ts'
import { disk as realDisk } from '../../main/project/disk.ts'
import { createProject, openProject } from '../../main/project/opening.ts'
import { SegmentList } from '../../main/segment-list.ts'
import { test } from './project/study.ts'
import { codeId, coderId, counting, newDocument } from './sample-project.ts'

const text = 'The hospital said two were hurt. The ministry denied it.'
const codes = [{ name: 'actor', children: [{ name: 'state' }] }, { name: 'casualty' }]

/** A project whose comparison is open, in which Ana and Ben have coded four documents; closed. */
async function coded(folder: string): Promise<void> {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  for (const name of ['Ana', 'Ben']) await open.perform({ type: 'addCoder', name }, null)
  const documents = [1, 2, 3, 4].map((n) => newDocument(`Report ${n}`, `${text} ${n}.`))
  await open.perform({ type: 'addDocuments', documents }, null)
  for (const [at, document] of [...open.project.documents.keys()].entries()) {
    for (const [name, code, start] of [
      ['Ana', 'casualty', 18],
      ['Ben', 'state', 4],
      ['Ana', 'actor', 37],
    ] as const) {
      const command = { type: 'applyCode', document, code: codeId(open.project, code) } as const
      await open.perform({ ...command, start: start + at, end: start + at + 8 }, coderId(open.project, name))
    }
  }
  await open.perform({ type: 'openComparison' }, null)
  await open.close()
}

/** The project with what is read of it. */
async function watched(folder: string) {
  const texts: string[] = []
  const read = (path: string) => {
    if (path.startsWith(join(folder, 'texts'))) texts.push(path)
    return realDisk.read(path)
  }
  return { open: await openProject(folder, { disk: { ...realDisk, read } }), texts }
}

const queries: readonly Partial<Query>[] = [{}, { order: 'code' }, { words: 'were', order: 'code' }]

test('a list answers as if everything were in memory, page by page, and holds no text and no segment', async ({
  folder,
}) => {
  await coded(folder)
  const { open } = await watched(folder)
  const lists = queries.map((query) => new SegmentList(open, null, { ...everySegment, ...query }))
  const found: Segment[][] = []
  for (const list of lists) {
    const answer = await list.answer()
    const all: Segment[] = []
    for (let from = 0; from < answer.segments; from += 3) all.push(...(await list.page(answer, from, 3)))
    found.push(all)
    expect(all.map(({ id }) => list.placeOf(answer, id))).toEqual(all.map((_, place) => place))
  }
  const tables = await Promise.all(lists.map((list) => list.table()))
  expect([open.project.texts.size, open.project.segments.size]).toEqual([0, 0])
  const whole = await open.load()
  for (const [at, { query }] of lists.entries()) {
    expect(found[at]).toEqual(segmentsFor(whole, query))
    expect(readCsv(tables[at]!)).toEqual(readCsv(writeSegmentList(whole, found[at]!)))
  }
  expect(found.map(({ length }) => length)).toEqual([12, 12, 4])
  await open.close()
})

test('after a change only the document that changed is read again, and a page reads only what it shows', async ({
  folder,
}) => {
  await coded(folder)
  const { open, texts } = await watched(folder)
  const list = new SegmentList(open, null, everySegment)
  const before = await list.answer()
  expect(texts).toHaveLength(4)
  await list.page(before, 0, 2)
  expect(texts).toHaveLength(5)
  const [document] = open.project.documents.keys()
  const code = codeId(open.project, 'casualty')
  await open.perform(
    { type: 'applyCode', document: document!, code, start: 0, end: 3 },
    coderId(open.project, 'Ben'),
  )
  texts.length = 0
  const after = await list.answer()
  expect(texts).toEqual([])
  expect([before.segments, after.segments]).toEqual([12, 13])
  expect((await list.page(after, 0, 1))[0]).toMatchObject({ start: 0, end: 3 })
  await open.close()
})

test('what another program wrote into a document that is not open is in the next answer', async ({
  folder,
}) => {
  await coded(folder)
  const { open } = await watched(folder)
  const list = new SegmentList(open, null, everySegment)
  expect((await list.answer()).segments).toBe(12)
  const [document] = open.project.documents.keys()
  const file = `codings/${coderId(open.project, 'Ana')}/${document}.json`
  const path = join(folder, file)
  const lines = (await realDisk.read(path))!.split('\n')
  const [first] = lines.filter((line) => line.includes('"casualty'))
  await realDisk.remove(path)
  await realDisk.writeNew(
    path,
    lines
      .filter((line) => line !== first)
      .join('\n')
      .replace('},\n]', '}\n]'),
  )
  await open.takeIn([file])
  expect((await list.answer()).segments).toBe(11)
  await open.close()
})

test('a list that is left ends what it still reads, and says nothing', async ({ folder }) => {
  await coded(folder)
  const { open } = await watched(folder)
  const list = new SegmentList(open, null, everySegment)
  const answer = list.answer().catch((error) => error.code)
  list.leave()
  expect(await answer).toBe('cancelled')
  await open.close()
})
