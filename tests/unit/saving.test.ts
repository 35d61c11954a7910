import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { createHandlers } from '../../main/handlers.ts'
import { OpenProjects } from '../../main/open-projects.ts'
import { Desk } from '../../main/preferences.ts'
import { check } from '../../main/project/check.ts'
import { disk as realDisk } from '../../main/project/disk.ts'
import { OpenProject } from '../../main/project/open-project.ts'
import { closesUnsaved } from '../../main/questions.ts'
import type { Question, Shell } from '../../main/shell.ts'
import { codes, play, script, test } from './project/study.ts'
import { coderId } from './sample-project.ts'

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
  const open = await OpenProject.create(folder, { title: 'Study', codes })
  for (const step of script.slice(0, 6)) await play(open, step)
  await open.close()
  return open
}

test('a project that somebody has open is asked about: read only, taken over, or left', async ({
  folder,
}) => {
  const place = join(folder, 'study')
  await study(place)
  const holder = await OpenProject.open(place)
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
  await projects.adopt(await OpenProject.open(place, { disk }))
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
  const again = await OpenProject.open(elsewhere)
  expect([...again.project.coders.values()].map(({ name }) => name)).toEqual(['Ana', 'Ben', 'Cem', 'Dora'])
  expect(coderId(again.project, 'Ana')).toBe(ana)
  await again.close()
  // The session before, that which could not be written, and this one.
  expect(await readdir(join(elsewhere, 'history'))).toHaveLength(3)
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
