import { readFile } from 'node:fs/promises'
import { hostname, uptime, userInfo } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { Refusal } from '../../core/refusal.ts'
import { codeOf, type Disk, reasonOf, temporary } from './disk.ts'
import { pathOf } from './layout.ts'
import { Listeners } from './listeners.ts'

/** One program at a time writes to a project; its name stands in this file as long as it does. */
export const lockName = 'lock.json'

const lockFile = z.strictObject({
  /** The name under which the person is known to the computer. */
  owner: z.string(),
  host: z.string(),
  process: z.int(),
  /** When that process started, as the system tells it, so that a number that is used again is told apart. */
  started: z.string().nullable(),
  since: z.iso.datetime(),
  /** The session whose changes are in history/<session>.jsonl. */
  session: z.string(),
})

type LockFile = z.infer<typeof lockFile>

/** Who has a project open for writing. */
export interface Holder {
  readonly owner: string
  readonly host: string
  readonly since: string
}

/** The project is open elsewhere. A person may be asked what to do about it. */
export class Held extends Refusal {
  constructor(
    message: string,
    /** Undefined where the lock does not tell. */
    readonly holder: Holder | undefined,
  ) {
    super('locked', message)
  }
}

/** A lock that was not renewed for this long is left over from a program that is gone. In milliseconds. */
const stale = 120_000
const renewal = 30_000
/** A lock without a name in it is being written right now; after this time, its program was ended at it. */
const beingWritten = 1_000

const ownStart = startOf(process.pid)

export interface Lock {
  /** Throws a Refusal where somebody else took the lock: they write now, and nobody else does. */
  confirm(): Promise<void>
  /** Called once when somebody else is found to have taken the lock. */
  onLost(listener: (lost: Refusal) => void): void
  release(): Promise<void>
}

/** Locks of this process, as they are written. One with our number that is not among them is of a process before. */
const ours = new Set<string>()

/**
 * Takes the project's lock for a session, or a Refusal says who has it. A lock is taken over when its process on this
 * computer has ended, or when another computer has not renewed it for two minutes; any other where `takeOver` says
 * so. Its owner notices before the next write, and writes nothing any more.
 */
export async function takeLock(
  disk: Disk,
  root: string,
  session: string,
  { now, takeOver = false }: { now: () => string; takeOver?: boolean },
): Promise<Lock> {
  const path = pathOf(root, lockName)
  const mine: LockFile = {
    owner: nameOfPerson(),
    host: hostname(),
    process: process.pid,
    started: await ownStart,
    since: now(),
    session,
  }
  const content = `${JSON.stringify(mine)}\n`
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      await disk.makeFolder(root)
      await disk.writeNew(path, content)
      return await hold(disk, root, session, content)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST')
        throw new Refusal('disk', `${root}: the project can't be opened for writing: ${reasonOf(error)}`)
    }
    const found = await disk.read(path).catch(() => undefined)
    // Where it is gone already, its owner gave it back just now.
    if (found === undefined) continue
    const state = await stateOf(disk, path, found)
    if (state === 'being written') await sleep(100)
    else if (state === 'left' || takeOver) await remove(disk, path, found)
    else throw new Held(heldMessage(root, state, now()), state)
  }
  throw new Held(`${root}: another program is just opening the project; try again in a moment`, undefined)
}

function heldMessage(root: string, by: LockFile, now: string): string {
  return `${root}: ${by.owner} has had the project open ${placeOf(by)} for ${ageOf(by, now)}; close it there first`
}

function placeOf({ host, process }: LockFile): string {
  return host === hostname() ? `on this computer (process ${process})` : `on ${host}`
}

