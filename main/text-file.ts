import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { readCodebookCsv } from '../core/exchange/codebook-csv.ts'
import { type CodebookFile, readCodebookJson } from '../core/exchange/codebook-json.ts'
import type { Loss } from '../core/exchange/loss.ts'
import { readQdc } from '../core/exchange/refi-qda/codebook.ts'
import { Refusal } from '../core/refusal.ts'
import { codeOf, disk, reasonOf, replaceFile } from './project/disk.ts'

/** No file that is read as a whole is larger. In bytes. */
const largest = 500_000_000

/** A file's bytes. Throws a Refusal that names the file as `name`. */
export async function readBytes(path: string, name: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size > largest) throw new Refusal('invalid', `${name}: the file is larger than 500 MB; split it`)
    return await readFile(path)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('missing', `${name}: the file can't be read: ${whyUnread(error)}`)
  }
}

/** What keeps a file from being read, in words. */
export function whyUnread(error: unknown): string {
  const code = codeOf(error)
  if (code === 'ENOENT') return 'there is no such file; check the name'
  if (code === 'EISDIR') return 'this is a folder; name a file'
  return reasonOf(error)
}

/** A file's text in UTF-8. Throws a Refusal that names the file as `name`. */
export async function readText(path: string, name: string): Promise<string> {
  return textOf(name, await readBytes(path, name))
}

function textOf(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal('invalid', `${name}: the file is not UTF-8 text; save it as UTF-8`)
  }
}

/** A codebook file, and what it holds that a codebook of ours can't. */
export type ReadCodebook = CodebookFile & { readonly losses: readonly Loss[] }

/** What a codebook file says, by its ending. Throws a Refusal that names the file as `name`. */
export async function readCodebookFile(path: string, name: string): Promise<ReadCodebook> {
  return codebookOf(name, await readBytes(path, name))
}

/** The same out of its bytes. */
export function codebookOf(name: string, bytes: Uint8Array): ReadCodebook {
  const ending = extname(name).toLowerCase()
  if (ending === '.qdc') return { linkTypes: [], ...readQdc(name, bytes) }
  const readers: Record<string, (file: string, text: string) => ReadCodebook> = {
    '.json': (file, text) => ({ ...readCodebookJson(file, text), losses: [] }),
    '.csv': (file, text) => ({ ...readCodebookCsv(file, text), linkTypes: [] }),
  }
  const read = readers[ending]
  if (read === undefined) throw new Refusal('invalid', `${name}: a codebook is a .json, .csv or .qdc file`)
  return read(name, textOf(name, bytes))
}

/** Writes a file as a whole or not at all. Throws a Refusal that names the file as `name`. */
export async function writeText(path: string, name: string, content: string | Uint8Array): Promise<void> {
  try {
    await replaceFile(disk, path, content)
  } catch (error) {
    throw new Refusal('disk', `${name}: not saved: ${reasonOf(error)}`)
  }
}
