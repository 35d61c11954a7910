import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
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

test('a process that is killed while it imports codings leaves a project that checks, with every import whole or not there', async ({
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
  const count = cases(12, 200)
  let killed = 0
  let before = await segmentCount(study)
  for (let round = 0; round < count; round++) {
    const file = join(folder, `codings-${round}.csv`)
    await writeFile(file, codingsFile(round))
    const expected = await countAfter(study, file)
    const code = await runAndKill(['codings', study, 'import', file], 150 + below(500))
    if (code === null) killed++
    const { ok, problems, segments } = await check(study)
    expect(problems, `round ${round}`).toEqual([])
    expect(ok).toBe(true)
    expect([before, expected], `round ${round} is whole or not there`).toContain(segments)
    if (code === 0) expect(segments, `round ${round} was acknowledged`).toBe(expected)
    before = segments
  }
  console.log(`${killed} of ${count} processes killed while they were importing`)
  expect(killed).toBeGreaterThan(0)
})

async function segmentCount(study: string): Promise<number> {
  return (await check(study)).segments
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
