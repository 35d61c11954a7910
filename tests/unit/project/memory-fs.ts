import { dirname } from 'node:path'
import type { FileSystem, OpenFile } from '../../../main/project/disk.ts'

/** What a file holds now, and what of it would be there after a power cut. */
interface Content {
  readonly now: Buffer
  readonly kept: Buffer
}

type Node = Content | 'folder'

/** A file system at one moment: what a program sees, and which names would be there after a power cut. */
export interface Moment {
  readonly seen: ReadonlyMap<string, Node>
  readonly kept: ReadonlyMap<string, Node>
}

/** The calls that change something, each of which may fail, or be the last one before the power goes. */
export type Call =
  | 'make folder'
  | 'create'
  | 'write'
  | 'truncate'
  | 'sync file'
  | 'sync folder'
  | 'rename'
  | 'remove'

/** Called before every such call; what it throws is what the call fails with. */
export type BeforeCall = (call: Call, path: string) => void

export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code })
}

/**
 * A file system in memory that promises no more than POSIX does: the content of a file outlasts a power cut once the
 * file was synced, and names do once their folder was. A sync that failed is not made up for by the next one.
 */
export class MemoryFs implements FileSystem {
  private seen: Map<string, Node>
  private kept: Map<string, Node>
  beforeCall: BeforeCall = () => {}

  constructor(moment: Moment = { seen: new Map([['/', 'folder']]), kept: new Map([['/', 'folder']]) }) {
    this.seen = new Map(moment.seen)
    this.kept = new Map(moment.kept)
  }

  moment(): Moment {
    return { seen: new Map(this.seen), kept: new Map(this.kept) }
  }

  async open(path: string, flags: 'r' | 'r+' | 'wx'): Promise<OpenFile> {
    if (flags === 'wx') {
      if (this.seen.has(path)) throw systemError('EEXIST')
      this.beforeCall('create', path)
      this.folder(dirname(path))
      this.seen.set(path, { now: Buffer.alloc(0), kept: Buffer.alloc(0) })
    }
    return this.node(path) === 'folder' ? this.openFolder(path) : this.openFile(path)
  }

  private openFolder(path: string): OpenFile {
    const refuse = async () => {
      throw systemError('EISDIR')
    }
    const sync = async () => {
      this.beforeCall('sync folder', path)
      for (const name of this.namesIn(this.kept, path)) this.kept.delete(name)
      for (const name of this.namesIn(this.seen, path)) this.kept.set(name, this.seen.get(name)!)
    }
    return { write: refuse, truncate: refuse, sync, close: async () => {} }
  }

  private openFile(path: string): OpenFile {
    const change = (now: Buffer) => this.put(path, { ...this.file(path), now })
    let lost = false
    return {
      write: async (bytes, at, length, position) => {
        const { now } = this.file(path)
        const written = (count: number) =>
          Buffer.concat([
            now.subarray(0, position),
            bytes.subarray(at, at + count),
            now.subarray(position + count),
          ])
        try {
          this.beforeCall('write', path)
        } catch (error) {
          // A full disk takes what still fits.
          change(written(length >> 1))
          throw error
        }
        lost = false
        change(written(length))
        return { bytesWritten: length }
      },
      truncate: async (length) => {
        this.beforeCall('truncate', path)
        change(Buffer.from(this.file(path).now.subarray(0, length)))
      },
      sync: async () => {
        try {
          this.beforeCall('sync file', path)
        } catch (error) {
          lost = true
          throw error
        }
        const { now } = this.file(path)
        if (!lost) this.put(path, { now, kept: now })
      },
      close: async () => {},
    }
  }

  /** One file under its name as it is seen and, where it is the same, as it is kept. */
  private put(path: string, content: Content): void {
    const before = this.seen.get(path)
    for (const [name, node] of this.kept) if (node === before) this.kept.set(name, content)
    this.seen.set(path, content)
  }

  async readFile(path: string, bytes?: number): Promise<Buffer> {
    return Buffer.from(this.file(path).now.subarray(0, bytes))
  }

  async readdir(path: string): Promise<string[]> {
    this.folder(path)
    return this.namesIn(this.seen, path).map((name) => name.slice(path === '/' ? 1 : path.length + 1))
  }

  async stat(path: string): Promise<{ size: number; mtimeMs: number }> {
    const node = this.node(path)
    // Of long ago, as whatever a crash left behind.
    return { size: node === 'folder' ? 0 : node.now.length, mtimeMs: 0 }
  }

