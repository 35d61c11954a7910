import { expect } from '@playwright/test'
import type { SavedState } from '../../../core/project-contract.ts'
import { check } from '../../../main/project/check.ts'
import { disk as realDisk } from '../../../main/project/disk.ts'
import { createProject, openProject } from '../../../main/project/opening.ts'
import { codes, test } from './study.ts'

/** A clock that a test turns: what is to be done later waits until the test says so. */
function turned() {
  const waiting = new Set<{ milliseconds: number; work: () => void }>()
  return {
    later(milliseconds: number, work: () => void) {
      const entry = { milliseconds, work }
      waiting.add(entry)
      return () => void waiting.delete(entry)
    },
    get waiting() {
      return [...waiting].map(({ milliseconds }) => milliseconds)
    },
    ring() {
      for (const entry of waiting) {
        waiting.delete(entry)
        entry.work()
      }
    },
  }
}

/** A project on a disk that is full while the test says so, with the clock that it goes by. */
async function onDisk(folder: string) {
  const clock = turned()
  const state = { full: false }
  const disk = {
    ...realDisk,
    writeNew: async (path: string, content: string | Uint8Array) => {
      if (state.full) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
      await realDisk.writeNew(path, content)
    },
  }
  const open = await createProject(folder, { title: 'Study', codes }, { disk, later: clock.later })
  const told: SavedState['state'][] = []
  open.onSaved(({ state }) => told.push(state))
  return { open, clock, state, told }
}

test('what could not be saved is tried again by itself, after five seconds and then twice as long each time, at most a minute', async ({
  folder,
}) => {
  const { open, clock, state, told } = await onDisk(folder)
  state.full = true
  await expect(open.dispatch({ type: 'addCoder', name: 'Ana' }, null)).rejects.toThrow(
    /not saved: the disk is full/,
  )
  const pauses: number[] = []
  for (let tries = 0; tries < 6; tries++) {
    // One try is planned, never two.
    expect(clock.waiting).toHaveLength(1)
    pauses.push(...clock.waiting)
    clock.ring()
    expect(open.saved.state).toBe('saving')
    await expect(open.settled()).rejects.toThrow(/the disk is full/)
  }
  expect(pauses).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000])
  state.full = false
  clock.ring()
  await open.settled()
  expect(open.saved).toMatchObject({ state: 'saved', message: null })
  expect(told.slice(-3)).toEqual(['failed', 'saving', 'saved'])
  expect(clock.waiting).toEqual([])

  // The next failure begins at five seconds again.
  state.full = true
  await open.perform({ type: 'addCoder', name: 'Ben' }, null)
  await expect(open.settled()).rejects.toThrow()
  expect(clock.waiting).toEqual([5_000])
  state.full = false
  await open.close()
  expect(clock.waiting).toEqual([])
  const again = await openProject(folder)
  expect([...again.project.coders.values()].map(({ name }) => name)).toEqual(['Ana', 'Ben'])
  await again.close()
  expect((await check(folder)).ok).toBe(true)
})

test('a change and a person who asks are tries, too, and call off the one that is planned', async ({
  folder,
}) => {
  const { open, clock, state } = await onDisk(folder)
  state.full = true
  await open.perform({ type: 'addCoder', name: 'Ana' }, null)
  await expect(open.settled()).rejects.toThrow()
  await open.perform({ type: 'addCoder', name: 'Ben' }, null)
  await expect(open.settled()).rejects.toThrow()
  expect(clock.waiting).toEqual([10_000])
  state.full = false
  await open.saveAgain()
  expect(open.saved.state).toBe('saved')
  expect(clock.waiting).toEqual([])
  await open.close()
})

test('who lost the lock, and who closes the project, tries nothing by itself any more', async ({
  folder,
}) => {
  const { open, clock, state } = await onDisk(folder)
  state.full = true
  await open.perform({ type: 'addCoder', name: 'Ana' }, null)
  await expect(open.settled()).rejects.toThrow()
  state.full = false
  const other = await openProject(folder, { takeOver: true })
  clock.ring()
  await expect(open.settled()).rejects.toThrow(/took the project over/)
  expect(open.saved.state).toBe('failed')
  expect(clock.waiting).toEqual([])
  await open.close().catch(() => {})
  await other.close()
})
