import { Refusal } from '../../core/refusal.ts'
import { projectFiles } from './backup.ts'
import { type Disk, reasonOf, replaceFile } from './disk.ts'
import { toJson } from './json-file.ts'
import { journalName, pathOf } from './layout.ts'

/** A project as it is at this moment: in memory, and on disk where memory does not hold it. */
export interface Source {
  readonly folder: string
  /** What every file says that memory holds; null where there is to be none. */
  readonly held: ReadonlyMap<string, object | null>
  /** Files that stand on disk only and have to be in the copy. */
  readonly needed: readonly string[]
  /** The log of this session: so much of the file counts, and what comes after it. */
  readonly log: { readonly file: string; readonly length: number; readonly lines: string }
}

/**
 * Writes the project into an empty folder, project.json last: until then there is no project. Throws a Refusal where
 * the folder is not empty, can't be written, or something of the project can't be read.
 */
export async function copyProject(disk: Disk, source: Source, to: string): Promise<void> {
  if ((await disk.list(to)).length > 0)
    throw new Refusal('taken', `${to}: the folder is not empty; choose a new or an empty one`)
  const onDisk: string[] = await projectFiles(disk, source.folder).catch(() => [])
  const missing = source.needed.filter((file) => !onDisk.includes(file))
  if (missing[0] !== undefined) {
    throw new Refusal(
      'disk',
      `${pathOf(source.folder, missing[0])}: the file can’t be read, and a copy without it would lose it; connect the disk again, then save the copy`,
    )
  }
  const files = new Set([...onDisk, ...source.held.keys(), source.log.file])
  for (const file of ['project.json', journalName]) files.delete(file)
  try {
    for (const file of [...files, 'project.json']) {
      const content = await contentOf(disk, source, file)
      if (content !== null) await replaceFile(disk, pathOf(to, file), content)
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('disk', `${to}: the copy could not be saved: ${reasonOf(error)}`)
  }
}

async function contentOf(
  disk: Disk,
  { folder, held, log }: Source,
  file: string,
): Promise<string | Uint8Array | null> {
  const said = held.get(file)
  if (said !== undefined) return said === null ? null : toJson(said)
  const bytes = await disk.readBytes(pathOf(folder, file))
  if (file !== log.file) return bytes ?? null
  return Buffer.concat([(bytes ?? Buffer.alloc(0)).subarray(0, log.length), Buffer.from(log.lines)])
}
