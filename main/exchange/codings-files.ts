import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { GivenFile } from '../../core/exchange/found.ts'
import { Refusal } from '../../core/refusal.ts'
import { readBytes } from '../text-file.ts'
import { codingsEndings } from './read-codings.ts'

/** More than this lies in no export that somebody made. */
const mostFiles = 20_000

/**
 * The file at a path, with the text beside it where a format keeps it there; or those of a folder that may hold
 * codings, with their paths from there on. Throws a Refusal that names the file as `file`.
 */
export async function codingsFilesAt(path: string, file: string): Promise<GivenFile[]> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) return filesInFolder(path, file)
  const bytes = await readBytes(path, file)
  // A file alone says nothing by its folder.
  const own = { path: basename(path), bytes }
  if (!/\.ann$/i.test(path)) return [own]
  // brat keeps the text beside the codings.
  const text = await readBytes(path.replace(/ann$/i, 'txt'), file).catch(() => undefined)
  return text === undefined ? [own] : [own, { path: own.path.replace(/ann$/i, 'txt'), bytes: text }]
}

async function filesInFolder(path: string, file: string): Promise<GivenFile[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile())
  if (names.length > mostFiles)
    throw new Refusal(
      'invalid',
      `${file}: there are more than ${mostFiles} files in this folder; name one with codings only`,
    )
  const paths = names
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .filter((inside) => codingsEndings.some((ending) => inside.toLowerCase().endsWith(`.${ending}`)))
    .sort()
  return Promise.all(
    paths.map(async (inside) => ({
      path: inside.replaceAll('\\', '/'),
      bytes: await readBytes(join(path, inside), join(file, inside)),
    })),
  )
}
