import { randomUUID } from 'node:crypto'
import * as nodeFs from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readQuickly } from './quick-read.ts'

/** What a project needs of a file system. Paths are absolute. */
export interface Disk {
  /** The file's text, or undefined where there is none. */
  read(path: string): Promise<string | undefined>
  /** The first bytes of the file as text; fewer where it is shorter, undefined where there is none. */
  readStart(path: string, bytes: number): Promise<string | undefined>
  /** The file as it is, or undefined where there is none. */
  readBytes(path: string): Promise<Uint8Array | undefined>
  /** Names in the folder, sorted; none where there is no folder. */
  list(folder: string): Promise<string[]>
  /** How long a file is, in bytes, and when it last changed, in milliseconds since 1970; undefined where there is none. */
  stat(path: string): Promise<{ length: number; changed: number } | undefined>
  /** Makes the folder and those above it, for good. */
  makeFolder(path: string): Promise<void>
  /** Writes a new file and waits until its content is on disk; where that fails, there is no file. */
  writeNew(path: string, content: string | Uint8Array): Promise<void>
  /**
   * Makes the file end with the content from byte `at` on, or from its end on where it is shorter, and waits until it
   * is on disk; makes it where it is missing.
   */
  writeFrom(path: string, at: number, content: string | Uint8Array | Iterable<string>): Promise<void>
  /** Says that the file changed just now. */
  touch(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Removes a file; nothing happens where there is none. */
  remove(path: string): Promise<void>
  /** Removes a folder with what is in it; nothing happens where there is none. */
  removeFolder(path: string): Promise<void>
  /** Waits until the names in the folder are on disk. */
  syncFolder(path: string): Promise<void>
}

/** An open file, as far as a disk uses it. */
export interface OpenFile {
  write(bytes: Buffer, at: number, length: number, position: number): Promise<{ bytesWritten: number }>
  truncate(length: number): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

/** The calls of the system that a disk is made of: Node's, or those of a test that fails some of them. */
export interface FileSystem {
  open(path: string, flags: 'r' | 'r+' | 'wx'): Promise<OpenFile>
  /** The file, or its first bytes. */
  readFile(path: string, bytes?: number): Promise<Buffer>
  readdir(path: string): Promise<string[]>
  stat(path: string): Promise<{ size: number; mtimeMs: number }>
  /** The first folder that had to be made, or undefined where all were there. */
  mkdir(path: string, options: { recursive: true }): Promise<string | undefined>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
  rm(path: string, options: { recursive: true; force: true }): Promise<void>
  utimes(path: string, accessed: Date, changed: Date): Promise<void>
}

export function diskOver(fs: FileSystem): Disk {
  async function writeAll(file: OpenFile, bytes: Buffer, from: number): Promise<void> {
    // A disk that is nearly full takes a part and says so only to who asks.
    for (let done = 0; done < bytes.length; ) {
      done += (await file.write(bytes, done, bytes.length - done, from + done)).bytesWritten
    }
  }

  /** Opens a file for the work and closes it whatever happens. */
  async function withFile<T>(
    path: string,
    flags: 'r' | 'r+' | 'wx',
    work: (file: OpenFile) => Promise<T>,
  ): Promise<T> {
    const file = await fs.open(path, flags)
    try {
      return await work(file)
    } finally {
      await file.close()
    }
  }

  return {
    read: (path) => orMissing(async () => (await fs.readFile(path)).toString('utf8')),
    readBytes: (path) => orMissing(() => fs.readFile(path)),

    readStart: (path, bytes) => orMissing(async () => (await fs.readFile(path, bytes)).toString('utf8')),

    stat: (path) =>
      orMissing(async () => {
        const { size, mtimeMs } = await fs.stat(path)
        return { length: size, changed: mtimeMs }
      }),

    async list(folder) {
      try {
        return (await fs.readdir(folder)).sort()
      } catch (error) {
        if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
        throw error
      }
    },

    async makeFolder(path) {
      const first = await fs.mkdir(path, { recursive: true })
      if (first === undefined) return
      for (let above = dirname(path); above.length >= dirname(first).length; above = dirname(above)) {
        await this.syncFolder(above)
        if (above === dirname(above)) break
      }
    },

    writeNew: (path, content) =>
      withFile(path, 'wx', async (file) => {
        try {
          await writeAll(file, Buffer.from(content), 0)
          await file.sync()
        } catch (error) {
          // Half of it is of no use; where it can't be removed either, it has a name that means nothing.
          await fs.unlink(path).catch(() => {})
          throw error
        }
      }),

    async writeFrom(path, at, content) {
      const length = (await this.stat(path))?.length
      await withFile(path, length === undefined ? 'wx' : 'r+', async (file) => {
        let from = Math.min(at, length ?? 0)
        await file.truncate(from)
        const isWhole = typeof content === 'string' || content instanceof Uint8Array
        for (const part of isWhole ? [content] : content) {
          const bytes = Buffer.from(part)
          await writeAll(file, bytes, from)
          from += bytes.length
        }
        await file.sync()
      })
    },

    async touch(path) {
      const now = new Date()
      await fs.utimes(path, now, now)
    },

    async rename(from, to) {
      // Windows refuses to replace a file that a virus scanner or a sync program holds open; it lets go soon.
      for (let attempt = 0; ; attempt++) {
        try {
          return await fs.rename(from, to)
        } catch (error) {
          if (!['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '') || attempt === 10) throw error
          if (process.platform !== 'win32') throw error
          await sleep(100)
        }
      }
    },

    async remove(path) {
      await orMissing(() => fs.unlink(path))
    },

    removeFolder: (path) => fs.rm(path, { recursive: true, force: true }),

    // Windows has no way to sync a folder, and none is needed there.
    syncFolder: async (path) =>
      process.platform === 'win32' ? undefined : withFile(path, 'r', (folder) => folder.sync()),
  }
}

export const disk: Disk = diskOver({ ...nodeFs, readFile: readQuickly })

/** Undefined where there is no such file. */
async function orMissing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** The ending of files that are being written; they mean nothing when they are found later. */
export const temporary = '.tmp'

/** A name that no file has. */
export function temporaryName(): string {
  return `.${randomUUID()}${temporary}`
}

/** Replaces a file as one step: after a crash it is the old one or the new one, whole. */
export async function replaceFile(disk: Disk, path: string, content: string | Uint8Array): Promise<void> {
  const folder = dirname(path)
  await disk.makeFolder(folder)
  const unique = join(folder, temporaryName())
  await disk.writeNew(unique, content)
  try {
    await disk.rename(unique, path)
  } catch (error) {
    await disk.remove(unique).catch(() => {})
    throw error
  }
  await disk.syncFolder(folder)
}

/** Removes a file so that it stays removed after a crash; nothing happens where there is none. */
export async function removeFile(disk: Disk, path: string): Promise<void> {
  if ((await disk.stat(path)) === undefined) return
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
    EISDIR: `there is a folder ${placeOf(error)} where a file is to be; move it elsewhere`,
    EPERM: 'the system does not allow it; another program may hold the file open',
    EBUSY: 'another program holds the file open; close it, then try again',
    ENOENT: 'the folder is not there any more; connect the disk or open the project anew',
    EIO: 'the disk reports a fault; save a copy elsewhere soon',
  }
  return known[codeOf(error) ?? ''] ?? (error instanceof Error ? error.message : String(error))
}

/** The name that a file was to have, where the system tells it. */
function placeOf(error: unknown): string {
  const { dest, path }: { dest?: string; path?: string } = Object(error)
  return basename(dest ?? path ?? '')
}
