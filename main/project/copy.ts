import { relative, sep } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Project } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import type { HistoryLine } from '../../core/schema.ts'
import { projectFiles } from './backup.ts'
import { codeOf, type Disk, reasonOf, replaceFile } from './disk.ts'
import { toJson } from './json-file.ts'
import { contentOf, type FileName, filesOf, journalName, pathOf } from './layout.ts'
import type { LoadedProject } from './loaded-project.ts'
import { linesOf } from './log-lines.ts'

/** A project as it is at this moment: in memory, and on disk where memory does not hold it. */
export interface Source {
  readonly folder: string
  /** What every file says that memory holds; null where there is to be none. */
  readonly held: ReadonlyMap<FileName, object | null>
  /** Files that stand on disk only. */
  readonly needed: readonly string[]
  /** The log of this session: so much of the file counts, and what comes after it. */
  readonly log: { readonly file: string; readonly length: number; readonly lines: readonly string[] }
}

/** The project with what memory is ahead of the disk by, so much of its log being written. */
export function sourceOf(
  { folder, setAside }: { readonly folder: string; readonly setAside: ReadonlySet<string> },
  loaded: LoadedProject,
  ahead: { readonly files: readonly FileName[]; readonly happened: readonly HistoryLine[] },
  log: { readonly logName: string; readonly written: number },
): Source {
  const { project } = loaded
  const all = [...new Set([...filesOf(project), ...ahead.files])]
  const held = all.filter((file) => loaded.holds(file))
  const isHeld = new Set(held)
  return {
    folder,
    held: new Map(held.map((file) => [file, contentOf(project, file)])),
    needed: [...all.filter((file) => !isHeld.has(file)), ...setAside],
    log: {
      file: log.logName,
      length: log.written,
      lines: [...linesOf(ahead.happened)],
    },
  }
}

/** Whether a copy without these files, when it is read, says what memory held. */
export function saysTheSame(copy: Project, { held }: Source, missing: readonly string[]): boolean {
  // What is about a text that is not there can't be read; its files are in the copy as they were.
  const texts = missing.filter((file) => file.startsWith('texts/')).map((file) => file.slice('texts'.length))
  const readable = [...held].filter(([file]) => !texts.some((text) => file.endsWith(text)))
  return readable.every(([file, content]) => isDeepStrictEqual(contentOf(copy, file), content))
}

/**
 * Writes the project into an empty folder, project.json last: until then there is no project. What can't be read any
 * more is left out; its files are told. Throws a Refusal where the folder is not empty or can't be written.
 */
export async function copyProject(disk: Disk, source: Source, to: string): Promise<string[]> {
  if ((await disk.list(to)).length > 0)
    throw new Refusal('taken', `${to}: the folder is not empty; choose a new or an empty one`)
  const { files: onDisk, missing } = await readableFiles(disk, source.folder)
  const files = new Set<string>([...onDisk, ...source.needed, ...source.held.keys(), source.log.file])
  for (const file of ['project.json', journalName]) files.delete(file)
  try {
    for (const file of [...files, 'project.json']) {
      const content = await fileOf(disk, source, file)
      if (content === undefined) missing.push(file)
      else if (content !== null) await replaceFile(disk, pathOf(to, file), content)
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('disk', `${to}: the copy could not be saved: ${reasonOf(error)}`)
  }
  return missing.sort()
}

/** The files of the folder as far as they are found, and which of its folders are not. */
async function readableFiles(disk: Disk, root: string): Promise<{ files: string[]; missing: string[] }> {
  const missing: string[] = []
  const files = await projectFiles(
    {
      ...disk,
      list: (folder) =>
        disk.list(folder).catch(() => {
          missing.push(`${relative(root, folder).split(sep).join('/')}/`)
          return []
        }),
      // Whether a file can be read is seen when it is copied.
      readStart: (path, bytes) =>
        disk.readStart(path, bytes).catch((error: unknown) => {
          if (codeOf(error) === 'EISDIR') throw error
          return undefined
        }),
    },
    root,
  )
  // Without the project's own file the whole folder is gone; what memory holds and needs is known by name.
  if (!files.includes('project.json')) missing.push('history/')
  return { files, missing }
}

/** What is to stand in the file; null where there is to be none, undefined where that can't be read. */
async function fileOf(
  disk: Disk,
  { folder, held, log }: Source,
  file: string,
): Promise<string | Uint8Array | null | undefined> {
  const said = held.get(file as FileName)
  if (said !== undefined) return said === null ? null : toJson(said)
  const bytes = await disk.readBytes(pathOf(folder, file)).catch(() => undefined)
  if (file !== log.file) return bytes
  const before = bytes?.subarray(0, log.length) ?? Buffer.alloc(0)
  return Buffer.concat([before, ...log.lines.map((line) => Buffer.from(line))])
}
