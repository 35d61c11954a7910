import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { createHandlers } from '../../main/handlers.ts'
import { OpenProjects } from '../../main/open-projects.ts'
import { Desk } from '../../main/preferences.ts'
import { listBackups } from '../../main/project/backup.ts'
import { disk } from '../../main/project/disk.ts'
import { study } from './project/damaged-study.ts'
import { test } from './project/study.ts'

/** A window at its start, whose person answers every question so; and what they were asked. */
async function windowOn(folder: string, answer: number) {
  const asked: { message: string; detail: string }[] = []
  const shell = {
    send: () => undefined,
    chooseFolder: async () => join(folder, 'study'),
    chooseFiles: async () => [],
    chooseSaveFile: async () => undefined,
    printPdf: async () => new Uint8Array(),
    choose: async (question: { message: string; detail: string }) => {
      asked.push(question)
      return answer
    },
    userData: folder,
    seeds: '',
    version: '0',
  }
  return { ...createHandlers(shell, await Desk.open(folder), new OpenProjects()), asked }
}

for (const file of ['project.json', 'codebook.json']) {
  test(`a project whose ${file} is damaged is opened after a question that says what mending does`, async ({
    folder,
  }) => {
    const root = join(folder, 'study')
    const { project } = await study(root)
    const path = join(root, file)
    await writeFile(path, (await readFile(path, 'utf8')).slice(0, 40))
    const left = await windowOn(folder, 1)
    await expect(left.handlers.openProject()).rejects.toMatchObject({ code: 'cancelled' })
    expect((await readFile(path)).length).toBe(40)
    const { handlers, close, asked } = await windowOn(folder, 0)
    const opened = await handlers.openProject()
    expect(asked).toHaveLength(1)
    expect(asked[0]!.detail).toMatch(/A backup of everything is made first/)
    expect(asked[0]!.detail).toContain(`${file} was made again out of the history`)
    expect(opened?.project.codes?.added).toHaveLength(project.codes.size)
    expect(opened?.project.coders?.added).toHaveLength(project.coders.size)
    expect(await listBackups(disk, root)).toMatchObject([{ reason: 'repair' }])
    await close()
  })
}

test('where mending can’t help, the damage is said and nothing is asked', async ({ folder }) => {
  const root = join(folder, 'study')
  await study(root)
  await rm(join(root, 'history'), { recursive: true })
  await writeFile(join(root, 'codebook.json'), '{')
  const { handlers, asked } = await windowOn(folder, 0)
  await expect(handlers.openProject()).rejects.toThrow('codebook.json:1:')
  expect(asked).toEqual([])
})
