import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from '@playwright/test'
import { check } from '../../../main/project/check.ts'
import { conflictCopyOf, ourConflictCopy } from '../../../main/project/conflict-copy.ts'
import { disk } from '../../../main/project/disk.ts'
import { openProject } from '../../../main/project/opening.ts'
import { readProject } from '../../../main/project/read-project.ts'
import { repair } from '../../../main/project/repair.ts'
import { hashes } from '../cli/run-cli.ts'
import { edit, study } from './damaged-study.ts'
import { test } from './study.ts'

/** What each program makes of `report-3b8d.json`. */
const copies = {
  Dropbox: [
    "report-3b8d (Ana's conflicted copy 2026-01-02).json",
    'report-3b8d (LAPTOP-7 (Ana)’s conflicted copy 2026-01-02 (1)).json',
    'report-3b8d (Selective Sync Conflicted Copy).json',
  ],
  'Nextcloud or ownCloud': ['report-3b8d (conflicted copy 2026-01-02 030405).json'],
  ownCloud: ['report-3b8d_conflict-20260102-030405.json'],
  OneDrive: ['report-3b8d-DESKTOP-4KQ1ZZ.json', 'report-3b8d-laptop.json'],
  Syncthing: [
    'report-3b8d.sync-conflict-20260102-030405-ABCDEF7.json',
    'report-3b8d.sync-conflict-20260102-030405.json',
  ],
  'Google Drive': ['report-3b8d (1).json'],
  'iCloud Drive': ['report-3b8d 2.json'],
  Intercoder: [ourConflictCopy('report-3b8d.json', '2026-01-02T03:04:05.000Z')],
}

for (const [program, names] of Object.entries(copies)) {
  test(`a conflict copy of ${program} is known by its name`, () => {
    const beside = new Set(['report-3b8d.json', 'report.json'])
    for (const name of names) {
      expect(conflictCopyOf(name, beside)).toEqual({ original: 'report-3b8d.json', program })
    }
  })

  test(`${program}: a copy of any file is told with the program and what to do, and nothing is taken from it unasked`, async ({
    folder,
  }) => {
    const { ana, text, document, project } = await study(folder)
    const copied: string[] = []
    for (const file of [ana, text, document, 'project.json', 'codebook.json']) {
      const body = file.slice(file.lastIndexOf('/') + 1, -'.json'.length)
      const copy = join(dirname(file), names[0]!.replace('report-3b8d', body))
      await copyFile(join(folder, file), join(folder, copy))
      copied.push(copy)
    }
    const { problems } = await check(folder)
    expect(problems.map(({ file }) => file).sort()).toEqual(copied.sort())
    for (const { what } of problems) {
      expect(what).toContain(`${program} keeps this copy of `)
      expect(what).toContain('; ')
    }
    const open = await openProject(folder)
    expect(open.problems).toHaveLength(copied.length)
    expect(await open.load()).toEqual(project)
    await open.close()
    // They say nothing else than the originals, so they can go.
    const { found, setAside } = await repair(folder)
    expect(found.problems).toEqual([])
    const kept = await readdir(join(folder, setAside!), { recursive: true })
    for (const copy of copied) expect(kept).toContain(copy)
    expect((await readProject(disk, folder)).project).toEqual(project)
  })
}

test('a name that only looks like another with more to it is a file of its own', () => {
  expect(conflictCopyOf('report-3b8d.json', new Set(['other.json']))).toBeUndefined()
  expect(conflictCopyOf('notes.txt', new Set())).toBeUndefined()
})

test('a copy of a small-lettered computer name is told where the files belong to a document', async ({
  folder,
}) => {
  const { ana, text, document } = await study(folder)
  for (const file of [ana, text, document]) {
    await copyFile(join(folder, file), join(folder, file.replace('.json', '-laptop.json')))
  }
  const { problems } = await check(folder)
  expect(problems).toHaveLength(2)
  for (const { what } of problems) expect(what).toMatch(/^OneDrive keeps this copy of /)
  // The text is told of once the document that it seems to belong to is out of the way.
  const { found, done } = await repair(folder)
  expect(found.ok).toBe(true)
  expect(done).toHaveLength(3)
})

const copyOf = (file: string) => file.replace('.json', ' (conflicted copy 2026-01-02 030405).json')

test('segments that are only in a conflict copy come in, and a second repair finds nothing to do', async ({
  folder,
}) => {
  const { ana, project } = await study(folder)
  await copyFile(join(folder, ana), join(folder, copyOf(ana)))
  await edit(folder, ana, (content) => content.replace(/\},\n\{"id"[^\n]*\n/, '}\n'))
  expect((await check(folder)).segments).toBe(2)
  const { done, setAside, backup } = await repair(folder)
  expect(done).toEqual([
    { file: ana, what: 'a segment of its conflict copy came in' },
    { file: copyOf(ana), what: 'was set aside, after what is only in it was taken in' },
  ])
  expect(backup).not.toBeNull()
  expect((await readProject(disk, folder)).project).toEqual(project)
  expect(await readdir(dirname(join(folder, setAside!, ana)))).toHaveLength(1)
  const before = hashes(folder)
  expect((await repair(folder)).done).toEqual([])
  expect(hashes(folder)).toEqual(before)
})

for (const later of ['copy', 'file'] as const) {
  test(`of a segment that both changed the later stays, here that of the ${later}, and the other is set aside`, async ({
    folder,
  }) => {
    const { ana } = await study(folder)
    await copyFile(join(folder, ana), join(folder, copyOf(ana)))
    const memo = (text: string, time: string) => (content: string) =>
      content.replace('"memo":""', `"memo":"${text}"`).replace(/"changed":"[^"]*"/, `"changed":"${time}"`)
    await edit(folder, ana, memo('of the file', '2026-05-05T00:00:00.000Z'))
    const time = later === 'copy' ? '2026-06-06T00:00:00.000Z' : '2026-04-04T00:00:00.000Z'
    await edit(folder, copyOf(ana), memo('of the copy', time))
    const { done, setAside } = await repair(folder)
    expect(done[0]?.what).toContain('was changed later and is kept; the other was set aside')
    expect(await readFile(join(folder, ana), 'utf8')).toContain(`"memo":"of the ${later}"`)
    const aside = join(folder, setAside!, later === 'copy' ? ana : copyOf(ana))
    expect(await readFile(aside, 'utf8')).toContain(`"memo":"of the ${later === 'copy' ? 'file' : 'copy'}"`)
  })
}

test('codings of which only the conflict copy is left come out of it', async ({ folder }) => {
  const { ana, project } = await study(folder)
  await copyFile(join(folder, ana), join(folder, copyOf(ana)))
  await rm(join(folder, ana))
  expect((await repair(folder)).found.ok).toBe(true)
  expect((await readProject(disk, folder)).project).toEqual(project)
})

test('a copy of the codebook that says something else is kept and named, for a person to choose', async ({
  folder,
}) => {
  await study(folder)
  const copy = 'codebook (1).json'
  await copyFile(join(folder, 'codebook.json'), join(folder, copy))
  await edit(folder, copy, (content) => content.replace('"name":"actor"', '"name":"agent"'))
  const { problems } = await check(folder)
  expect(problems).toMatchObject([{ file: copy, repairable: false }])
  expect((await repair(folder)).found.problems).toEqual(problems)
})

test('a damaged conflict copy is kept and named', async ({ folder }) => {
  const { ana } = await study(folder)
  await writeFile(join(folder, copyOf(ana)), 'nothing')
  expect((await repair(folder)).found.problems).toMatchObject([{ file: copyOf(ana), repairable: false }])
})
