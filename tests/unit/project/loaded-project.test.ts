import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { segmentsOf } from '../../../core/model.ts'
import { check } from '../../../main/project/check.ts'
import { disk as realDisk } from '../../../main/project/disk.ts'
import type { OpenProject } from '../../../main/project/open-project.ts'
import { createProject, openProject } from '../../../main/project/opening.ts'
import { codeId, coderId, counting, newDocument, onlyDocument } from '../sample-project.ts'
import { codes, play, script, spanOf, test } from './study.ts'

/** A project in which Ana and Ben have coded one document, closed; and the paths of their files. */
async function study(folder: string) {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  for (const step of script.slice(0, 6)) await play(open, step)
  await open.close()
  const codings = (name: string) =>
    `codings/${coderId(open.project, name)}/${onlyDocument(open.project)}.json`
  return { ana: codings('Ana'), ben: codings('Ben') }
}

const applies = (open: OpenProject, quote: string) =>
  open.perform({ type: 'applyCode', ...spanOf(open, quote, 'actor') }, coderId(open.project, 'Ana'))

test('where reading one coder’s work fails once, the work of another that was read before it is not lost', async ({
  folder,
}) => {
  const { ana, ben } = await study(folder)
  let faults = 1
  const read = async (path: string) => {
    if (path === join(folder, ben) && faults-- > 0) throw new Error('out of memory')
    return realDisk.read(path)
  }
  const open = await openProject(folder, { disk: { ...realDisk, read } })
  await expect(applies(open, 'denied')).rejects.toThrow('out of memory')
  await applies(open, 'denied')
  await open.close()
  expect((await readFile(join(folder, ana), 'utf8')).match(/"quote"/g)).toHaveLength(3)
})

test('a file that the system does not let us read is set aside and named, and the rest opens', async ({
  folder,
}) => {
  const { ana, ben } = await study(folder)
  await rename(join(folder, ben), join(folder, 'aside'))
  await mkdir(join(folder, ben))
  const open = await openProject(folder)
  await open.survey()
  expect(open.problems).toEqual([
    {
      file: ben,
      what: expect.stringMatching(/^the file can’t be read: there is a folder/),
      repairable: false,
    },
  ])
  await applies(open, 'denied')
  await open.close()
  expect((await readFile(join(folder, ana), 'utf8')).match(/"quote"/g)).toHaveLength(3)
  await rm(join(folder, 'aside'))
  expect((await check(folder)).problems.map(({ file }) => file)).toEqual([ben])
})

test('what was surveyed and loaded is what was written, and loading again changes nothing', async ({
  folder,
}) => {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  const documents = Array.from({ length: 50 }, (_, n) => newDocument(`Text ${n}`, `Actor number ${n}.\n`))
  await open.perform({ type: 'addDocuments', documents }, null)
  const rows = documents.flatMap(({ title }, line) =>
    ['Ana', 'Ben'].map((coder) => ({
      ...{ line, coder, document: title, code: 'actor' },
      ...{ start: 0, end: 5, quote: 'Actor', memo: '' },
    })),
  )
  await open.dispatch({ type: 'addCodings', rows }, null)
  const { project, counts } = open
  await open.close()
  const again = await openProject(folder)
  await again.survey()
  expect(new Map(again.counts)).toEqual(new Map(counts))
  expect(await again.load()).toEqual(project)
  expect(again.project).toBe(await again.load())
  await again.close()
})

for (const surveyed of [true, false])
  test(`a code is renamed in memos that were ${surveyed ? 'surveyed' : 'never read'}, and no more is read than may link to it`, async ({
    folder,
  }) => {
    const { ana } = await study(folder)
    const first = await openProject(folder)
    await first.load()
    const coder = coderId(first.project, 'Ana')
    const [segment] = segmentsOf(first.project, coder, onlyDocument(first.project))
    const changes = { memo: 'As [[actor]].' }
    await first.perform(
      { type: 'changeSegment', document: segment!.document, segment: segment!.id, changes },
      coder,
    )
    const documents = [newDocument('Two', 'Second.')]
    await first.perform({ type: 'addDocuments', documents }, null)
    const two = [...first.project.documents.keys()].find((id) => id !== segment!.document)!
    const code = codeId(first.project, 'actor')
    await first.perform({ type: 'applyCode', document: two, code, start: 0, end: 6 }, coder)
    await first.close()

    const open = await openProject(folder)
    if (surveyed) await open.survey()
    await open.perform({ type: 'changeCode', code, changes: { name: 'party' } }, coder)
    expect(open.project.texts.has(two)).toBe(!surveyed)
    await open.settled()
    expect(await readFile(join(folder, ana), 'utf8')).toContain('As [[party]].')
    await open.undo(coder)
    await open.close()
    expect(await readFile(join(folder, ana), 'utf8')).toContain('As [[actor]].')
  })

test('only where a new name is one that leads somewhere already are memos read', async ({ folder }) => {
  await study(folder)
  const open = await openProject(folder)
  await open.perform({ type: 'addCodes', parent: null, codes: [{ name: 'a new one' }] }, null)
  expect(open.project.texts.size).toBe(0)
  const parent = codeId(open.project, 'a new one')
  await open.perform({ type: 'addCodes', parent, codes: [{ name: 'actor' }] }, null)
  expect(open.project.texts.size).toBe(0)
  await open.perform({ type: 'addCodes', parent, codes: [{ name: 'state' }] }, null)
  expect(open.project.texts.size).toBe(1)
  await open.close()
})

test('a memo in a document that was not read follows a segment that is joined elsewhere, and undo takes it back', async ({
  folder,
}) => {
  await study(folder)
  const first = await openProject(folder)
  await first.load()
  const ana = coderId(first.project, 'Ana')
  const document = onlyDocument(first.project)
  const code = codeId(first.project, 'actor')
  await first.perform({ type: 'applyCode', document, code, start: 33, end: 45 }, ana)
  const [kept, gone] = segmentsOf(first.project, ana, document)
    .filter((segment) => segment.code === code)
    .map(({ id }) => id)
  await first.perform({ type: 'addDocuments', documents: [newDocument('Two', 'Second.')] }, null)
  const two = [...first.project.documents.keys()].find((id) => id !== document)!
  await first.perform({ type: 'applyCode', document: two, code, start: 0, end: 6 }, ana)
  const [noted] = segmentsOf(first.project, ana, two)
  const changes = { memo: `[[segment ${gone} in Report]]` }
  await first.perform({ type: 'changeSegment', document: two, segment: noted!.id, changes }, ana)
  await first.close()

  const open = await openProject(folder)
  const memo = () => segmentsOf(open.project, ana, two)[0]?.memo
  await open.perform({ type: 'joinSegments', document, segments: [kept!, gone!] }, ana)
  expect(memo()).toBe(`[[segment ${kept} in Report]]`)
  await open.undo(ana)
  expect(memo()).toBe(changes.memo)
  await open.close()
})
