import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { refuse } from './document.ts'
import { type Limits, standardLimits } from './limits.ts'

/** A ZIP archive that is read one file at a time; nothing of it is ever written to disk. */
export interface Archive {
  readonly names: readonly string[]
  has(name: string): boolean
  /** The bytes of a file in it as they are unpacked. Throws a Refusal where there is none or it is damaged. */
  chunks(name: string): AsyncGenerator<Uint8Array>
  /** The same, all at once. */
  read(name: string): Promise<Uint8Array>
}

/**
 * Opens an archive after a look at its directory: too many files, too large ones, names that lead out of it, links
 * and passwords are refused by the name of the file. What is unpacked later is counted again, since a directory
 * may lie.
 */
export async function openArchive(
  file: string,
  bytes: Uint8Array,
  limits: Limits = standardLimits,
): Promise<Archive> {
  const zip = await open(file, bytes)
  if (zip.entryCount > limits.entries)
    refuse(
      file,
      `the archive says it holds ${zip.entryCount} files; more than ${limits.entries} are not read`,
    )
  const entries = await entriesOf(file, zip, limits)
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    chunks: (name) => unpack(file, zip, entries.get(name), name, limits),
    async read(name) {
      const parts: Uint8Array[] = []
      for await (const part of unpack(file, zip, entries.get(name), name, limits)) parts.push(part)
      return Buffer.concat(parts)
    },
  }
}

/** The text of a small file in an archive that says what the archive is; '' where there is none. */
export async function firstWords(archive: Archive, name: string): Promise<string> {
  if (!archive.has(name)) return ''
  for await (const chunk of archive.chunks(name))
    return Buffer.from(chunk.subarray(0, 4096)).toString('latin1')
  return ''
}

async function open(file: string, bytes: Uint8Array): Promise<ZipFile> {
  try {
    return await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  } catch (error) {
    return refuse(file, damaged(error))
  }
}

function damaged(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error)
  return /end of central directory|not enough|truncated/i.test(why)
    ? 'the archive it should be has no directory, so the file is damaged or was cut off; get it anew'
    : `the archive it should be is damaged (${why}); get it anew`
}

async function entriesOf(file: string, zip: ZipFile, limits: Limits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let total = 0
  let read = 0
  try {
    for await (const entry of zip.eachEntry()) {
      read++
      if (read > limits.entries) throw new Unsafe(`the archive holds more than ${limits.entries} files`)
      total += entry.uncompressedSize
      check(entry, total, limits)
      if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry)
    }
  } catch (error) {
    if (error instanceof Unsafe) refuse(file, `${error.message}; it is not read`)
    refuse(file, unsafeName(error) ?? damaged(error))
  }
  return entries
}

/** Why an archive is not one that somebody's word processor made. */
class Unsafe extends Error {}

function check(entry: Entry, total: number, limits: Limits): void {
  const { fileName, uncompressedSize: size, compressedSize: packed } = entry
  if (isLink(entry)) throw new Unsafe(`“${fileName}” in the archive is a link to somewhere else`)
  if (entry.isEncrypted())
    throw new Unsafe(`“${fileName}” in the archive is protected by a password; save it without one`)
  if (size > limits.entryBytes)
    throw new Unsafe(`“${fileName}” in the archive would be ${size} bytes when unpacked`)
  if (total > limits.totalBytes)
    throw new Unsafe(`the archive would be more than ${limits.totalBytes} bytes when unpacked`)
  if (size > limits.ratioFrom && size > packed * limits.ratio)
    throw new Unsafe(`“${fileName}” in the archive is packed more than ${limits.ratio} to 1`)
}

/** Unix keeps the kind of a file in the upper half of the attributes. */
function isLink({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  return versionMadeBy >> 8 === 3 && ((externalFileAttributes >>> 16) & 0o170000) === 0o120000
}

function unsafeName(error: unknown): string | undefined {
  const why = error instanceof Error ? error.message : ''
  return /relative path|absolute path|invalid characters/.test(why)
    ? `a file in the archive has a name that leads out of it (${why}); it is not read`
    : undefined
}

async function* unpack(
  file: string,
  zip: ZipFile,
  entry: Entry | undefined,
  name: string,
  limits: Limits,
): AsyncGenerator<Uint8Array> {
  if (entry === undefined)
    return refuse(file, `the archive lacks “${name}”, so the file is damaged; get it anew`)
  let [size, sum] = [0, 0]
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      size += chunk.length
      sum = crc32(chunk, sum)
      if (size > limits.entryBytes || (size > limits.ratioFrom && size > entry.compressedSize * limits.ratio))
        throw new Unsafe(`“${name}” in the archive is larger than it says`)
      yield chunk
    }
    if (sum !== entry.crc32) throw new Error('its check sum is wrong')
  } catch (error) {
    if (error instanceof Unsafe) refuse(file, `${error.message}; it is not read`)
    const why = error instanceof Error ? error.message : String(error)
    refuse(file, `“${name}” in the archive is damaged (${why}); get the file anew`)
  }
}
