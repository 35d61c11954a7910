import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { AttributeId } from '../../../core/model.ts'
import { check } from '../../../main/project/check.ts'
import { createProject, openProject } from '../../../main/project/opening.ts'
import { coderId, counting, hospitalText, newDocument, onlyDocument } from '../sample-project.ts'
import { codes, play, script, spanOf, test } from './study.ts'

test('a project that is closed and opened again is the same', async ({ folder }) => {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  for (const step of script.slice(0, 9)) await play(open, step)
  const before = open.project
  await open.close()
  const again = await openProject(folder)
  expect(await again.load()).toEqual(before)
  expect(again.problems).toEqual([])
  await again.close()
  expect(await check(folder)).toEqual({ ok: true, problems: [], documents: 3, segments: 1 })
})

test('undo and redo reach the disk like any other change', async ({ folder }) => {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  const first = open.project
  for (const step of script) await play(open, step)
  const last = open.project
  while ((await open.undo(null)) !== null);
  await open.settled()
  expect(open.project).toEqual(first)
  expect((await readdir(folder)).sort()).toContain('codebook.json')
  while ((await open.redo(null)) !== null);
  await open.close()
  const again = await openProject(folder)
  expect(await again.load()).toEqual(last)
  await again.close()
})

test('files hold a record a line and end with a line feed', async ({ folder }) => {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  for (const step of script.slice(0, 5)) await play(open, step)
  const ana = coderId(open.project, 'Ana')
  const file = await readFile(join(folder, 'codings', ana, `${onlyDocument(open.project)}.json`), 'utf8')
  await open.close()
  expect(file.split('\n').filter((line) => line.startsWith('{"id":'))).toHaveLength(2)
  expect(file.endsWith(']\n}\n')).toBe(true)
})

test('coding one span writes that coder’s file of that document and nothing else', async ({ folder }) => {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  for (const step of script.slice(0, 6)) await play(open, step)
  const before = await contents(folder)
  await open.dispatch({ type: 'applyCode', ...spanOf(open, 'denied', 'state') }, coderId(open.project, 'Ben'))
  const after = await contents(folder)
  await open.close()
  const different = Object.keys(after)
    .filter((name) => after[name] !== before[name])
    .sort()
  expect(different).toEqual([
    `codings/${coderId(open.project, 'Ben')}/${onlyDocument(open.project)}.json`,
    expect.stringMatching(/^history\/.*\.jsonl$/),
  ])
})

test('a second program is told who has the project open', async ({ folder }) => {
  const open = await createProject(folder, { title: 'Study', codes })
  await expect(openProject(folder)).rejects.toThrow(
    /has had the project open on this computer \(process \d+\) for less than a minute; close it there first/,
  )
  await open.close()
  await (await openProject(folder)).close()
})

test('the lock of a program that is gone is taken over', async ({ folder }) => {
  await (await createProject(folder, { title: 'Study', codes })).close()
  const gone = {
    owner: 'ana',
    host: hostname(),
    process: 999_999_99,
    started: null,
    since: '2026-01-01T00:00:00Z',
    session: 'x',
  }
  await writeFile(join(folder, 'lock.json'), JSON.stringify(gone))
  await (await openProject(folder)).close()
  expect(await readdir(folder)).not.toContain('lock.json')
})

test('a folder that is not empty does not become a project', async ({ folder }) => {
  await writeFile(join(folder, 'thesis.doc'), 'x')
  await expect(createProject(folder, { title: 'Study', codes })).rejects.toThrow(/not empty/)
  expect(await readdir(folder)).toEqual(['thesis.doc'])
})

test('a folder that is no project is refused and left as it is', async ({ folder }) => {
  await mkdir(join(folder, 'inside'))
  await expect(openProject(folder)).rejects.toThrow(/there is no project.json/)
  expect(await readdir(folder)).toEqual(['inside'])
})

test('a document is not imported twice', async ({ folder }) => {
  const open = await createProject(folder, { title: 'Study', codes })
  await open.dispatch({ type: 'addDocuments', documents: [newDocument('One', hospitalText)] }, null)
  const again = open.dispatch({ type: 'addDocuments', documents: [newDocument('Two', hospitalText)] }, null)
  await expect(again).rejects.toThrow('Two has the same text as One, which is in the project.')
  await open.close()
})

/** Every file of the folder but the lock, by its path. */
async function contents(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'lock.json')
  const named = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name)
    return [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const
  })
  return Object.fromEntries(await Promise.all(named))
}

test('what could not be read back is refused and nothing of it is written, whatever command brings it', async ({
  folder,
}) => {
  const open = await createProject(folder, { title: 'Study', codes }, counting())
  for (const step of script.slice(0, 3)) await play(open, step)
  const before = open.project
  for (const value of [Number.POSITIVE_INFINITY, 'half a pair \ud83d']) {
    const row = {
      line: 2,
      document: 'Report',
      coder: 'Ana',
      code: 'actor',
      start: 0,
      end: 3,
      quote: 'The',
      memo: '',
    }
    const rows = [{ ...row, attributes: { ['kind-1' as AttributeId]: value } }]
    await expect(open.perform({ type: 'addCodings', rows }, null)).rejects.toThrow(
      /“import 1 codings” was not done: segments.added.0.attributes/,
    )
  }
  expect(open.project.segments).toEqual(before.segments)
  await open.close()
  expect((await check(folder)).problems).toEqual([])
})