  async mkdir(path: string): Promise<string | undefined> {
    const found = this.seen.get(path)
    if (found === 'folder') return undefined
    if (found !== undefined) throw systemError('EEXIST')
    const above = await this.mkdir(dirname(path))
    this.beforeCall('make folder', path)
    this.seen.set(path, 'folder')
    return above ?? path
  }

  async rename(from: string, to: string): Promise<void> {
    const node = this.node(from)
    this.beforeCall('rename', to)
    this.folder(dirname(to))
    this.seen.set(to, node)
    this.seen.delete(from)
    // What is in a folder goes with it; of what is kept, nobody finds that before the folder's name is kept.
    for (const names of [this.seen, this.kept]) {
      for (const [path, inside] of [...names]) {
        if (path.startsWith(`${from}/`)) names.set(to + path.slice(from.length), inside)
      }
    }
    for (const path of this.seen.keys()) if (path.startsWith(`${from}/`)) this.seen.delete(path)
  }

  async rm(folder: string): Promise<void> {
    if (this.seen.has(folder)) this.beforeCall('remove', folder)
    for (const path of this.seen.keys()) {
      if (path === folder || path.startsWith(`${folder}/`)) this.seen.delete(path)
    }
  }

  async unlink(path: string): Promise<void> {
    this.file(path)
    this.beforeCall('remove', path)
    this.seen.delete(path)
  }

  async utimes(path: string): Promise<void> {
    this.file(path)
  }

  private namesIn(names: ReadonlyMap<string, Node>, folder: string): string[] {
    return [...names.keys()].filter((name) => name !== '/' && dirname(name) === folder)
  }

  private node(path: string): Node {
    const node = this.seen.get(path)
    if (node === undefined) throw systemError('ENOENT')
    return node
  }

  private file(path: string): Content {
    const node = this.node(path)
    if (node === 'folder') throw systemError('EISDIR')
    return node
  }

  private folder(path: string): void {
    if (this.node(path) !== 'folder') throw systemError('ENOTDIR')
  }
}

/** What of a moment outlasts a power cut, where POSIX leaves it open. */
export interface Luck {
  /** Whether names are there whose folder was not synced (and those that were removed are gone). */
  readonly names: boolean
  /** How many bytes of what was not synced: all, none, or a number of them with the old ones, or zeros, behind. */
  readonly bytes: 'all' | 'none' | { readonly first: number; readonly then: 'old' | 'zeros' | 'nothing' }
}

/** The file system that is there when the power comes back. */
export function afterPowerCut({ seen, kept }: Moment, luck: Luck): Moment {
  const there = new Map<string, Node>()
  for (const [path, node] of luck.names ? seen : kept) {
    if (node === 'folder') there.set(path, node)
    else {
      const bytes = survivingBytes(node, luck.bytes)
      there.set(path, { now: bytes, kept: bytes })
    }
  }
  // Without its folder's name nobody finds a file.
  for (const path of there.keys()) if (!isReachable(there, path)) there.delete(path)
  return { seen: there, kept: there }
}

function survivingBytes({ now, kept }: Content, bytes: Luck['bytes']): Buffer {
  if (bytes === 'all' || now === kept) return now
  if (bytes === 'none') return kept
  // What was synced and not written since is out of danger.
  const start = now.subarray(0, Math.max(bytes.first, commonLength(now, kept)))
  const rest = {
    old: kept.subarray(start.length),
    zeros: Buffer.alloc(now.length - start.length),
    nothing: Buffer.alloc(0),
  }
  return Buffer.concat([start, rest[bytes.then]])
}

function commonLength(a: Buffer, b: Buffer): number {
  const differs = a.findIndex((byte, at) => byte !== b[at])
  return differs === -1 ? a.length : differs
}

function isReachable(there: ReadonlyMap<string, Node>, path: string): boolean {
  for (let above = path; above !== '/'; ) {
    above = dirname(above)
    if (there.get(above) !== 'folder') return false
  }
  return true
}

/** The most bytes that some file of the moment has written and not synced. */
export function bytesAtRisk({ seen }: Moment): number {
  return Math.max(
    0,
    ...[...seen.values()].map((node) => (node !== 'folder' && node.now !== node.kept ? node.now.length : 0)),
  )
}

/** The same for two moments of which a program can't tell the difference. */
export function fingerprint({ seen }: Moment): string {
  return [...seen]
    .map(([path, node]) => `${path}\n${node === 'folder' ? '' : node.now.toString('latin1')}`)
    .sort()
    .join('\n')
}
