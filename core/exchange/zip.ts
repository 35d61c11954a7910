import { Inflate, type Zippable, zipSync } from 'fflate'
import { Refusal } from '../refusal.ts'

/** What a ZIP file of another program may hold; all of these are far beyond what people make. Sizes in bytes. */
export interface ZipLimits {
  readonly entries: number
  readonly entry: number
  /** Of all entries that are read. */
  readonly sum: number
  /** How many times its packed size an entry of more than ten megabytes may have. */
  readonly ratio: number
}

const defaultLimits: ZipLimits = { entries: 100_000, entry: 200_000_000, sum: 300_000_000, ratio: 200 }

export interface ZipEntry {
  readonly name: string
  readonly size: number
}

/** An opened ZIP file: names at once, content when it is asked for. */
export interface ZipFile {
  /** Files only, without folders. */
  readonly entries: readonly ZipEntry[]
  /** An entry's content. Throws a Refusal where it is damaged or larger than it may be. */
  read(name: string): Uint8Array
}

interface Directory extends ZipEntry {
  readonly packed: number
  readonly method: number
  readonly at: number
  readonly encrypted: boolean
}

/**
 * Reads a ZIP file's directory. No entry is unpacked before its size is known to be within the limits, and none
 * beyond the size it declares. Names are only names here: nothing is ever written where they point to.
 * Throws a Refusal.
 */
export function openZip(file: string, bytes: Uint8Array, limits: ZipLimits = defaultLimits): ZipFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = directoryOf(file, view, bytes, limits)
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  let taken = 0
  return {
    entries,
    read(name) {
      const entry = byName.get(name)
      if (entry === undefined) throw new Refusal('missing', `${file}: there is no ${name} in it`)
      refuseLarge(file, entry, limits)
      taken += entry.size
      if (taken > limits.sum)
        throw new Refusal('invalid', `${file}: it unpacks to more than ${megabytes(limits.sum)}`)
      return unpack(file, entry, view, bytes)
    },
  }
}

function refuseLarge(file: string, { name, size, packed, encrypted }: Directory, limits: ZipLimits): void {
  if (encrypted)
    throw new Refusal('invalid', `${file}: ${name} is protected by a password; save it without one`)
  if (size > limits.entry) {
    throw new Refusal(
      'invalid',
      `${file}: ${name} unpacks to more than ${megabytes(limits.entry)}; it was not read`,
    )
  }
  if (size > 10_000_000 && size > packed * limits.ratio) {
    throw new Refusal(
      'invalid',
      `${file}: ${name} unpacks to more than ${limits.ratio} times its size, as no real file does; it was not read`,
    )
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`
}

/** The end record lies within the last 64 KB, behind it at most a comment (APPNOTE.TXT 6.3.10, 4.3.16). */
function directoryOf(file: string, view: DataView, bytes: Uint8Array, limits: ZipLimits): Directory[] {
  const end = endRecord(view)
  if (end === undefined) throw new Refusal('invalid', `${file}: this is not a whole ZIP file; get it again`)
  const count = view.getUint16(end + 10, true)
  const start = view.getUint32(end + 16, true)
  if (count > limits.entries || count === 0xffff || start === 0xffffffff) {
    throw new Refusal('invalid', `${file}: it holds more files than any project; it was not read`)
  }
  const entries: Directory[] = []
  let at = start
  for (let n = 0; n < count; n++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) {
      throw new Refusal('invalid', `${file}: the list of files in this ZIP file is damaged; get it again`)
    }
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
      number,
      number,
      number,
    ]
    const flags = view.getUint16(at + 8, true)
    const name = entryName(bytes.subarray(at + 46, at + 46 + nameLength), flags)
    if (!name.endsWith('/')) {
      entries.push({
        name,
        size: view.getUint32(at + 24, true),
        packed: view.getUint32(at + 20, true),
        method: view.getUint16(at + 10, true),
        at: view.getUint32(at + 42, true),
        encrypted: (flags & 1) === 1,
      })
    }
    at += 46 + nameLength + extra + comment
  }
  return entries
}

function endRecord(view: DataView): number | undefined {
  const last = view.byteLength - 22
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  return undefined
}

/** Names are UTF-8 where bit 11 says so; else they are hardly ever more than ASCII. */
function entryName(bytes: Uint8Array, flags: number): string {
  return new TextDecoder((flags & 0x800) !== 0 ? 'utf-8' : 'windows-1252').decode(bytes).replaceAll('\\', '/')
}

function unpack(
  file: string,
  { name, size, packed, method, at }: Directory,
  view: DataView,
  bytes: Uint8Array,
): Uint8Array {
  const damaged = () =>
    new Refusal('invalid', `${file}: ${name} in this ZIP file is damaged; get the file again`)
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) throw damaged()
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const content = bytes.subarray(start, start + packed)
  if (content.length !== packed) throw damaged()
  if (method === 0) return content
  if (method !== 8)
    throw new Refusal('invalid', `${file}: ${name} is packed in a way that can't be read; zip it again`)
  const out = inflate(content, size)
  if (out === undefined) throw damaged()
  return out
}

/** Bytes fed to the inflater at once, so that an entry that lies about its size is given up early. */
const portion = 1_000_000

function inflate(content: Uint8Array, size: number): Uint8Array | undefined {
  const out = new Uint8Array(size)
  let filled = 0
  let fits = true
  const inflater = new Inflate((part) => {
    fits &&= filled + part.length <= size
    if (fits) out.set(part, filled)
    filled += part.length
  })
  try {
    for (let at = 0; fits && at < content.length; at += portion) {
      inflater.push(content.subarray(at, at + portion), at + portion >= content.length)
    }
  } catch {
    return undefined
  }
  return fits && filled === size ? out : undefined
}

/** The earliest time a ZIP entry can have: the same project gives the same bytes. */
const fixedTime = new Date(1980, 0, 1)

/** Files as a ZIP file, in the order given. Text is written as UTF-8. */
export function writeZip(files: readonly { path: string; content: string | Uint8Array }[]): Uint8Array {
  const tree: Zippable = {}
  for (const { path, content } of files) {
    tree[path] = [
      typeof content === 'string' ? encoder.encode(content) : content,
      { mtime: fixedTime, level: 1 },
    ]
  }
  return zipSync(tree)
}

const encoder = new TextEncoder()
