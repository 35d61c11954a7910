import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { check } from '../../../main/project/check.ts'
import { Held } from '../../../main/project/lock.ts'
import { createProject, openProject, openToRead } from '../../../main/project/opening.ts'
import { coderId } from '../sample-project.ts'
import { codes, play, script, spanOf, test } from './study.ts'

/** A project with two coders and a coded document, closed. */
async function study(folder: string): Promise<void> {
  const open = await createProject(folder, { title: 'Study', codes })
  for (const step of script.slice(0, 6)) await play(open, step)
  await open.close()
}

/** Leaves a lock in the folder, renewed so many seconds ago. */
async function leave(folder: string, lock: object, secondsAgo: number): Promise<void> {
  const path = join(folder, 'lock.json')
  const whole = { owner: 'ana', process: 1, started: null, session: '20260101000000-abcdef', ...lock }
  await writeFile(path, JSON.stringify(whole))
  const then = new Date(Date.now() - secondsAgo * 1000)
  await utimes(path, then, then)
}

const since = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

test('the lock of another computer holds while it is renewed, with its owner and its age, and not after', async ({
  folder,
}) => {
  await study(folder)
  await leave(folder, { host: 'desk-of-ana', since: since(190) }, 60)
  const refused = await openProject(folder).catch((error) => error)
  expect(refused).toBeInstanceOf(Held)
  expect(refused.message).toBe(
    `${folder}: ana has had the project open on desk-of-ana for 3 hours; close it there first`,
  )
  expect(refused.holder).toMatchObject({ owner: 'ana', host: 'desk-of-ana' })
  await leave(folder, { host: 'desk-of-ana', since: since(190) }, 180)
  await (await openProject(folder)).close()
})

test('a number of a process that is used again keeps no lock', async ({ folder }) => {
  await study(folder)
  // Process 1 runs on every computer, and did not start then.
  await leave(folder, { host: hostname(), since: since(1), started: '1' }, 10)
  test.skip(process.platform !== 'linux', 'only here a process tells when it started')
  await (await openProject(folder)).close()
  // Nor does our own, of a process before us.
  await leave(folder, { host: hostname(), since: since(1), process: process.pid }, 10)
  await (await openProject(folder)).close()
})

test('a lock that was cut off while it was written is taken over after a moment', async ({ folder }) => {
  await study(folder)
  await writeFile(join(folder, 'lock.json'), '{"owner":"an')
  await (await openProject(folder)).close()
  expect(await readdir(folder)).not.toContain('lock.json')
})

test('who lost the lock notices, writes nothing any more, and says so; what was written stays', async ({
  folder,
}) => {
  await study(folder)
  const first = await openProject(folder)
  const ana = coderId(first.project, 'Ana')
  const second = await openProject(folder, { takeOver: true })
  await second.dispatch({ type: 'addCoder', name: 'Cem' }, null)
  const before = await readFile(join(folder, 'project.json'), 'utf8')
  const lost = await first.dispatch({ type: 'addCoder', name: 'Dora' }, ana).catch((error) => error)
  expect(lost.message).toMatch(/took the project over, and nothing is written from here any more/)
  expect(first.saved).toMatchObject({ state: 'failed', message: expect.stringContaining('took the project') })
  await expect(first.perform({ type: 'addCoder', name: 'Eve' }, ana)).rejects.toMatchObject({
    code: 'locked',
  })
  await first.saveAgain()
  await first.close().catch(() => {})
  expect(await readFile(join(folder, 'project.json'), 'utf8')).toBe(before)
  expect(await readdir(folder)).toContain('lock.json')
  await second.close()
  expect(await check(folder)).toMatchObject({ ok: true, problems: [] })
})

test('a lock that was removed by hand is written anew, unless somebody worked in the project meanwhile', async ({
  folder,
}) => {
  await study(folder)
  const open = await openProject(folder)
  await rm(join(folder, 'lock.json'))
  await open.dispatch({ type: 'addCoder', name: 'Cem' }, null)
  expect(await readdir(folder)).toContain('lock.json')
  await rm(join(folder, 'lock.json'))
  const other = await openProject(folder)
  await other.dispatch({ type: 'addCoder', name: 'Dora' }, null)
  await other.close()
  await expect(open.dispatch({ type: 'addCoder', name: 'Eve' }, null)).rejects.toThrow(
    /somebody changed the project meanwhile/,
  )
  await open.close().catch(() => {})
  const again = await openProject(folder)
  expect([...again.project.coders.values()].map(({ name }) => name)).toEqual(['Ana', 'Ben', 'Cem', 'Dora'])
  await again.close()
})

test('several may read a project that somebody writes to, and change nothing', async ({ folder }) => {
  await study(folder)
  const writer = await openProject(folder)
  const readers = await Promise.all([1, 2].map((n) => openToRead(folder, `reader ${n}`)))
  for (const reader of readers) {
    expect(await reader.load()).toEqual(await writer.load())
    expect(reader.saved).toMatchObject({ state: 'readOnly', message: expect.stringContaining('reader') })
    await expect(reader.perform({ type: 'addCoder', name: 'Cem' }, null)).rejects.toMatchObject({
      code: 'locked',
    })
    await reader.close()
  }
  await writer.dispatch({ type: 'addCoder', name: 'Cem' }, null)
  await writer.close()
})

test('what was asked for before a project is closed is still done, and nothing after', async ({ folder }) => {
  await study(folder)
  const open = await openProject(folder)
  const before = open.perform({ type: 'addCoder', name: 'Cem' }, null)
  const closing = open.close()
  await expect(open.perform({ type: 'addCoder', name: 'Dora' }, null)).rejects.toThrow(/is closed/)
  await expect(open.undo(null)).rejects.toThrow(/is closed/)
  await before
  await closing
  expect(await readdir(folder)).not.toContain('lock.json')
  const again = await openProject(folder)
  expect([...again.project.coders.values()].map(({ name }) => name)).toEqual(['Ana', 'Ben', 'Cem'])
  await again.close()
})

test('the history says who took something back and did it again', async ({ folder }) => {
  await study(folder)
  const open = await openProject(folder)
  const ana = coderId(open.project, 'Ana')
  const ben = coderId(open.project, 'Ben')
  await open.dispatch({ type: 'applyCode', ...spanOf(open, 'denied', 'state') }, ana)
  await open.undo(ben)
  await open.redo(ana)
  await open.close()
  const logs = (await readdir(join(folder, 'history'))).map((name) => join(folder, 'history', name))
  const found = await Promise.all(logs.map((log) => readFile(log, 'utf8')))
  const lines = found
    .find((log) => log.includes('redo: '))!
    .trimEnd()
    .split('\n')
  expect(lines.map((line) => JSON.parse(line).coder)).toEqual([ana, ben, ana])
})
