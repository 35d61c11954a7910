import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { apply, type Change, diffOf, isEmpty, joined, partsOf } from '../../../core/change.ts'
import { check } from '../../../main/project/check.ts'
import { type Disk, disk } from '../../../main/project/disk.ts'
import { HistoryLog } from '../../../main/project/history-log.ts'
import type { OpenProject } from '../../../main/project/open-project.ts'
import { createProject, openProject, openToRead } from '../../../main/project/opening.ts'
import { readHistory } from '../../../main/project/read-history.ts'
import { readProject } from '../../../main/project/read-project.ts'
import { repair } from '../../../main/project/repair.ts'
import { coderId, counting, newDocument, smallProject } from '../sample-project.ts'
import { codes, play, script, spanOf, test } from './study.ts'

const sentence = 'The ministry said nothing. '

/** More codings than a line of the history has. */
async function withManyCodings(folder: string): Promise<OpenProject> {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  await open.dispatch({ type: 'addDocuments', documents: [newDocument('Long', sentence.repeat(6000))] }, null)
  const rows = Array.from({ length: 6000 }, (_, i) => ({
    ...{ line: i + 2, document: 'Long', coder: 'Ana', code: 'actor', memo: '', quote: 'ministry' },
    ...{ start: i * sentence.length + 4, end: i * sentence.length + 12 },
  }))
  await open.dispatch({ type: 'addCodings', rows }, null)
  return open
}

test('a change too large for a line of the history stands in several, and is read as one', async ({
  folder,
}) => {
  const open = await withManyCodings(folder)
  const project = await open.load()
  await open.close()
  const [log] = await readdir(join(folder, 'history'))
  const lines = (await readFile(join(folder, 'history', log!), 'utf8')).split('\n').slice(0, -1)
  const entries = await readHistory(disk, folder)
  expect(lines.length).toBeGreaterThan(entries.length)
  expect(entries.map(({ label }) => label)).toEqual(['create Study', 'import Long', 'import 6000 codings'])
  expect(entries.at(-1)!.change.segments!.added).toHaveLength(6000)
  expect(Object.keys(entries.at(-1)!)).not.toContain('continues')
  const told = await new HistoryLog(disk, folder).read()
  expect(told.lines.map(({ label, owners }) => [label, owners.length])).toEqual([
    ['create Study', 0],
    ['import Long', 0],
    ['import 6000 codings', 1],
  ])
  expect(told.lines.at(-1)!.tables).toEqual(expect.arrayContaining(['coders', 'codings', 'segments']))
  expect((await check(folder)).problems).toEqual([])
  expect((await readProject(disk, folder)).project).toEqual(project)
})

test('the parts of a change have its effect in any order, and are the change when they are joined', () => {
  const project = smallProject()
  const [first, second] = [...project.codes.values()]
  const change: Change = {
    codes: diffOf({ updated: [[first!, { ...first!, memo: 'x' }]], removed: [second!] }),
    documents: diffOf({ removed: [...project.documents.values()] }),
    coders: diffOf({ removed: [...project.coders.values()] }),
  }
  const parts = [...partsOf(change, 1)]
  expect(parts).toHaveLength(5)
  expect(joined(parts)).toEqual(change)
  const whole = apply(project, change)
  expect(parts.reduce(apply, project)).toEqual(whole)
  expect(parts.toReversed().reduce(apply, project)).toEqual(whole)
  expect([...partsOf(change, 5)]).toEqual([change])
  expect([...partsOf({}, 5)].every(isEmpty)).toBe(true)
})

/** A disk that goes off as soon as the journal of a change is on it. */
function goesOffAtJournal(): Disk {
  let off = false
  return {
    ...disk,
    async rename(from, to) {
      if (off) throw Object.assign(new Error('EIO'), { code: 'EIO' })
      await disk.rename(from, to)
      off = to.endsWith('journal.json')
    },
  }
}

