import assert from 'node:assert/strict'
import { expect, test } from '@playwright/test'
import { random } from '../../../core/random.ts'
import { Refusal } from '../../../core/refusal.ts'
import { check } from '../../../main/project/check.ts'
import { diskOver } from '../../../main/project/disk.ts'
import { createProject, openProject, openToRead } from '../../../main/project/opening.ts'
import { readHistory } from '../../../main/project/read-history.ts'
import { cases } from '../../campaign.ts'
import { counting } from '../sample-project.ts'
import { MemoryFs, type Moment } from './memory-fs.ts'
import { session } from './session.ts'
import { codes } from './study.ts'

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
  // A record or a key is missing, there twice, somewhere else, or there although nobody knows it.
  structural((parent, key, below) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1)
    else delete parent[key]
    return below(2)
  }),
  structural((parent, key) => {
    if (Array.isArray(parent)) parent.push(parent[Number(key)])
    else parent[`${key}2`] = parent[key]
  }),
  structural((parent, key, below) => {
    const keys = Object.keys(parent)
    const other = keys[below(keys.length)]!
    const held = parent as Record<string, unknown>
    ;[held[key], held[other]] = [held[other], held[key]]
  }),
  structural((parent, key, below) => {
    let deep: unknown = 'x'
    for (let depth = below(2000); depth > 0; depth--) deep = [deep]
    ;(parent as Record<string, unknown>)[key] = deep
  }),
]

type Parent = Record<string, unknown> | unknown[]

/** Changes what the file says where it is JSON, at some key of some object or list in it. */
function structural(
  change: (parent: Record<string, unknown>, key: string, below: (n: number) => number) => unknown,
) {
  return (bytes: Buffer, below: (n: number) => number): Buffer => {
    const lines = bytes.toString().split('\n')
    // Of a log, one line.
    const isLog = lines[0]!.length > 1 && lines[0]!.startsWith('{')
    const at = isLog ? below(lines.length - 1) : 0
    const value: unknown = JSON.parse(isLog ? lines[at]! : bytes.toString())
    const parents: Parent[] = []
    const gather = (part: unknown) => {
      if (typeof part !== 'object' || part === null) return
      if (Object.keys(part).length > 0) parents.push(part as Parent)
      for (const child of Object.values(part)) gather(child)
    }
    gather(value)
    const parent = parents[below(parents.length)]!
    const keys = Object.keys(parent)
    change(parent as Record<string, unknown>, keys[below(keys.length)]!, below)
    if (!isLog) return Buffer.from(JSON.stringify(value))
    lines[at] = JSON.stringify(value)
    return Buffer.from(lines.join('\n'))
  }
}

const root = '/study'

/**
 * A project with every kind of file, as its program left it, and as it was when a crash interrupted a merge; that with
 * what was to be written in the journal, or beside the files.
 */
async function moments(): Promise<Moment[]> {
  const { whole, crashed } = await played(4_000_000)
  return [whole, crashed, (await played(0)).crashed]
}

async function played(mostInJournal: number): Promise<{ whole: Moment; crashed: Moment }> {
  const fs = new MemoryFs()
  const given = { ...counting(), mostInJournal, disk: diskOver(fs) }
  await (await createProject(root, { title: 'Study', codes }, given)).close()
  let crashed: Moment | undefined
  let files = 0
  fs.beforeCall = (call, path) => {
    // The largest project that there was while a journal was there; of staged files half are renamed.
    const isThere = mostInJournal > 0 ? call === 'remove' && path.endsWith('journal.json') : call === 'rename'
    const { seen } = fs.moment()
    if (isThere && seen.has(`${root}/journal.json`) && seen.size > files) {
      crashed = fs.moment()
      files = seen.size
    }
  }
  const open = await openProject(root, given)
  for (const deed of session) await deed(open)
  await open.close()
  return { whole: fs.moment(), crashed: crashed! }
}

function filesOf(moment: Moment): string[] {
  return [...moment.seen.keys()].filter((path) => moment.seen.get(path) !== 'folder')
}

function withFile(moment: Moment, path: string, bytes: Buffer): Moment {
  const seen = new Map(moment.seen).set(path, { now: bytes, kept: bytes })
  return { seen, kept: seen }
}

/** What a person is told is a sentence, and nothing of ours. */
function isSaid(text: string, about: string): void {
  assert.doesNotMatch(text, /undefined|\[object|\n\s+at |Invalid input/, about)
}

test('whatever happens to a file of a project, it opens with the damage named or is refused in a sentence, and reading writes nothing', async () => {
  test.setTimeout(5_400_000)
  const { below } = random(7)
  const whole = await moments()
  const found = { named: 0, refused: 0, harmless: 0 }
  const kinds = new Map<string, number>()
  const count = cases(1_500, 10_000)
  for (let n = 0; n < count; n++) {
    const moment = whole[[1, 2][below(6)] ?? 0]!
    const files = filesOf(moment)
    const path = files[below(files.length)]!
    const node = moment.seen.get(path) as { now: Buffer }
    const damaged = mutations[below(mutations.length)]!(Buffer.from(node.now), below)
    const about = `case ${n}, ${path}`
    const fs = new MemoryFs(withFile(moment, path, damaged))
    const disk = diskOver(fs)
    fs.beforeCall = (call) => {
      throw new Error(`${about}: reading did “${call}”`)
    }
    const kind = /[^/]+(?=\/[^/]+$)|journal|lock/.exec(
      path.replace(`${root}/`, '').replace(/^codings\/.*/, 'codings/x'),
    )
    const name = kind?.[0] ?? path.replace(`${root}/`, '')
    kinds.set(name, (kinds.get(name) ?? 0) + 1)
    try {
      const { ok, problems } = await check(root, disk)
      assert.equal(ok, problems.length === 0, about)
      for (const { file, what } of problems) isSaid(`${file}: ${what}`, about)
      const reading = await openToRead(root, 'reading', { disk })
      await reading.close()
      await readHistory(disk, root).catch((error) => assert.ok(error instanceof Refusal, about))
      fs.beforeCall = () => {}
      const open = await openProject(root, { disk })
      await open.load()
      if (open.problems.length > 0) found.named++
      else found.harmless++
      for (const { file } of open.problems)
        if (file === path.replace(`${root}/`, '')) assert.ok((await fs.readFile(path)).equals(damaged), about)
      await open.close()
    } catch (error) {
      if (!(error instanceof Refusal)) throw new Error(`${about}: ${String(error)}`, { cause: error })
      isSaid(error.message, about)
      found.refused++
    }
  }
  console.log(
    `${count} damaged files: ${found.named} named, ${found.refused} refused, ${found.harmless} harmless; ${[...kinds].map(([kind, of]) => `${of} ${kind}`).join(', ')}`,
  )
  expect(found.named).toBeGreaterThan(count / 5)
})
