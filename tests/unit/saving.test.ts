import { copyFile, mkdir, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from '@playwright/test'
import { createHandlers } from '../../main/handlers.ts'
import { OpenProjects } from '../../main/open-projects.ts'
import { Desk } from '../../main/preferences.ts'
import { check } from '../../main/project/check.ts'
import { disk as realDisk } from '../../main/project/disk.ts'
import type { OpenProject } from '../../main/project/open-project.ts'
import { createProject, openProject } from '../../main/project/opening.ts'
import { readHistory } from '../../main/project/read-history.ts'
import { saveElsewhere } from '../../main/project/save-elsewhere.ts'
import { closesUnsaved } from '../../main/questions.ts'
import type { Question, Shell } from '../../main/shell.ts'
import { codes, play, script, test } from './project/study.ts'
import { coderId, newDocument } from './sample-project.ts'

/** A window whose person chooses these folders and presses the buttons of these indices, first come first served. */
async function windowOf(
  userData: string,
  folders: string[],
  presses: number[],
  projects = new OpenProjects(),
) {
  const asked: Question[] = []
  const shell: Shell = {
    send: () => {},
    chooseFolder: async () => folders.shift(),
    chooseFiles: async () => [],
    chooseSaveFile: async () => undefined,
    choose: async (question) => {
      asked.push(question)
      return presses.shift() ?? question.safe
    },
    printPdf: async () => new Uint8Array(),
    userData,
    seeds: join(import.meta.dirname, '../../seeds/sample'),
    version: '0',
  }
  return { ...createHandlers(shell, await Desk.open(userData), projects), asked, shell }
}

async function study(folder: string): Promise<OpenProject> {
  const open = await createProject(folder, { title: 'Study', codes })
  for (const step of script.slice(0, 6)) await play(open, step)
  await open.close()
  return open
}

test('a project that somebody has open is asked about: read only, taken over, or left', async ({
  folder,
}) => {
  const place = join(folder, 'study')
  await study(place)
  const holder = await openProject(place)
  const { handlers, asked, close } = await windowOf(folder, [place, place, place], [2, 0, 1])
  await expect(handlers.openProject()).rejects.toMatchObject({ code: 'cancelled' })
  expect(asked[0]?.detail).toMatch(
    /has had the project open on this computer \(process \d+\) for less than a/,
  )
  expect(asked[0]?.buttons).toEqual(['Open to read only', 'Take it over', 'Cancel'])
  expect((await handlers.openProject())?.saved.state).toBe('readOnly')
  await expect(handlers.dispatch({ type: 'addCoder', name: 'Cem' })).rejects.toMatchObject({ code: 'locked' })
  await handlers.closeProject()
  expect((await handlers.openProject())?.saved.state).toBe('saved')
  await handlers.dispatch({ type: 'addCoder', name: 'Cem' })
  await expect(holder.dispatch({ type: 'addCoder', name: 'Dora' }, null)).rejects.toThrow(
    /took the project over/,
  )
  await holder.close().catch(() => {})
  await close()
  expect((await check(place)).ok).toBe(true)
})

test('what can’t be saved is saved elsewhere, whole, with its history, and the person goes on there', async ({
  folder,
}) => {
  const [place, elsewhere] = [join(folder, 'study'), join(folder, 'elsewhere')]
  await study(place)
  let full = false
  const disk = {
    ...realDisk,
    writeNew: async (path: string, content: string | Uint8Array) => {
      if (full && path.startsWith(place)) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
      await realDisk.writeNew(path, content)
    },
  }
  const projects = new OpenProjects()
  await projects.adopt(await openProject(place, { disk }))
  const { handlers, close } = await windowOf(folder, [place, place, elsewhere], [], projects)
  const opened = await handlers.openProject()
  const ana = opened!.project.coders!.added.find(({ name }) => name === 'Ana')!.id
  await handlers.chooseCoder({ coder: ana })
  full = true
  await handlers.dispatch({ type: 'addCoder', name: 'Cem' })
  await handlers.saveAgain()
  expect((await handlers.start()).open?.saved).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('the disk is full'),
  })
  await expect(Promise.resolve(handlers.saveElsewhere())).rejects.toThrow(/the folder is not empty/)
  const copy = await handlers.saveElsewhere()
  expect(copy).toMatchObject({ folder: elsewhere, coder: ana, saved: { state: 'saved' } })
  await handlers.dispatch({ type: 'addCoder', name: 'Dora' })
  await close()
  expect(await check(elsewhere)).toMatchObject({ ok: true, documents: 1, segments: 3 })
  expect((await Desk.open(folder)).coderIn(elsewhere)).toBe(ana)
  const again = await openProject(elsewhere)
  expect([...again.project.coders.values()].map(({ name }) => name)).toEqual(['Ana', 'Ben', 'Cem', 'Dora'])
  expect(coderId(again.project, 'Ana')).toBe(ana)
  await again.close()
  // The session before, that which could not be written, and this one.
  expect(await readdir(join(elsewhere, 'history'))).toHaveLength(3)
})

