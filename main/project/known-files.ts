import { createHash } from 'node:crypto'
import { relative, sep } from 'node:path'
import { ourConflictCopy } from './conflict-copy.ts'
import { type Disk, temporary } from './disk.ts'
import { isFileName } from './layout.ts'

/** What others wrote into a file that we were about to write: it is kept beside it. */
export interface KeptCopy {
  readonly file: string
  readonly copy: string
}

/**
 * What each file of an open project said when we last read or wrote it, as a hash. By it our own writing is told
 * from that of others, and what others wrote is never written over: it is kept as a conflict copy.
 */
export class KnownFiles {
  /** By path. */
  private readonly hashes = new Map<string, string>()
  private isOpen = false
  private onKept: (kept: KeptCopy) => void = () => {}
  /** For reading the project: what is read is known from then on. */
  readonly reading: Disk
  /** For writing it. */
  readonly writing: Disk

  constructor(
    private readonly real: Disk,
    private readonly root: string,
    private readonly now: () => string,
  ) {
    this.reading = {
      ...real,
      read: async (path) => {
        const content = await real.read(path)
        if (content !== undefined && this.isOurs(path)) this.hashes.set(path, hashOf(content))
        return content
      },
    }
    this.writing = {
      ...real,
      writeNew: async (path, content) => {
        await real.writeNew(path, content)
        if (path.endsWith(temporary)) this.hashes.set(path, hashOf(content))
      },
      rename: async (from, to) => {
        const written = this.hashes.get(from) ?? (await this.leftBehind(from))
        this.hashes.delete(from)
        if (this.isOurs(to)) await this.keepTheirs(to, written)
        await real.rename(from, to)
        if (written !== undefined && this.isOurs(to)) this.hashes.set(to, written)
      },
      remove: async (path) => {
        if (this.isOurs(path)) await this.keepTheirs(path, undefined)
        await real.remove(path)
        // Only now: where it could not be removed, it is still what we wrote.
        this.hashes.delete(path)
      },
    }
  }

  /** From now on the files are ours: what a crash left half done is finished. */
  begin(onKept: (kept: KeptCopy) => void): void {
    this.isOpen = true
    this.onKept = onKept
  }

  /** Whether the file says what it said when we last read or wrote it. */
  isKnown(path: string, content: string): boolean {
    return this.hashes.get(path) === hashOf(content)
  }

  /** Of a file that a crash left behind, and that takes its place now. */
  private async leftBehind(path: string): Promise<string | undefined> {
    const content = this.isOpen ? undefined : await this.real.readBytes(path)
    return content === undefined ? undefined : hashOf(content)
  }

  private async keepTheirs(path: string, written: string | undefined): Promise<void> {
    if (!this.isOpen) return
    const theirs = await this.real.read(path)
    if (theirs === undefined) return
    const hash = hashOf(theirs)
    if (hash === this.hashes.get(path) || hash === written) return
    const now = this.now()
    let copy = ourConflictCopy(path, now)
    for (let number = 2; (await this.real.read(copy)) !== undefined; number++) {
      copy = ourConflictCopy(path, now, number)
    }
    await this.real.rename(path, copy)
    this.onKept({ file: this.fileOf(path), copy: this.fileOf(copy) })
  }

  private isOurs(path: string): boolean {
    return isFileName(this.fileOf(path))
  }

  private fileOf(path: string): string {
    return relative(this.root, path).split(sep).join('/')
  }
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha1').update(content).digest('base64')
}
