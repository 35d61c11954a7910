import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { expect } from '@playwright/test'
import { random } from '../../../core/random.ts'
import { run } from '../../../main/cli.ts'
import { check } from '../../../main/project/check.ts'
import { disk } from '../../../main/project/disk.ts'
import { readProject } from '../../../main/project/read-project.ts'
import { cases } from '../../campaign.ts'
import { test } from './study.ts'

const program = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url))

const quiet = (cwd: string) => ({ out: () => {}, err: () => {}, cwd })

/** Codings of five coders over the two documents, at places that no other file names. */
function codingsFile(round: number): string {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const start = (round * 7 + i * 3) % 400
    return ['one.txt', 'two.txt'].map(
      (name) => `${name},coder ${i % 5},actor,${start},${start + 5},${text.slice(start, start + 5)}`,
    )
  })
  return ['document,coder,code,start,end,quote', ...rows.flat()].join('\n')
}

const text = 'abcdefghij'.repeat(50)

/** What there is in the project, counted. */
interface Counted {
  readonly documents: number
  readonly codes: number
  readonly segments: number
}

/** What one process is told to do in this round, and what there is once it has done it. */
async function task(
  study: string,
  round: number,
  before: Counted,
): Promise<{ args: string[]; after: Counted }> {
  const folder = dirname(study)
  if (round % 4 === 1) {
    const file = join(folder, `document-${round}.txt`)
    await writeFile(file, `Document ${round}. ${text}`)
    return { args: ['import', study, file], after: { ...before, documents: before.documents + 1 } }
  }
  if (round % 4 === 3) {
    const file = join(folder, `codebook-${round}.csv`)
    await writeFile(file, `path,name\ncode ${round},code ${round}\n`)
    return { args: ['codebook', study, 'import', file], after: { ...before, codes: before.codes + 1 } }
  }
  const file = join(folder, `codings-${round}.csv`)
  await writeFile(file, codingsFile(round))
  const after = { ...before, segments: await countAfter(study, file) }
  return { args: ['codings', study, 'import', file], after }
}

test('a process that is killed while it imports codings, documents and codes leaves a project that checks, with everything whole or not there', async ({
  folder,
}) => {
  test.setTimeout(5_400_000)
  expect(existsSync(program), 'the program is built').toBe(true)
  await writeFile(join(folder, 'one.txt'), text)
  await writeFile(join(folder, 'two.txt'), `${text}.`)
  expect(await run(['create', 'study', '--name', 'Study'], quiet(folder))).toBe(0)
  expect(await run(['import', 'study', 'one.txt', 'two.txt'], quiet(folder))).toBe(0)
  const study = join(folder, 'study')
  const { below } = random(3)
  const count = cases(6, 100)
  const ends = { killed: 0, whole: 0, locked: 0 }
  let before = await countIn(study)
  // How long a process lives that nobody kills, so that it is killed while it works however slow the computer is.
  let life = 1000
  let round = 0
  // Some are done before they are killed.
  for (; ends.killed < count && round < 3 * count; round++) {
    const { args, after } = await task(study, round, before)
    const began = Date.now()
    const code = await runAndKill(args, Math.round(life / 3) + below(life))
    if (code === 0) life = Math.max(150, Math.round((life + Date.now() - began) / 2))
    const { ok, problems } = await check(study)
    expect(problems, `round ${round}`).toEqual([])
    expect(ok).toBe(true)
    const found = await countIn(study)
    expect([before, after], `round ${round} is whole or not there`).toContainEqual(found)
    if (code === 0) expect(found, `round ${round} was acknowledged`).toEqual(after)
    else expect(code, `round ${round} refused nothing`).toBe(null)
    if (code === null) {
      ends.killed++
      if (isDeepStrictEqual(found, after)) ends.whole++
      if (existsSync(join(study, 'lock.json'))) ends.locked++
    }
    before = found
  }
  console.log(
    `${ends.killed} of ${round} processes killed at work: ${ends.locked} held the lock, ${ends.whole} had their change whole on disk`,
  )
  expect(ends.killed).toBe(count)
})

async function countIn(study: string): Promise<Counted> {
  const { project } = await readProject(disk, study)
  const segments = [...project.segments.values()].reduce((sum, table) => sum + table.size, 0)
  return { documents: project.documents.size, codes: project.codes.size, segments }
}

/** How many segments there are once the rows of the file are in. */
async function countAfter(study: string, file: string): Promise<number> {
  const { project } = await readProject(disk, study)
  const names = new Map([...project.coders.values()].map(({ id, name }) => [id, name]))
  const known = new Set(
    [...project.segments.values()].flatMap((table) =>
      [...table.values()].map(
        ({ document, coder, start }) =>
          `${project.documents.get(document)!.source.name},${names.get(coder)},${start}`,
      ),
    ),
  )
  for (const line of (await readFile(file, 'utf8')).split('\n').slice(1)) {
    const [document, coder, , start] = line.split(',')
    known.add(`${document},${coder},${start}`)
  }
  return known.size
}

/** The program's exit code, or null where it was killed first. */
function runAndKill(args: readonly string[], after: number): Promise<number | null> {
  const child = fork(program, args, { stdio: 'ignore' })
  const timer = setTimeout(() => child.kill('SIGKILL'), after)
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      clearTimeout(timer)
      resolve(code)
    })
  })
}
