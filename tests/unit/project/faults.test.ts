import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Project } from '../../../core/model.ts'
import { check } from '../../../main/project/check.ts'
import { type Disk, disk as realDisk } from '../../../main/project/disk.ts'
import { OpenProject } from '../../../main/project/open-project.ts'
import { counting } from '../sample-project.ts'
import { codes, play, script, test } from './study.ts'

class PowerCut extends Error {}

/** A disk that works for a number of writing steps, and from then on does nothing any more: the power is cut. */
function diskThatDies(after: number, tear: number | undefined): Disk & { steps(): number } {
  let steps = 0
  const step = () => {
    if (steps >= after) throw new PowerCut()
    steps++
  }
  return {
    ...realDisk,
    steps: () => steps,
    async writeNew(path, content) {
      if (steps === after && tear !== undefined) {
        steps++
        await realDisk.writeNew(path, content.slice(0, tear))
        throw new PowerCut()
      }
      step()
      await realDisk.writeNew(path, content)
    },
    async writeFrom(path, at, content) {
      if (steps === after && tear !== undefined) {
        steps++
        await realDisk.writeFrom(path, at, content.slice(0, tear))
        throw new PowerCut()
      }
      step()
      await realDisk.writeFrom(path, at, content)
    },
    async rename(from, to) {
      step()
      await realDisk.rename(from, to)
    },
    async remove(path) {
      step()
      await realDisk.remove(path)
    },
    async syncFolder(path) {
      step()
      await realDisk.syncFolder(path)
    },
  }
}

/** Plays the script on the disk until it dies; every state that a command acknowledged, and the one it was in. */
async function playUntilDeath(
  folder: string,
  disk: Disk,
): Promise<{ acknowledged: Project; attempted: Project }> {
  const open = await OpenProject.open(folder, { ...counting(), disk })
  let acknowledged = await open.load()
  try {
    for (const step of script) {
      await play(open, step)
      acknowledged = open.project
    }
  } catch {
    // The power is cut; nobody closes anything.
  }
  return { acknowledged, attempted: open.project }
}

test('after a power cut at any step of a session the project holds what was acknowledged, or that and the last command, whole', async ({
  folder,
}) => {
  test.setTimeout(120_000)
  const count = diskThatDies(Number.POSITIVE_INFINITY, undefined)
  await make(join(folder, 'whole'))
  await playUntilDeath(join(folder, 'whole'), count)
  let runs = 0
  for (let at = 0; at < count.steps(); at++) {
    for (const tear of [undefined, 0, 512]) {
      const root = join(folder, `cut-${at}-${tear}`)
      await make(root)
      const { acknowledged, attempted } = await playUntilDeath(root, diskThatDies(at, tear))
      const { ok, problems } = await check(root)
      expect(problems).toEqual([])
      expect(ok).toBe(true)
      // Its process is gone with the power; here it is ours and still running.
      await rm(join(root, 'lock.json'))
      const after = await OpenProject.open(root)
      expect([acknowledged, attempted]).toContainEqual(await after.load())
      await after.close()
      runs++
    }
  }
  console.log(`${runs} power cuts at ${count.steps()} writing steps`)
})

async function make(root: string): Promise<void> {
  await (await OpenProject.create(root, { title: 'Study', codes }, counting())).close()
}
