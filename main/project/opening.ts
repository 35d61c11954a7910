import { resolve } from 'node:path'
import { format } from '../../core/migration.ts'
import type { Project } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import { reasonOf } from './disk.ts'
import { KnownFiles } from './known-files.ts'
import { guarded, takeLock } from './lock.ts'
import { type NewProject, newProject } from './new-project.ts'
import { OpenProject } from './open-project.ts'
import { newSession, type Options, withDefaults } from './options.ts'
import { ProjectReader } from './project-reader.ts'
import { readable, refuseWhereNone, unchanged } from './steady.ts'
import { Writer } from './writer.ts'

/** Makes a project in a folder that is empty or not there yet. */
export async function createProject(
  folder: string,
  begins: NewProject,
  given: Options = {},
): Promise<OpenProject> {
  const options = withDefaults(given)
  const root = resolve(folder)
  const { project, decision } = newProject(begins, options)
  const inside = await readable(() => options.disk.list(root), root)
  if (inside.length > 0) {
    throw new Refusal('taken', `${root}: the folder is not empty; choose a new or an empty one`)
  }
  return underLock(root, options, async (opened) => {
    const open = opened(project)
    await open.note(decision, sharedFiles)
    open.beginKeeping()
    return open
  })
}

/** Opens a project for writing, after finishing what a crash left half done. Throws Held where somebody has it. */
export async function openProject(folder: string, given: Options = {}): Promise<OpenProject> {
  const options = withDefaults(given)
  const root = resolve(folder)
  await refuseWhereNone(options.disk, root)
  return underLock(root, options, async (opened, reader, writer) => {
    const open = opened(await readable(() => reader.head(), root))
    await finishCrash(root, reader, writer)
    open.beginKeeping()
    // An older program keeps away from now on. The other files are migrated as they are read, and written in today's
    // format when they change.
    if ((await reader.formatOnDisk()) !== format) {
      await open.backUp('migration')
      await open.note({ label: `migrate to ${format}`, change: {} }, sharedFiles)
    }
    return open
  })
}

/**
 * Opens a project to read only, whoever has it open: as it is on disk at this moment, all of it, and never half of
 * a change. Nothing is written and every command refused; `why` says so to the person.
 */
export async function openToRead(folder: string, why: string, given: Options = {}): Promise<OpenProject> {
  const options = withDefaults(given)
  const { disk } = options
  const root = resolve(folder)
  await refuseWhereNone(disk, root)
  return unchanged(disk, root, async () => {
    const known = new KnownFiles(disk, root, options.now)
    const reader = new ProjectReader(known.reading, root)
    const head = await readable(() => reader.head(), root)
    const writer = new Writer(known.writing, root, '')
    const open = new OpenProject({ folder: root, options, known, reader, writer, lock: null }, head)
    await readable(() => open.load(), root)
    open.refuseChanges(why)
    return open
  })
}

/** The files that every program reads first. */
const sharedFiles = ['project.json', 'codebook.json'] as const

/** Takes the lock, which is given back where the project can't be opened after all. */
async function underLock(
  root: string,
  options: Required<Options>,
  work: (
    opened: (project: Project) => OpenProject,
    reader: ProjectReader,
    writer: Writer,
  ) => Promise<OpenProject>,
): Promise<OpenProject> {
  const session = newSession(options)
  const lock = await takeLock(options.disk, root, session, options)
  const known = new KnownFiles(guarded(options.disk, lock), root, options.now)
  const reader = new ProjectReader(known.reading, root)
  const writer = new Writer(known.writing, root, `history/${session}.jsonl`, options.mostInJournal)
  let open: OpenProject | undefined
  const opened = (project: Project) =>
    (open = new OpenProject({ folder: root, options, known, reader, writer, lock }, project))
  try {
    return await work(opened, reader, writer)
  } catch (error) {
    open?.rest()
    await lock.release()
    throw error
  }
}

/** Throws a Refusal where the disk won't have it. */
async function finishCrash(root: string, reader: ProjectReader, writer: Writer): Promise<void> {
  try {
    if (reader.journal !== null) await writer.finish(reader.journal)
    reader.settle()
    await writer.tidy()
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('disk', `${root}: the project can't be opened for writing: ${reasonOf(error)}`)
  }
}