function ageOf({ since }: LockFile, now: string): string {
  const minutes = Math.round((Date.parse(now) - Date.parse(since)) / 60_000)
  if (!(minutes >= 1)) return 'less than a minute'
  if (minutes < 90) return minutes === 1 ? 'a minute' : `${minutes} minutes`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`
}

async function hold(disk: Disk, root: string, session: string, content: string): Promise<Lock> {
  const path = pathOf(root, lockName)
  const history = pathOf(root, 'history')
  const known = new Set([...(await disk.list(history)), `${session}.jsonl`])
  const listeners = new Listeners<[Refusal]>()
  let lost: Refusal | undefined
  let released = false
  ours.add(content)

  const lose = (who: string) => {
    lost = new Refusal('locked', `${root}: ${who}, and nothing is written from here any more`)
    listeners.tell(lost)
  }
  const look = async () => {
    if (lost !== undefined || released) return
    const found = await disk.read(path)
    if (found === content) return
    if (found !== undefined) {
      const by = lockIn(found)
      return lose(
        `${by === undefined ? 'another program' : `${by.owner} on ${by.host}`} took the project over`,
      )
    }
    // Removed by hand, or by somebody who took it over and is done. Whoever changes something leaves a log of it.
    const logs = (await disk.list(history)).filter((name) => !name.endsWith(temporary))
    const changed = logs.some((name) => !known.has(name))
    if (changed) lose('somebody changed the project meanwhile')
    else if (!released) await disk.writeNew(path, content)
  }
  // The time of the file says that its owner lives; a missed renewal is made up by the next.
  const renew = async () => {
    await look()
    if (lost === undefined && !released) await disk.touch(path)
  }
  const timer = setInterval(() => void renew().catch(() => {}), renewal)
  timer.unref()
  return {
    async confirm() {
      await look()
      if (lost !== undefined) throw lost
    },
    onLost: (listener) => void listeners.add(listener),
    async release() {
      released = true
      clearInterval(timer)
      ours.delete(content)
      await remove(disk, path, content)
    },
  }
}

/** The disk as whoever holds the lock may use it: nothing takes effect once somebody else has it. */
export function guarded(disk: Disk, lock: Lock): Disk {
  return {
    ...disk,
    async rename(from, to) {
      await lock.confirm()
      await disk.rename(from, to)
    },
    async writeFrom(path, at, content) {
      await lock.confirm()
      await disk.writeFrom(path, at, content)
    },
    async remove(path) {
      // A file that was being written is nobody's.
      if (!path.endsWith(temporary)) await lock.confirm()
      await disk.remove(path)
    },
  }
}

/** Removes this very lock, and not one that somebody took in the meantime. */
async function remove(disk: Disk, path: string, content: string): Promise<void> {
  const now = await disk.read(path).catch(() => undefined)
  if (now === content) await disk.remove(path).catch(() => {})
}

/** Who holds the lock, or that it is left over, or not whole yet. */
async function stateOf(
  disk: Disk,
  path: string,
  content: string,
): Promise<LockFile | 'left' | 'being written'> {
  const found = await disk.stat(path)
  if (found === undefined) return 'left'
  const age = Date.now() - found.changed
  const by = lockIn(content)
  if (by === undefined) return age < beingWritten ? 'being written' : 'left'
  const lives = by.host === hostname() ? await isAlive(by, content, age) : age < stale
  return lives ? by : 'left'
}

/** Whether the process on this computer that wrote the lock still runs. */
async function isAlive(by: LockFile, content: string, age: number): Promise<boolean> {
  if (by.process === process.pid && !ours.has(content)) return false
  if (!isRunning(by.process)) return false
  // The computer was started anew since it was renewed.
  if (age > uptime() * 1000) return false
  const started = await startOf(by.process)
  // Where the system does not tell, a number may be another process; one that lives has renewed its lock.
  return started === null || by.started === null ? age < stale : started === by.started
}

/** When a process started, in ticks since the computer did; null where the system does not tell. */
async function startOf(id: number): Promise<string | null> {
  if (process.platform !== 'linux') return null
  const line = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')
  // The second field is the name in brackets, which may hold anything; start time is the 22nd.
  return (
    line
      .slice(line.lastIndexOf(')') + 2)
      .split(' ')
      .at(19) ?? null
  )
}

function lockIn(content: string): LockFile | undefined {
  try {
    return lockFile.safeParse(JSON.parse(content)).data
  } catch {
    return undefined
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

function nameOfPerson(): string {
  try {
    return userInfo().username
  } catch {
    return 'somebody'
  }
}
