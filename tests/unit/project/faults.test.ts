// Many thousand times: without the steps that the runner's expect writes down.
import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from '@playwright/test'
import type { Project } from '../../../core/model.ts'
import { random } from '../../../core/random.ts'
import { Refusal } from '../../../core/refusal.ts'
import { check } from '../../../main/project/check.ts'
import { diskOver } from '../../../main/project/disk.ts'
import { createProject, openProject } from '../../../main/project/opening.ts'
import { readHistory } from '../../../main/project/read-history.ts'
import { cases } from '../../campaign.ts'
import { counting } from '../sample-project.ts'
import {
  afterPowerCut,
  bytesAtRisk,
  fingerprint,
  type Luck,
  MemoryFs,
  type Moment,
  systemError,
} from './memory-fs.ts'
import { session } from './session.ts'
import { codes } from './study.ts'

const root = '/study'

/** Ids that count, and a time that stands still: however often a save is tried, the same deeds make the same project. */
function still(first = 0) {
  return { ...counting(first), now: () => '2026-01-01T00:00:00.000Z' }
}

/** What the project was after so many deeds, and how many lines of history it had. */
interface State {
  readonly project: Project
  readonly lines: number
}

async function created(fs = new MemoryFs()): Promise<Moment> {
  await (await createProject(root, { title: 'Study', codes }, { ...still(), disk: diskOver(fs) })).close()
  return fs.moment()
}

/** Opens the project after a crash and says which of the states it is in; `check` holds before, and writes nothing. */
async function stateAfter(moment: Moment, states: readonly State[], about: string): Promise<number> {
  const fs = new MemoryFs(moment)
  const disk = diskOver(fs)
  fs.beforeCall = (call, path) => {
    throw new Error(`${about}: reading did “${call}” on ${path}`)
  }
  const { problems } = await check(root, disk)
  assert.deepEqual(problems, [], about)
  fs.beforeCall = () => {}
  const open = await openProject(root, { ...still(900_000), disk })
  const project = await open.load()
  assert.deepEqual(open.problems, [], about)
  await open.close()
  const history = await readHistory(disk, root)
  const found = states.findIndex(
    (state) => state.lines === history.length && isDeepStrictEqual(state.project, project),
  )
  assert.notEqual(found, -1, `${about}: the project is in no state that there was`)
  const left = [...fs.moment().seen.keys()].filter(isLeftOver)
  expect(left, about).toEqual([])
  return found
}

/** Half a backup stays until the next one is made. */
function isLeftOver(path: string): boolean {
  return /\/(\.|journal|lock)[^/]*$/.test(path) && !path.startsWith(`${root}/backups/`)
}

/** Plays the whole session on a disk that works; the state after every deed, and the calls that were made. */
async function playWhole(
  start: Moment,
  mostInJournal: number,
  beforeCall: (fs: MemoryFs, acknowledged: number, call: string, path: string) => void,
): Promise<State[]> {
  const fs = new MemoryFs(start)
  const states: State[] = []
  fs.beforeCall = (call, path) => beforeCall(fs, Math.max(0, states.length - 1), call, path)
  const open = await openProject(root, { ...still(1000), mostInJournal, disk: diskOver(fs) })
  states.push({ project: await open.load(), lines: 1 })
  for (const deed of session) {
    await deed(open)
    await open.settled()
    states.push({ project: await open.load(), lines: states.length + 1 })
  }
  await open.close()
  return states
}

/** What may be left of a moment: names and bytes that were not synced are there or not, or torn. */
function lucks(moment: Moment, torn: number, below: (n: number) => number): Luck[] {
  const whole: Luck[] = [true, false].flatMap((names) =>
    (['all', 'none'] as const).map((bytes) => ({ names, bytes })),
  )
  const places = Math.ceil(bytesAtRisk(moment) / 512)
  const tears = Array.from({ length: Math.min(places, torn) }, (_, i): Luck => {
    const first = 512 * (places <= torn ? i : below(places))
    const then = (['old', 'zeros', 'nothing'] as const)[below(3)]!
    return { names: below(2) === 0, bytes: { first, then } }
  })
  return [...whole, ...tears]
}

/** Changes as most of them are written, and every change as a large one is. */
const ways = [
  { way: 'in the journal', mostInJournal: 4_000_000 },
  { way: 'beside the files', mostInJournal: 0 },
]

