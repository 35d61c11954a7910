import { resolve } from 'node:path'
import { Refusal } from '../../core/refusal.ts'
import { backUp, backupsFolder, listBackups, projectFiles } from './backup.ts'
import { type CheckResult, checkWhatIsThere } from './check.ts'
import { type Disk, reasonOf } from './disk.ts'
import { isFileName, isHistoryName, pathOf } from './layout.ts'
import { type Options, withDefaults } from './options.ts'
import { type Rewrites, rewrite, underLock } from './rewrite.ts'

/** What restoring did. */
export interface Restored {
  readonly backup: string
  /** Files that are now as they were. */
  readonly written: readonly string[]
  /** Files that were not there then, and are not there any more. */
  readonly removed: readonly string[]
  /** The backup of how the project was just before. */
  readonly before: string
  readonly found: CheckResult
}

/**
 * Makes a project's files those of one of its backups, history too, all or nothing. How it was before is backed up
 * first. Throws a Refusal where that can't be had, and where there is no such backup.
 */
export async function restore(folder: string, name: string, given: Options = {}): Promise<Restored> {
  const options = withDefaults(given)
  const { disk, now } = options
  const root = resolve(folder)
  if (!(await listBackups(disk, root)).some((backup) => backup.name === name)) {
    throw new Refusal('missing', `${root}: there is no backup “${name}”; restore without a name lists them`)
  }
  return underLock(root, options, async (disk, session) => {
    try {
      const rewrites = await differences(disk, root, pathOf(root, `${backupsFolder}/${name}`))
      const before = await backUp(disk, root, 'restore', now)
      await rewrite(disk, root, rewrites, {
        session,
        at: now(),
        label: `restore ${name}`,
      })
      const files = [...rewrites]
      return {
        backup: name,
        written: files.flatMap(([file, content]) => (content === null ? [] : [file])),
        removed: files.flatMap(([file, content]) => (content === null ? [file] : [])),
        before,
        found: await checkWhatIsThere(root, disk),
      }
    } catch (error) {
      if (error instanceof Refusal) throw error
      throw new Refusal('disk', `${root}: the backup could not be restored: ${reasonOf(error)}`)
    }
  })
}

/** What must be written to make the project's files those of the backup. */
async function differences(disk: Disk, root: string, backup: string): Promise<Rewrites> {
  const isOurs = (file: string) => isFileName(file) || isHistoryName(file)
  const rewrites = new Map<string, Uint8Array | null>()
  const then = (await projectFiles(disk, backup)).filter(isOurs)
  for (const file of then) {
    // As bytes: a damaged file may be no text, and is to be what it was.
    const content = await disk.readBytes(pathOf(backup, file))
    const here = await disk.readBytes(pathOf(root, file))
    if (content === undefined || (here !== undefined && Buffer.compare(content, here) === 0)) continue
    rewrites.set(file, content)
  }
  const before = new Set(then)
  const now = (await projectFiles(disk, root)).filter(isOurs)
  for (const file of now) if (!before.has(file)) rewrites.set(file, null)
  return rewrites
}
