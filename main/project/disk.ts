import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { constants, mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises'

/** What a project needs of a file system; tests put one in between that fails. Paths are absolute. */
export interface Disk {
  /** The file's text, or undefined where there is none. */
  read(path: string): Promise<string | undefined>
  /** The first bytes of the file as text; fewer where it is shorter, undefined where there is none. */
  readStart(path: string, bytes: number): Promise<string | undefined>
  /** The file as it is, or undefined where there is none. */
  readBytes(path: string): Promise<Uint8Array | undefined>
  /** Names in the folder, sorted; none where there is no folder. */
  list(folder: string): Promise<string[]>
  /** Makes the folder and those above it, for good. */
  makeFolder(path: string): Promise<void>
  /** Writes a new file and waits until its content is on disk. */
  writeNew(path: string, content: string | Uint8Array): Promise<void>
  /** Makes the file end with the content from byte `at` on, and waits until it is on disk; makes it where it is missing. */
  writeFrom(path: string, at: number, content: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Removes a file; nothing happens where there is none. */
  remove(path: string): Promise<void>
  /** Waits until the names in the folder are on disk. */
  syncFolder(path: string): Promise<void>
}

export const disk: Disk = {
  async read(path) {
    try {
      return await quickly(
        () => readFileSync(path, 'utf8'),
        () => readFile(path, 'utf8'),
      )
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    }
  },

  async readStart(path, bytes) {
    try {
      return await quickly(
        () => readStartNow(path, bytes),
        () => readStartLater(path, bytes),
      )
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    }
  },

  async readBytes(path) {
    try {
      return await readFile(path)
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    }
  },

  async list(folder) {
    try {
      return (await readdir(folder)).sort()
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
      throw error
    }
  },

  async makeFolder(path) {
    const first = await mkdir(path, { recursive: true })
    if (first === undefined) return
    for (let above = dirname(path); above.length >= dirname(first).length; above = dirname(above)) {
      await this.syncFolder(above)
      if (above === dirname(above)) break
    }
  },

  async writeNew(path, content) {
    const file = await open(path, 'wx')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
  },

  async writeFrom(path, at, content) {
    const file = await open(path, constants.O_RDWR | constants.O_CREAT)
    try {
      await file.truncate(at)
      const bytes = Buffer.from(content)
      // A disk that is nearly full takes a part and says so only to who asks.
      for (let done = 0; done < bytes.length; ) {
        done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten
      }
      await file.sync()
    } finally {
      await file.close()
    }
  },

  async rename(from, to) {
    // Windows refuses to replace a file that a virus scanner or a sync program holds open; it lets go soon.
    for (let attempt = 0; ; attempt++) {
      try {
        return await rename(from, to)
      } catch (error) {
        if (!['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '') || attempt === 10) throw error
        if (process.platform !== 'win32') throw error
        await sleep(100)
      }
    }
  },

  async remove(path) {
    try {
      await unlink(path)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
    }
  },

  async syncFolder(path) {
    // Windows has no way to sync a folder, and none is needed there.
    if (process.platform === 'win32') return
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  },
}

/** How long other work may wait for files in a row, and how long a file may take on a quick disk; in milliseconds. */
const patience = 8
const quick = 3

/** When the reads in a row began, how long the last ones took on average, and until when the disk counts as slow. */
let began = 0
let usual = 0
let slowUntil = 0

/**
 * Reads a file at once where the disk is quick, since asking for each of thousands of small files and waiting takes
 * many times as long as reading it; other work gets its turn in between. A disk that was slow just now, as one on a
 * network, is asked for several files at a time instead.
 */
async function quickly<T>(now: () => T, later: () => Promise<T>): Promise<T> {
  const start = performance.now()
  if (start < slowUntil) return later()
  if (start - began > patience) {
    await immediate()
    began = performance.now()
  }
  const asked = performance.now()
  try {
    return now()
  } finally {
    usual += (performance.now() - asked - usual) / 16
    if (usual > quick) {
      usual = 0
      slowUntil = performance.now() + 1000
    }
  }
}

function readStartNow(path: string, bytes: number): string {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(bytes)
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, bytes, 0))
  } finally {
    closeSync(file)
  }
}

async function readStartLater(path: string, bytes: number): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The ending of files that are being written; they mean nothing when they are found later. */
export const temporary = '.tmp'

/** Replaces a file as one step: after a crash it is the old one or the new one, whole. */
export async function replaceFile(disk: Disk, path: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(path)
  await disk.makeFolder(folder)
  const unique = join(folder, `.${randomUUID()}${temporary}`)
  try {
    await disk.writeNew(unique, content)
    await disk.rename(unique, path)
  } catch (error) {
    await disk.remove(unique).catch(() => {})
    throw error
  }
  await disk.syncFolder(folder)
}

/** Removes a file so that it stays removed after a crash; nothing happens where there is none. */
export async function removeFile(disk: Disk, path: string): Promise<void> {
  if ((await disk.read(path)) === undefined) return
  await disk.remove(path)
  await disk.syncFolder(dirname(path))
}

/** The system's code of an error, such as ENOSPC. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** What a disk's refusal means to a person, after "could not be …: ". */
export function reasonOf(error: unknown): string {
  const known: Record<string, string> = {
    ENOSPC: 'the disk is full; make room, then try again',
    EDQUOT: 'your space on this disk is used up; make room, then try again',
    EROFS: 'the disk is read-only; save the project elsewhere',
    EACCES: 'the system denies access; change the permissions or use another folder',
    EISDIR: 'there is a folder of this name; move it elsewhere',
    EPERM: 'the system does not allow it; another program may hold the file open',
    EBUSY: 'another program holds the file open; close it, then try again',
    ENOENT: 'the folder is not there any more; connect the disk or open the project anew',
    EIO: 'the disk reports a fault; save a copy elsewhere soon',
  }
  return known[codeOf(error) ?? ''] ?? (error instanceof Error ? error.message : String(error))
}