for (const { way, mostInJournal } of ways) {
  test(`with new content ${way}, after a power cut before any call of a session the project holds what was acknowledged, or that and the last deed, whole`, async () => {
    test.setTimeout(1_200_000)
    const { below } = random(11)
    const cuts: { moment: Moment; acknowledged: number; about: string }[] = []
    const states = await playWhole(await created(), mostInJournal, (fs, acknowledged, call, path) => {
      cuts.push({
        moment: fs.moment(),
        acknowledged,
        about: `cut ${cuts.length}, before “${call}” on ${path}`,
      })
    })
    let runs = 0
    let kept = 0
    for (const { moment, acknowledged, about } of cuts) {
      const known = new Set<string>()
      for (const luck of lucks(moment, cases(8, 64), below)) {
        const left = afterPowerCut(moment, luck)
        // What looks the same is the same case.
        if (known.size === known.add(fingerprint(left)).size) continue
        const found = await stateAfter(left, states, `${about} with ${JSON.stringify(luck)}`)
        assert.ok([acknowledged, acknowledged + 1].includes(found), about)
        if (found > acknowledged) kept++
        runs++
      }
    }
    console.log(`${runs} power cuts before ${cuts.length} calls; ${kept} kept the unacknowledged deed, whole`)
    expect(runs).toBeGreaterThan(1000)
  })
}

test('a project that the power cut from being made is whole or not there', async () => {
  const { below } = random(12)
  const cuts: Moment[] = []
  const fs = new MemoryFs()
  fs.beforeCall = () => void cuts.push(fs.moment())
  await created(fs)
  const whole = await openProject(root, { ...still(), disk: diskOver(fs) })
  const states = [{ project: await whole.load(), lines: 1 }]
  await whole.close()
  let there = 0
  let runs = 0
  for (const moment of cuts) {
    for (const luck of lucks(moment, 8, below)) {
      const left = afterPowerCut(moment, luck)
      const found = await stateAfter(left, states, JSON.stringify(luck)).catch((error) => {
        expect(error).toBeInstanceOf(Refusal)
        expect(error.code).toBe('missing')
        return undefined
      })
      if (found !== undefined) there++
      runs++
    }
  }
  console.log(`${runs} power cuts before ${cuts.length} calls of making a project; ${there} made it`)
  expect(there).toBeGreaterThan(0)
  // What was acknowledged is there whatever the luck.
  for (const names of [true, false])
    expect(await stateAfter(afterPowerCut(fs.moment(), { names, bytes: 'none' }), states, 'made')).toBe(0)
})

const faults = ['ENOSPC', 'EIO', 'EPERM', 'EROFS'] as const

