import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from '@playwright/test'
import { random } from '../../../core/random.ts'
import { check } from '../../../main/project/check.ts'
import { disk } from '../../../main/project/disk.ts'
import { createProject } from '../../../main/project/opening.ts'
import { readHistory } from '../../../main/project/read-history.ts'
import { readProject } from '../../../main/project/read-project.ts'
import { cases } from '../../campaign.ts'
import { newDocument } from '../sample-project.ts'
import { asWritten } from './as-written.ts'
import type { Told } from './editing.ts'
import { codes, test } from './study.ts'

const program = fileURLToPath(new URL('./editing.ts', import.meta.url))
const hook = new URL('../../stand-in/hook.mjs', import.meta.url).href

test('a process that is killed while it codes, changes, deletes and undoes leaves every deed that it acknowledged, and no half of another', async ({
  folder,
}) => {
  test.setTimeout(5_400_000)
  const study = join(folder, 'study')
  const open = await createProject(study, { title: 'Study', codes })
  for (const name of ['Ana', 'Ben']) await open.dispatch({ type: 'addCoder', name }, null)
  const documents = ['One', 'Two', 'Three'].map((name) => newDocument(name, `${name}. `.repeat(200)))
  await open.dispatch({ type: 'addDocuments', documents }, null)
  await open.close()
  const { below } = random(5)
  const count = cases(8, 100)
  // How long a process lives at most; longer on a computer so slow that it was not at work yet.
  let life = 900
  const seen = { opening: 0, locked: 0, journal: 0, acknowledged: 0, ahead: 0 }
  for (let round = 0; round < count; round++) {
    const log = join(folder, 'told.jsonl')
    await rm(log, { force: true })
    const before = (await readHistory(disk, study)).length
    expect(await runAndKill([study, String(round), log], below(life)), `round ${round} was killed`).toBe(
      'SIGKILL',
    )
    const told = existsSync(log) ? linesOf(await readFile(log, 'utf8')) : []
    const states = told.flatMap((line) => ('after' in line ? [line.after] : []))
    const saved = Math.max(0, ...told.map((line) => ('saved' in line ? line.saved : 0)))
    if (existsSync(join(study, 'lock.json'))) seen.locked++
    if (existsSync(join(study, 'journal.json'))) seen.journal++

    const { problems, ok } = await check(study)
    expect(problems, `round ${round}`).toEqual([])
    expect(ok).toBe(true)
    // A line of history a deed: it says how many of them are there.
    const done = (await readHistory(disk, study)).length - before
    expect(done, `round ${round}: what was acknowledged is there`).toBeGreaterThanOrEqual(saved)
    if (states.length === 0) {
      expect(done).toBe(0)
      seen.opening++
      life = Math.round(life * 1.5)
    } else expect(asWritten((await readProject(disk, study)).project), `round ${round}`).toBe(states[done])
    seen.acknowledged += saved
    seen.ahead += done - saved
  }
  console.log(
    `${count} processes killed: ${seen.opening} while opening, ${seen.locked} held the lock, ${seen.journal} were writing; ${seen.acknowledged} deeds acknowledged and all there, ${seen.ahead} more there, whole`,
  )
  expect(seen.acknowledged).toBeGreaterThan(0)
})

/** The last line is cut off where the process was killed in the middle of it. */
function linesOf(log: string): Told[] {
  return log
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

/** Kills the process so many milliseconds after it begins to open the project; what ended it. */
function runAndKill(args: readonly string[], after: number): Promise<NodeJS.Signals | number | null> {
  const child = fork(program, args, { execArgv: ['--import', hook] })
  child.once('message', () => setTimeout(() => child.kill('SIGKILL'), after))
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)))
}
