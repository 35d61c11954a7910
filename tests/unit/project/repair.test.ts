import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Project } from '../../../core/model.ts'
import { backUp } from '../../../main/project/backup.ts'
import { check } from '../../../main/project/check.ts'
import { type Disk, disk } from '../../../main/project/disk.ts'
import { readProject } from '../../../main/project/read-project.ts'
import { repair } from '../../../main/project/repair.ts'
import { restore } from '../../../main/project/restore.ts'
import { hashes } from '../cli/run-cli.ts'
import { edit, study } from './damaged-study.ts'
import { test } from './study.ts'

const projectIn = async (folder: string): Promise<Project> => (await readProject(disk, folder)).project
const said = (done: readonly { file: string; what: string }[]) =>
  done.map(({ file, what }) => `${file}: ${what}`)

/** Mends what `check` said could be mended, and only that. */
async function mended(folder: string) {
  const { problems } = await check(folder)
  expect(problems.length).toBeGreaterThan(0)
  expect(problems.filter(({ repairable }) => !repairable)).toEqual([])
  const repaired = await repair(folder)
  expect(repaired.found).toMatchObject({ ok: true, problems: [] })
  expect(repaired.backup).toMatch(/-repair$/)
  return repaired
}

test('a project that is well is not touched, and gets no backup', async ({ folder }) => {
  await study(folder)
  const before = hashes(folder)
  expect(await repair(folder)).toMatchObject({ done: [], backup: null, setAside: null, found: { ok: true } })
  expect(hashes(folder)).toEqual(before)
})

test('a segment whose offsets are wrong is put back on its words', async ({ folder }) => {
  const { ben, project } = await study(folder)
  await edit(folder, ben, (content) => content.replace('"start":4,"end":12', '"start":7,"end":15'))
  const { done, setAside } = await mended(folder)
  expect(said(done)).toEqual([
    expect.stringMatching(
      /^codings\/ben.*: segment \w+ is at 4 to 12, where its words stand, not at 7 to 15$/,
    ),
  ])
  expect(setAside).toBeNull()
  expect(await projectIn(folder)).toEqual(project)
})

test('a quote that was changed is the text’s again where everything around it is as it was', async ({
  folder,
}) => {
  const { ana, project } = await study(folder)
  await edit(folder, ana, (content) => content.replace('"quote":"two were hurt"', '"quote":"ten were hurt"'))
  const { done } = await mended(folder)
  expect(said(done)[0]).toContain('says “two were hurt” again')
  expect(await projectIn(folder)).toEqual(project)
})

test('a segment whose words stand in two places is not guessed at: it is set aside, and the others stay', async ({
  folder,
}) => {
  const { ana } = await study(folder)
  await edit(folder, ana, (content) =>
    content.replace(
      /"start":\d+,"end":\d+,"quote":"two were hurt","prefix":"[^"]*","suffix":"[^"]*"/,
      '"start":0,"end":3,"quote":"he","prefix":"","suffix":""',
    ),
  )
  const damaged = await readFile(join(folder, ana), 'utf8')
  const { done, setAside } = await mended(folder)
  expect(said(done)[0]).toMatch(/segment \w+ “he”: its words stand in \d places; it was set aside$/)
  expect(await readFile(join(folder, setAside!, ana), 'utf8')).toBe(damaged)
  expect((await check(folder)).segments).toBe(2)
})