test('a copy is saved without documents that were never read and can’t be any more; they are named, and the rest is kept', async ({
  folder,
}) => {
  const [place, elsewhere, third] = [join(folder, 'study'), join(folder, 'elsewhere'), join(folder, 'third')]
  const before = await study(place)
  const again = await openProject(place)
  const more = [newDocument('Two', 'Second.'), newDocument('Three', 'Third.')]
  await again.dispatch({ type: 'addDocuments', documents: more }, null)
  const [report, two] = [...again.project.documents.keys()]
  const ben = coderId(again.project, 'Ben')
  await again.dispatch({ type: 'markDone', document: two!, done: true }, ben)
  await again.close()
  const unread = [`codings/${ben}/${two}.json`, `texts/${two}.json`]
  let broken = false
  const disk = {
    ...realDisk,
    readBytes: async (path: string) => {
      if (broken && unread.some((file) => path.endsWith(file)))
        throw Object.assign(new Error('EIO'), { code: 'EIO' })
      return realDisk.readBytes(path)
    },
  }
  const projects = new OpenProjects()
  await projects.adopt(await openProject(place, { disk }))
  const { handlers, asked, close } = await windowOf(folder, [place, elsewhere, third], [1, 0], projects)
  await handlers.openProject()
  await handlers.chooseCoder({ coder: coderId(before.project, 'Ana') })
  broken = true
  expect(await handlers.saveElsewhere()).toBe(null)
  expect(asked[0]?.message).toBe('The copy is saved without 2 files.')
  expect(asked[0]?.detail).toMatch(
    `Not readable any more in ${place}: ${unread.join(', ')}. Everything else is in ${elsewhere}. Keep ${place}`,
  )
  // Who stays goes on in the project that was open.
  expect((await handlers.start()).open?.folder).toBe(place)
  expect((await handlers.saveElsewhere())?.folder).toBe(third)
  await close()
  const copy = await openProject(third)
  const { documents, texts, segments } = await copy.load()
  expect([documents.size, texts.size, segments.size]).toEqual([2, 2, 2])
  expect(texts.has(report!)).toBe(true)
  await copy.close()
  const history = await readHistory(realDisk, third)
  expect(history.map(({ label }) => label)).toContain(`save a copy of ${place} without ${unread.join(', ')}`)
  const { problems } = await check(third)
  expect(problems.map(({ file }) => file)).toEqual([unread[1]])
  // The document itself is in the copy: with its text it is whole again.
  for (const file of unread) {
    await mkdir(dirname(join(third, file)), { recursive: true })
    await copyFile(join(place, file), join(third, file))
  }
  expect(await check(third)).toMatchObject({ ok: true, documents: 3, segments: 3 })
})

test('a copy of a folder that is gone has what was read, and says that its history is not there', async ({
  folder,
}) => {
  const [place, elsewhere] = [join(folder, 'study'), join(folder, 'elsewhere')]
  await study(place)
  const open = await openProject(place)
  await open.load()
  await rm(place, { recursive: true })
  const { copy, missing } = await saveElsewhere(open, elsewhere)
  expect(missing).toEqual(['history/'])
  expect((await copy.load()).segments).toEqual(open.project.segments)
  await copy.close()
  await open.close().catch(() => {})
  expect(await check(elsewhere)).toMatchObject({ ok: true, documents: 1, segments: 3 })
})

test('who closes a window with unsaved work is asked with buttons that say what they do', async ({
  folder,
}) => {
  const { shell, asked } = await windowOf(folder, [], [0, 1, 2])
  const answers = []
  for (let n = 0; n < 4; n++) answers.push(await closesUnsaved(shell, 'The disk is full'))
  expect(answers).toEqual(['keep', 'save elsewhere', 'lose', 'keep'])
  expect(asked[0]?.buttons).toEqual(['Keep the window open', 'Save a copy elsewhere', 'Close and lose it'])
})
