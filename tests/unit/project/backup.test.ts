import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { noKnowledge } from '../../../core/merge/knowledge.ts'
import { backUp, listBackups } from '../../../main/project/backup.ts'
import { check } from '../../../main/project/check.ts'
import { type Disk, disk } from '../../../main/project/disk.ts'
import { createProject, openProject } from '../../../main/project/opening.ts'
import { readProject } from '../../../main/project/read-project.ts'
import { counting } from '../sample-project.ts'
import { codes, play, script, test } from './study.ts'

async function study(folder: string): Promise<void> {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  for (const step of script.slice(0, 6)) await play(open, step)
  await open.close()
}

const at = (time: string) => () => `${time}Z`
const names = async (folder: string) => (await listBackups(disk, folder)).map(({ name }) => name)

test('a backup holds every file of the project byte for byte, and opens', async ({ folder }) => {
  await study(folder)
  await writeFile(join(folder, 'documents', 'notes.bin'), Uint8Array.of(0xff, 0xfe, 0x80))
  const name = await backUp(disk, folder, 'repair', at('2026-01-02T03:04:05.000'))
  expect(name).toBe('2026-01-02-030405-01-repair')
  const files = async (root: string) =>
    (await readdir(root, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
      .filter((file) => !file.startsWith('/backups'))
      .sort()
  const copy = join(folder, 'backups', name)
  expect(await files(copy)).toEqual(await files(folder))
  for (const file of await files(folder)) {
    expect(await readFile(copy + file)).toEqual(await readFile(folder + file))
  }
  expect((await readProject(disk, copy)).project).toEqual((await readProject(disk, folder)).project)
})

test('backups are no part of the project: it checks and opens as before, and is not copied into the next', async ({
  folder,
}) => {
  await study(folder)
  const before = await check(folder)
  const first = await backUp(disk, folder, 'merge', at('2026-01-02T03:04:05.000'))
  expect(await check(folder)).toEqual(before)
  await (await openProject(folder)).close()
  const second = await backUp(disk, folder, 'merge', at('2026-01-02T03:04:05.999'))
  expect(await names(folder)).toEqual([second, first])
  expect(await readdir(join(folder, 'backups', second))).not.toContain('backups')
})

test('the newest five are kept, and the newest of each reason however old it is', async ({ folder }) => {
  await study(folder)
  await backUp(disk, folder, 'migration', at('2025-01-01T00:00:00.000'))
  for (let day = 1; day <= 7; day++) await backUp(disk, folder, 'merge', at(`2026-01-0${day}T00:00:00.000`))
  expect(await names(folder)).toEqual([
    ...[7, 6, 5, 4, 3].map((day) => `2026-01-0${day}-000000-01-merge`),
    '2025-01-01-000000-01-migration',
  ])
})

test('what lies in backups and is none of ours is left alone', async ({ folder }) => {
  await study(folder)
  await backUp(disk, folder, 'merge', at('2026-01-01T00:00:00.000'))
  await writeFile(join(folder, 'backups', 'mine.txt'), 'mine')
  for (let day = 2; day <= 8; day++) await backUp(disk, folder, 'merge', at(`2026-01-0${day}T00:00:00.000`))
  expect(await readdir(join(folder, 'backups'))).toContain('mine.txt')
  expect(await names(folder)).toHaveLength(5)
})

/** A disk that is full after so many new files. */
function filling(after: number): Disk {
  let left = after
  return {
    ...disk,
    async writeNew(path, content) {
      if (path.endsWith('lock.json')) return disk.writeNew(path, content)
      if (left-- <= 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
      await disk.writeNew(path, content)
    },
  }
}

test('a disk that is full at any file of the backup refuses the merge, and leaves neither half a backup nor half a merge', async ({
  folder,
}) => {
  const [mine, theirs] = [join(folder, 'mine'), join(folder, 'theirs')]
  await study(mine)
  const open = await createProject(theirs, { title: 'Theirs', codes }, counting(500))
  await open.dispatch({ type: 'addCoder', name: 'Cem' }, null)
  const other = await open.load()
  await open.close()
  for (let after = 0; after < 7; after++) {
    const mine1 = await openProject(mine, { ...counting(900), disk: filling(after) })
    const before = await mine1.load()
    const merging = mine1.dispatch({ type: 'merge', other, knowledge: noKnowledge, choices: {} }, null)
    await expect(merging).rejects.toThrow(
      'no backup could be made before the merge, so it was left: the disk is full; make room, then try again',
    )
    expect(mine1.project).toEqual(before)
    await mine1.close()
    expect(await readdir(join(mine, 'backups')).catch(() => [])).toEqual([])
    expect((await check(mine)).ok).toBe(true)
  }
})

test('a merge makes a backup of the project as it was, and none where it brings nothing', async ({
  folder,
}) => {
  const [mine, theirs] = [join(folder, 'mine'), join(folder, 'theirs')]
  await study(mine)
  const before = (await readProject(disk, mine)).project
  const open = await createProject(theirs, { title: 'Theirs', codes }, counting(500))
  await open.dispatch({ type: 'addCoder', name: 'Cem' }, null)
  const other = await open.load()
  await open.close()
  const merging = await openProject(mine, counting(900))
  for (let time = 0; time < 2; time++) {
    await merging.dispatch({ type: 'merge', other, knowledge: noKnowledge, choices: {} }, null)
  }
  await merging.close()
  const [name, ...others] = await names(mine)
  expect(others).toEqual([])
  expect((await readProject(disk, join(mine, 'backups', name!))).project).toEqual(before)
})

test('a copy that can’t be read back as it was written is no backup', async ({ folder }) => {
  await study(folder)
  const lying: Disk = {
    ...disk,
    writeNew: (path, content) =>
      disk.writeNew(path, path.includes('texts') ? content.slice(0, -20) : content),
  }
  await expect(backUp(lying, folder, 'merge', at('2026-01-01T00:00:00.000'))).rejects.toThrow(
    /the copy can’t be read back/,
  )
  expect(await readdir(join(folder, 'backups'))).toEqual([])
})

test('a damaged project is backed up as it is', async ({ folder }) => {
  await study(folder)
  await rm(join(folder, 'codebook.json'))
  const name = await backUp(disk, folder, 'repair', at('2026-01-01T00:00:00.000'))
  expect(await readdir(join(folder, 'backups', name))).not.toContain('codebook.json')
})