test('codings that count in another text are found again in the frozen one', async ({ folder }) => {
  const { ana, project } = await study(folder)
  await edit(folder, ana, (content) =>
    content
      .replace(/"textSha256": "[0-9a-f]{4}/, '"textSha256": "0000')
      .replace(/"start":\d+,"end":\d+,"quote":"two/, '"start":25,"end":38,"quote":"two'),
  )
  const { done } = await mended(folder)
  expect(said(done).at(-1)).toContain('it counts in the frozen text again')
  expect(await projectIn(folder)).toEqual(project)
})

test('of a codings file that was cut off the whole segments stay', async ({ folder }) => {
  const { ana } = await study(folder)
  await edit(folder, ana, (content) => content.slice(0, content.lastIndexOf('"memo"')))
  const { setAside } = await mended(folder)
  expect((await check(folder)).segments).toBe(2)
  expect(await readdir(join(folder, setAside!))).toEqual(['codings'])
})

test('one segment that is none is set aside, and the others stay', async ({ folder }) => {
  const { ana } = await study(folder)
  await edit(folder, ana, (content) => content.replace('"end":12', '"end":"twelve"'))
  const { done } = await mended(folder)
  expect(said(done)).toEqual([`${ana}: record 1 can’t be read as a segment; it was set aside`])
  expect((await check(folder)).segments).toBe(2)
})

test('a codings file of which nothing can be told is kept as it is and named', async ({ folder }) => {
  const { ana } = await study(folder)
  await writeFile(join(folder, ana), 'nothing of it is left')
  expect((await check(folder)).problems).toEqual([
    { file: ana, what: expect.stringContaining('this is not JSON'), repairable: false },
  ])
  const before = hashes(folder)
  const { backup, found } = await repair(folder)
  expect(backup).toBeNull()
  expect(found).toMatchObject({ ok: false, problems: [{ file: ana }] })
  expect(hashes(folder)).toEqual(before)
})

test('a coder who is missing in project.json is there again by the name the history knows', async ({
  folder,
}) => {
  const { ben, project } = await study(folder)
  await edit(folder, 'project.json', (content) => content.replace(/,\n\{"id":"ben-[^\n]*\n/, '\n'))
  expect((await check(folder)).problems).toMatchObject([{ file: ben, repairable: true }])
  const { done } = await mended(folder)
  expect(said(done)).toEqual(['project.json: the coder Ben is in it again, whose codings are there'])
  expect(await projectIn(folder)).toEqual(project)
})

test('where no history is left, a missing coder goes by their id', async ({ folder }) => {
  await study(folder)
  await edit(folder, 'project.json', (content) => content.replace(/,\n\{"id":"ben-[^\n]*\n/, '\n'))
  await rm(join(folder, 'history'), { recursive: true })
  expect(said((await mended(folder)).done)[0]).toMatch(/the coder ben-\w+ is in it again/)
})

test('a code that segments have and the codebook lost is in it again', async ({ folder }) => {
  const { project } = await study(folder)
  await edit(folder, 'codebook.json', (content) => content.replace(/,\n\{"id":"casualty-[^\n]*\n/, '\n'))
  expect(said((await mended(folder)).done)[0]).toBe(
    'codebook.json: the code casualty is in it again, which segments have',
  )
  expect((await projectIn(folder)).codes).toEqual(project.codes)
})

test('a codebook that can’t be read or is gone is made again out of the history', async ({ folder }) => {
  const { project } = await study(folder)
  await edit(folder, 'codebook.json', (content) => content.slice(0, 40))
  const { setAside } = await mended(folder)
  expect(await readdir(join(folder, setAside!))).toEqual(['codebook.json'])
  expect(await projectIn(folder)).toEqual(project)
  await rm(join(folder, 'codebook.json'))
  await mended(folder)
  expect(await projectIn(folder)).toEqual(project)
})

test('a project.json that can’t be read or is gone is made again out of the history', async ({ folder }) => {
  const { project } = await study(folder)
  await writeFile(join(folder, 'project.json'), '')
  await mended(folder)
  expect(await projectIn(folder)).toEqual(project)
  await rm(join(folder, 'project.json'))
  expect((await repair(folder)).found.ok).toBe(true)
  expect(await projectIn(folder)).toEqual(project)
})

test('a text without its document gets it again out of the history, and its codings with it', async ({
  folder,
}) => {
  const { document, project } = await study(folder)
  await rm(join(folder, document))
  expect(said((await mended(folder)).done)).toEqual([`${document}: was made again out of the history`])
  expect(await projectIn(folder)).toEqual(project)
})

test('a text that was changed or is gone comes from a backup, by its hash', async ({ folder }) => {
  const { text, project } = await study(folder)
  await edit(folder, text, (content) => content.replace('two were', 'ten were'))
  expect((await check(folder)).problems.map(({ repairable }) => repairable)).toEqual([false, false, false])
  await edit(folder, text, (content) => content.replace('ten were', 'two were'))
  await backUp(disk, folder, 'merge', () => '2026-01-01T00:00:00.000Z')
  await edit(folder, text, (content) => content.replace('two were', 'ten were'))
  expect(said((await mended(folder)).done)[0]).toContain(
    'was taken from the backup 2026-01-01-000000-01-merge',
  )
  expect(await projectIn(folder)).toEqual(project)
  await rm(join(folder, text))
  await mended(folder)
  expect(await projectIn(folder)).toEqual(project)
})

test('a version of the codebook comes from a backup, by its hash', async ({ folder }) => {
  const { project } = await study(folder)
  await backUp(disk, folder, 'merge', () => '2026-01-01T00:00:00.000Z')
  const [version] = await readdir(join(folder, 'versions'))
  await edit(folder, `versions/${version}`, (content) => content.replace('"name":"actor"', '"name":"agent"'))
  await mended(folder)
  expect(await projectIn(folder)).toEqual(project)
})

test('a line of the history that was cut off goes, and the lines before it stay', async ({ folder }) => {
  await study(folder)
  const [log] = await readdir(join(folder, 'history'))
  const whole = await readFile(join(folder, 'history', log!), 'utf8')
  await writeFile(join(folder, 'history', log!), `${whole}{"format":"intercoder/2","at":"2026`)
  const { problems } = await check(folder)
  expect(problems).toEqual([
    {
      file: `history/${log}`,
      what: 'line 8: the line was cut off when it was written',
      repairable: true,
    },
  ])
  const { setAside } = await mended(folder)
  expect(await readFile(join(folder, 'history', log!), 'utf8')).toBe(whole)
  expect(await readdir(join(folder, setAside!, 'history'))).toEqual([log])
})

test('a journal that can’t be read is set aside, and the project opens', async ({ folder }) => {
  const { project } = await study(folder)
  await writeFile(join(folder, 'journal.json'), '{"format": "intercoder/2", "wri')
  await mended(folder)
  expect(await projectIn(folder)).toEqual(project)
})

test('what a crash left is finished and cleared away', async ({ folder }) => {
  const { ben } = await study(folder)
  const content = await readFile(join(folder, ben), 'utf8')
  const log = { file: 'history/crashed.jsonl', at: 0, lines: '' }
  const writes = [{ file: ben, content: content.replace('"done": false', '"done": true') }]
  await writeFile(join(folder, 'journal.json'), JSON.stringify({ format: 'intercoder/2', writes, log }))
  await writeFile(join(folder, 'texts', '.half.tmp'), '{')
  const { done, found } = await repair(folder)
  expect(said(done)).toEqual([
    'journal.json: what a crash left half written was finished',
    'texts/.half.tmp: a crash left it half written, and it was removed',
  ])
  expect(found.ok).toBe(true)
  expect(await readFile(join(folder, ben), 'utf8')).toContain('"done": true')
})

test('a file of a newer program is never mended', async ({ folder }) => {
  const { ana } = await study(folder)
  for (const file of ['project.json', 'codebook.json', ana]) {
    await edit(folder, file, (content) => content.replace('intercoder/2', 'intercoder/9'))
  }
  const before = hashes(folder)
  expect((await repair(folder)).found.problems[0]).toMatchObject({ repairable: false })
  expect(hashes(folder)).toEqual(before)
})

test('where there can be no backup, nothing is mended', async ({ folder }) => {
  const { ben } = await study(folder)
  await edit(folder, ben, (content) => content.replace('"start":4,"end":12', '"start":7,"end":15'))
  const full: Disk = {
    ...disk,
    writeNew: async (path, content) => {
      if (path.endsWith('lock.json')) return disk.writeNew(path, content)
      throw Object.assign(new Error('full'), { code: 'ENOSPC' })
    },
  }
  const before = hashes(folder)
  await expect(repair(folder, { disk: full })).rejects.toThrow(
    'no backup could be made before the repair, so it was left: the disk is full',
  )
  expect(hashes(folder)).toEqual(before)
})

test('a backup is restored whole, history too, and what was before is a backup itself', async ({
  folder,
}) => {
  const { ben, project } = await study(folder)
  const then = await backUp(disk, folder, 'merge', () => '2026-01-01T00:00:00.000Z')
  await rm(join(folder, ben))
  await edit(folder, 'codebook.json', (content) => content.replace('"name":"actor"', '"name":"agent"'))
  await cp(join(folder, ben.replace(/\/[^/]*$/, '/')), join(folder, 'codings', 'other'), { recursive: true })
  await writeFile(join(folder, 'history', 'later.jsonl'), '')
  const now = await projectIn(folder)
  const restored = await restore(folder, then)
  expect(restored).toMatchObject({ written: ['codebook.json', ben].sort(), removed: ['history/later.jsonl'] })
  expect(restored.found.ok).toBe(true)
  expect(await projectIn(folder)).toEqual(project)
  await restore(folder, restored.before)
  expect(await projectIn(folder)).toEqual(now)
  await expect(restore(folder, 'yesterday')).rejects.toThrow('there is no backup “yesterday”')
})

test('a file that is no text is restored byte by byte', async ({ folder }) => {
  const { ben, ana } = await study(folder)
  const bytes = Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28, 0x0d, 0x0a])
  await writeFile(join(folder, ben), bytes)
  const then = await backUp(disk, folder, 'merge', () => '2026-01-01T00:00:00.000Z')
  const other = Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x29])
  await writeFile(join(folder, ben), other)
  const { before, written } = await restore(folder, then)
  expect(written).toEqual([ben])
  expect(await readFile(join(folder, ben))).toEqual(bytes)
  await restore(folder, before)
  expect(await readFile(join(folder, ben))).toEqual(other)
  expect((await readFile(join(folder, ana), 'utf8')).startsWith('{')).toBe(true)
})

test('a restoring that the disk refuses at any step leaves one state or the other, whole', async ({
  folder,
}) => {
  const whole = join(folder, 'whole')
  const { project } = await study(whole)
  const then = await backUp(disk, whole, 'merge', () => '2026-01-01T00:00:00.000Z')
  await edit(whole, 'codebook.json', (content) => content.replace('"name":"actor"', '"name":"agent"'))
  await rename(join(whole, 'project.json'), join(whole, 'project.old'))
  await writeFile(
    join(whole, 'project.json'),
    (await readFile(join(whole, 'project.old'), 'utf8')).replace('Study', 'Other'),
  )
  await rm(join(whole, 'project.old'))
  const now = await projectIn(whole)
  let refused = 0
  for (let after = 0; ; after++) {
    const root = join(folder, `copy-${after}`)
    await cp(whole, root, { recursive: true })
    let steps = 0
    const step = () => {
      if (steps++ >= after) throw Object.assign(new Error('fault'), { code: 'EIO' })
    }
    const failing: Disk = {
      ...disk,
      async writeNew(path, content) {
        step()
        await disk.writeNew(path, content)
      },
      async rename(from, to) {
        step()
        await disk.rename(from, to)
      },
      async remove(path) {
        step()
        await disk.remove(path)
      },
    }
    const done = await restore(root, then, { disk: failing }).then(
      () => true,
      () => false,
    )
    expect(await check(root)).toMatchObject({ problems: [] })
    expect(done ? [project] : [project, now]).toContainEqual(await projectIn(root))
    if (done) break
    refused++
  }
  expect(refused).toBeGreaterThan(10)
})