for (const { way, mostInJournal } of ways) {
  test(`with new content ${way}, what a power cut interrupted is finished however often the finishing is interrupted`, async () => {
    test.setTimeout(1_200_000)
    const cuts: { moment: Moment; acknowledged: number }[] = []
    const states = await playWhole(await created(), mostInJournal, (fs, acknowledged) => {
      const moment = fs.moment()
      if (moment.seen.has(`${root}/journal.json`)) cuts.push({ moment, acknowledged })
    })
    let runs = 0
    for (const { moment, acknowledged } of some(cuts, 0, cases(24, cuts.length), 7)) {
      const fs = new MemoryFs(afterPowerCut(moment, { names: true, bytes: 'none' }))
      const again: Moment[] = []
      fs.beforeCall = () => again.push(fs.moment())
      await (await openProject(root, { ...still(800_000), disk: diskOver(fs) })).close()
      for (const [n, second] of again.entries()) {
        for (const names of [true, false]) {
          const about = `cut again before call ${n} of opening`
          const found = await stateAfter(afterPowerCut(second, { names, bytes: 'none' }), states, about)
          assert.ok([acknowledged, acknowledged + 1].includes(found), about)
          runs++
        }
      }
    }
    console.log(`${runs} power cuts while ${cuts.length} interrupted changes were finished`)
    expect(runs).toBeGreaterThan(400)
  })

  test(`with new content ${way}, a call that fails once is said, the session goes on, and at its end everything is on disk`, async () => {
    test.setTimeout(1_200_000)
    const start = await created()
    let calls = 0
    const states = await playWhole(start, mostInJournal, () => calls++)
    const runs = { all: 0, said: 0, refused: 0, opened: 0 }
    for (const at of sampleOf(calls)) {
      for (const code of some(faults, at, cases(1, 4))) {
        const about = `${code} at call ${at}`
        const fs = new MemoryFs(start)
        let count = 0
        fs.beforeCall = () => {
          if (count++ === at) throw systemError(code)
        }
        const given = { ...still(1000), mostInJournal, disk: diskOver(fs) }
        const open = await openProject(root, given).catch((error) => {
          assert.ok(error instanceof Refusal, about)
          runs.opened++
          return openProject(root, { ...given, ...still(1000) })
        })
        for (const [n, deed] of session.entries()) {
          // A merge that can't have its backup is refused; the person asks for it again.
          const said = await deed(open).then(
            () => open.settled().catch((error) => error),
            async (error) => {
              assert.equal(error.code, 'disk', `${about}: ${error.stack}`)
              runs.refused++
              await deed(open)
              await open.settled()
            },
          )
          if (said === undefined) continue
          assert.match(String(said), /^Refusal: \/study: not saved: [a-z]/, about)
          runs.said++
          for (const names of [true, false]) {
            const left = afterPowerCut(fs.moment(), { names, bytes: 'none' })
            assert.ok([n, n + 1].includes(await stateAfter(left, states, about)), about)
          }
        }
        await open.close().catch((error) => assert.ok(error instanceof Refusal, about))
        // Whatever failed was made good, so a power cut now takes nothing.
        for (const names of [true, false]) {
          const left = afterPowerCut(fs.moment(), { names, bytes: 'none' })
          assert.equal(await stateAfter(left, states, about), session.length, about)
        }
        runs.all++
      }
    }
    console.log(
      `${runs.all} calls failed once: ${runs.said} deeds not saved at once, ${runs.refused} refused at first, ${runs.opened} times not opened at once, all on disk at the end`,
    )
  })

  test(`with new content ${way}, from a call on that everything fails the project stays open, says so, and holds what was acknowledged`, async () => {
    test.setTimeout(1_200_000)
    const start = await created()
    let calls = 0
    const states = await playWhole(start, mostInJournal, () => calls++)
    let runs = 0
    for (const at of sampleOf(calls)) {
      for (const code of some(faults, at, cases(1, 4))) {
        const about = `${code} from call ${at} on`
        const fs = new MemoryFs(start)
        let count = 0
        fs.beforeCall = () => {
          if (count++ >= at) throw systemError(code)
        }
        let acknowledged = 0
        const open = await openProject(root, {
          ...still(1000),
          mostInJournal,
          disk: diskOver(fs),
        }).catch((error) => {
          assert.ok(error instanceof Refusal, about)
        })
        if (open !== undefined) {
          let done = 0
          for (const deed of session) {
            try {
              await deed(open)
            } catch (error) {
              // A merge that can't have its backup is refused; what comes after it would be another session.
              assert.ok(error instanceof Refusal, `${about}: ${error}`)
              break
            }
            done++
            const said = await open.settled().catch((error) => error)
            if (said === undefined) acknowledged = done
            else {
              assert.ok(said instanceof Refusal, `${about}: ${said}`)
              assert.equal(open.saved.state, 'failed', about)
            }
          }
          assert.ok(isDeepStrictEqual(await open.load(), states[done]!.project), about)
          await open.close().catch((error) => assert.ok(error instanceof Refusal, about))
        }
        for (const names of [true, false]) {
          const left = afterPowerCut(fs.moment(), { names, bytes: 'none' })
          const found = await stateAfter(left, states, about)
          assert.ok([acknowledged, acknowledged + 1].includes(found), about)
        }
        runs++
      }
    }
    console.log(`${runs} disks that failed from some call on`)
  })
}

/** The indexes of so many calls; in the sample one of three, in turn the first, the second and the third of them. */
function sampleOf(calls: number): number[] {
  const step = cases(3, 1)
  return Array.from({ length: Math.floor(calls / step) }, (_, n) => step * n + (n % step))
}

/** So many of them, others each time. */
function some<T>(all: readonly T[], from: number, count: number, step = 1): T[] {
  return Array.from({ length: count }, (_, i) => all[(from + step * i) % all.length]!)
}
