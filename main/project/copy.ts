import { isDeepStrictEqual } from 'node:util'
import type { Project } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import type { HistoryLine } from '../../core/schema.ts'
import { projectFiles } from './backup.ts'
import { type Disk, reasonOf, replaceFile } from './disk.ts'
import { toJson } from './json-file.ts'
import { contentOf, type FileName, filesOf, journalName, pathOf } from './layout.ts'

/** A project as it is at this moment: in memory, and on disk where memory does not hold it. */
export interface Source {
  readonly folder: string
  /** What every file says that memory holds; null where there is to be none. */
  readonly held: ReadonlyMap<FileName, object | null>
  /** Files that stand on disk only and have to be in the copy. */
  readonly needed: readonly string[]
  /** The log of this session: so much of the file counts, and what comes after it. */
  readonly log: { readonly file: string; readonly length: number; readonly lines: string }
}

/** The project with what memory is ahead of the disk by, so much of its log being written. */
export function sourceOf(
  folder: string,
  project: Project,
  ahead: { readonly files: readonly FileName[]; readonly happened: readonly HistoryLine[] },
  log: { readonly logName: string; readonly written: number },
  holds: (file: FileName) => boolean,
): Source {
  const all = [...new Set([...filesOf(project), ...ahead.files])]
  const held = all.filter(holds)
  const isHeld = new Set(held)
  return {
    folder,
    held: new Map(held.map((file) => [file, contentOf(project, file)])),
    needed: all.filter((file) => !isHeld.has(file)),
    log: {
      file: log.logName,
      length: log.written,
      lines: ahead.happened.map((line) => `${JSON.stringify(line)}\n`).join(''),
    },
  }
}

/** Whether the project says what memory held. */
export function saysTheSame(project: Project, { held }: Source): boolean {
  return [...held].every(([file, content]) => isDeepStrictEqual(contentOf(project, file), content))
}

/**
 * Writes the project into an empty folder, project.json last: until then there is no project. Throws a Refusal where
 * the folder is not empty, can't be written, or something of the project can't be read.
 */
export async function copyProject(disk: Disk, source: Source, to: string): Promise<void> {
  if ((await disk.list(to)).length > 0)
    throw new Refusal('taken', `${to}: the folder is not empty; choose a new or an empty one`)
  const onDisk: string[] = await projectFiles(disk, source.folder).catch(() => [])
  const isOnDisk = new Set(onDisk)
  const missing = source.needed.filter((file) => !isOnDisk.has(file))
  if (missing[0] !== undefined) {
    throw new Refusal(
      'disk',
      `${pathOf(source.folder, missing[0])}: the file can’t be read, and a copy without it would lose it; connect the disk again, then save the copy`,
    )
  }
  const files = new Set<string>([...onDisk, ...source.held.keys(), source.log.file])
  for (const file of ['project.json', journalName]) files.delete(file)
  try {
    for (const file of [...files, 'project.json']) {
      const content = await fileOf(disk, source, file)
      if (content !== null) await replaceFile(disk, pathOf(to, file), content)
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('disk', `${to}: the copy could not be saved: ${reasonOf(error)}`)
  }
}

async function fileOf(
  disk: Disk,
  { folder, held, log }: Source,
  file: string,
): Promise<string | Uint8Array | null> {
  const said = held.get(file as FileName)
  if (said !== undefined) return said === null ? null : toJson(said)
  const bytes = await disk.readBytes(pathOf(folder, file))
  if (file !== log.file) return bytes ?? null
  return Buffer.concat([(bytes ?? Buffer.alloc(0)).subarray(0, log.length), Buffer.from(log.lines)])
}
