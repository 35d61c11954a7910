import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { folderExtensions } from '../documents/kind.ts'

/** Paths of the files in a folder, and in those below it, that could be documents and no tables, in the order of their names. */
export async function documentFilesIn(folder: string): Promise<string[]> {
  return filesIn(folder, folderExtensions)
}

/** The same for any endings. */
export async function filesIn(folder: string, endings: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(
      (entry) => entry.isFile() && endings.some((ending) => entry.name.toLowerCase().endsWith(`.${ending}`)),
    )
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}
