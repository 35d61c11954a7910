import { mkdir, readFile, stat, unlink, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../../core/refusal.ts'
import { codeOf, reasonOf } from './disk.ts'

/** One program at a time writes to a project; its name stands in this file as long as it does. */
export const lockName = 'lock.json'

const lockFile = z.strictObject({ host: z.string(), process: z.int(), since: z.iso.datetime() })

/** A lock that was not renewed for this long is left over from a program that is gone. In milliseconds. */
const stale = 120_000
const renewal = 30_000

export interface Lock {
  release(): Promise<void>
}

/**
 * Takes the project's lock, or a Refusal says who has it. A lock is taken over when its process on this computer
 * has ended, or when another computer has not renewed it for two minutes.
 */
export async function takeLock(root: string, now: () => string): Promise<Lock> {
  const path = join(root, lockName)
  const mine = `${JSON.stringify({ host: hostname(), process: process.pid, since: now() })}\n`
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await mkdir(root, { recursive: true })
      await writeFile(path, mine, { flag: 'wx' })
      return hold(path, mine)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST')
        throw new Refusal('disk', `${path}: the project can't be opened for writing: ${reasonOf(error)}`)
      const content = await readFile(path, 'utf8').catch(() => undefined)
      // Where it is gone already, its owner gave it back just now.
      if (content === undefined) continue
      const holder = await holderOf(path, content)
      if (holder !== undefined)
        throw new Refusal(
          'locked',
          `${root}: the project is open in another program (${holder}); close it there first`,
        )
      await remove(path, content)
    }
  }
  throw new Refusal('locked', `${root}: another program is opening the project; try again`)
}

function hold(path: string, mine: string): Lock {
  // The time of the file says that its owner lives; a missed renewal is made up by the next.
  const timer = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), renewal)
  timer.unref()
  return {
    async release() {
      clearInterval(timer)
      await remove(path, mine)
    },
  }
}

/** Removes this very lock, and not one that somebody took in the meantime. */
async function remove(path: string, content: string): Promise<void> {
  const now = await readFile(path, 'utf8').catch(() => undefined)
  if (now === content) await unlink(path).catch(() => {})
}

/** Who holds the lock, in words; undefined where nobody does any more. */
async function holderOf(path: string, content: string): Promise<string | undefined> {
  const parsed = lockFile.safeParse(parsedOrNull(content))
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return undefined
  const renewed = Date.now() - found.mtimeMs < stale
  // Somebody may be just writing it.
  if (!parsed.success) return renewed ? 'which does not say its name' : undefined
  const { host, process: id, since } = parsed.data
  if (host === hostname()) return isRunning(id) ? `process ${id} on this computer, since ${since}` : undefined
  return renewed ? `process ${id} on ${host}, since ${since}` : undefined
}

function parsedOrNull(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return null
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return codeOf(error) === 'EPERM'
  }
}