/** A project of which a crash left a large change with its content beside the files. */
async function crashed(folder: string) {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  for (const step of script.slice(0, 6)) await play(open, step)
  await open.close()
  const lost = await openProject(folder, {
    ...counting(500),
    disk: goesOffAtJournal(),
    mostInJournal: 0,
    later: () => () => {},
  })
  const ben = coderId(lost.project, 'Ben')
  await lost.perform({ type: 'applyCode', ...spanOf(lost, 'denied', 'actor') }, ben)
  const project = await lost.load()
  await expect(lost.settled()).rejects.toThrow(/not saved/)
  // As a process that is killed leaves it.
  await rm(join(folder, 'lock.json'))
  const journal = JSON.parse(await readFile(join(folder, 'journal.json'), 'utf8'))
  return { ben, project, journal }
}

test('whoever reads after a crash reads a large change whole, and whoever opens for writing finishes it', async ({
  folder,
}) => {
  const { ben, project, journal } = await crashed(folder)
  expect(journal.writes.map((write: object) => Object.keys(write))).toEqual([['file', 'staged', 'sha256']])
  expect((await readProject(disk, folder)).project).toEqual(project)
  expect((await check(folder)).problems).toEqual([])
  expect((await readHistory(disk, folder)).at(-1)!.label).toContain('denied')
  const read = await openToRead(folder, 'to look at it')
  expect(read.project).toEqual(project)
  const open = await openProject(folder, counting(900))
  expect(await open.load()).toEqual(project)
  // What was finished is our own, and no other program's.
  await open.dispatch({ type: 'applyCode', ...spanOf(open, 'ministry', 'actor') }, ben)
  expect(open.problems).toEqual([])
  await open.close()
  const left = await readdir(folder, { recursive: true })
  expect(left.filter((name) => /(^|\/)\.|journal|lock|conflict/.test(name))).toEqual([])
})

test('where the content of a large change was taken away, nothing of it is written, and mending leaves the rest', async ({
  folder,
}) => {
  const { journal } = await crashed(folder)
  const [{ file, staged }] = journal.writes
  const before = await readFile(join(folder, file), 'utf8')
  await rm(join(folder, file, '..', staged))
  await expect(openProject(folder)).rejects.toThrow(
    `journal.json: what ${file} is to say is not in ${staged} beside it any more; put that file back, or mend the project`,
  )
  expect(await readFile(join(folder, file), 'utf8')).toBe(before)
  expect((await check(folder)).problems).toMatchObject([{ file: 'journal.json', repairable: true }])
  expect((await repair(folder)).found).toMatchObject({ ok: true })
  expect(await readFile(join(folder, file), 'utf8')).toBe(before)
})

test('a log that somebody takes away or cuts while the project is open goes on without a gap', async ({
  folder,
}) => {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  for (const step of script.slice(0, 4)) await play(open, step)
  const [name] = await readdir(join(folder, 'history'))
  const log = join(folder, 'history', name!)
  await rm(log)
  await play(open, script[4]!)
  expect((await readHistory(disk, folder)).map(({ label }) => label)).toHaveLength(1)
  await play(open, script[5]!)
  await truncate(log, (await readFile(log)).indexOf('\n') + 1)
  await play(open, script[6]!)
  await open.close()
  expect(await readFile(log, 'utf8')).not.toContain('\0')
  expect(await readHistory(disk, folder)).toHaveLength(2)
  expect((await check(folder)).problems).toEqual([])
})

test('a log that is shorter than a journal says is not filled up with nothing', async ({ folder }) => {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  await open.close()
  const [name] = await readdir(join(folder, 'history'))
  const lines = await readFile(join(folder, 'history', name!), 'utf8')
  const log = { file: 'history/lost.jsonl', at: 5000, lines }
  const journal = JSON.stringify({ format: 'intercoder/2', writes: [], log })
  // Twice, as after a crash while it was being finished.
  for (let n = 0; n < 2; n++) {
    await writeFile(join(folder, 'journal.json'), journal)
    await (await openProject(folder)).close()
    expect(await readFile(join(folder, 'history', 'lost.jsonl'), 'utf8')).toBe(lines)
  }
})
