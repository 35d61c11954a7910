import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { random } from '../../../core/random.ts'
import { Refusal } from '../../../core/refusal.ts'
import { check } from '../../../main/project/check.ts'
import { OpenProject } from '../../../main/project/open-project.ts'
import { cases } from '../../campaign.ts'
import { counting } from '../sample-project.ts'
import { codes, play, script, test } from './study.ts'

/** Ways in which a file on a stick or in a synced folder gets damaged. */
const mutations: readonly ((bytes: Buffer, below: (n: number) => number) => Buffer)[] = [
  // A byte is another.
  (bytes, below) => {
    bytes[below(bytes.length)] = below(256)
    return bytes
  },
  // The end is missing.
  (bytes, below) => bytes.subarray(0, below(bytes.length)),
  // A stretch is zeros, as after a power cut on some file systems.
  (bytes, below) => {
    const at = below(bytes.length)
    return bytes.fill(0, at, Math.min(bytes.length, at + below(64) + 1))
  },
  // A stretch is there twice.
  (bytes, below) => {
    const at = below(bytes.length)
    const end = Math.min(bytes.length, at + below(80) + 1)
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)])
  },
  // A number is another.
  (bytes, below) => {
    const text = bytes.toString('latin1')
    const numbers = [...text.matchAll(/\d+/g)]
    const found = numbers[below(numbers.length)]
    if (found === undefined) return bytes
    const other = String([0, -1, 2 ** 31, 2 ** 53, 1e9, 7][below(6)])
    return Buffer.from(
      text.slice(0, found.index) + other + text.slice(found.index + found[0].length),
      'latin1',
    )
  },
  // A value is of another kind.
  (bytes, below) => {
    const text = bytes.toString('latin1')
    const strings = [...text.matchAll(/:\s?("(?:[^"\\]|\\.)*"|\d+|true|false|null)/g)]
    const found = strings[below(strings.length)]
    if (found === undefined) return bytes
    const other = [':null', ':[]', ':{}', ':"__proto__"', ':true', ':"../../x"'][below(6)]!
    return Buffer.from(
      text.slice(0, found.index) + other + text.slice(found.index + found[0].length),
      'latin1',
    )
  },
]

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

async function contents(files: readonly string[]): Promise<Buffer[]> {
  return Promise.all(files.map((file) => readFile(file)))
}

test('whatever happens to a file of a project, it opens with the damage named or is refused in a sentence, and nothing is written', async ({
  folder,
}) => {
  test.setTimeout(5_400_000)
  const open = await OpenProject.create(folder, { title: 'Study', codes }, counting())
  for (const step of script.slice(0, 7)) await play(open, step)
  await open.close()
  const files = await filesOf(folder)
  const whole = await contents(files)
  const { below } = random(7)
  const found = { named: 0, refused: 0, harmless: 0 }
  const count = cases(600, 10_000)
  for (let n = 0; n < count; n++) {
    const at = below(files.length)
    const damaged = mutations[below(mutations.length)]!(Buffer.from(whole[at]!), below)
    await writeFile(files[at]!, damaged)
    try {
      const { ok, problems } = await check(folder)
      expect(ok).toBe(problems.length === 0)
      for (const { file, what } of problems)
        expect(`${file}: ${what}`).not.toMatch(/undefined|\[object|\n\s+at /)
      const again = await OpenProject.open(folder)
      try {
        await again.load()
        if (again.problems.length > 0) found.named++
        else found.harmless++
      } finally {
        await again.close()
      }
    } catch (error) {
      if (!(error instanceof Refusal))
        throw new Error(`case ${n}, ${files[at]}: ${String(error)}`, { cause: error })
      found.refused++
    }
    const after = await contents(files)
    expect(after[at]!.equals(damaged), `case ${n} wrote ${files[at]}`).toBe(true)
    await writeFile(files[at]!, whole[at]!)
  }
  expect(await filesOf(folder)).toEqual(files)
  expect((await contents(files)).every((bytes, i) => bytes.equals(whole[i]!))).toBe(true)
  console.log(
    `${count} damaged files: ${found.named} named, ${found.refused} refused, ${found.harmless} harmless`,
  )
  expect(found.named).toBeGreaterThan(count / 5)
})
