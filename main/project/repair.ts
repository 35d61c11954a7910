import { dirname, resolve } from 'node:path'
import { Refusal } from '../../core/refusal.ts'
import { journalFile } from '../../core/schema.ts'
import { backUp } from './backup.ts'
import { type CheckResult, checkWhatIsThere } from './check.ts'
import { type Disk, reasonOf, temporary } from './disk.ts'
import { Draft, type Mended } from './draft.ts'
import { pendingWrites } from './journal.ts'
import { isFileName, isHistoryName, journalName, pathOf } from './layout.ts'
import { type Options, withDefaults } from './options.ts'
import { planRepair, type RepairPlan } from './repair-plan.ts'
import { rewrite, underLock } from './rewrite.ts'
import { Writer } from './writer.ts'

export interface Repaired {
  readonly done: readonly Mended[]
  /** The backup of how it was before; null where there was nothing to mend. */
  readonly backup: string | null
  /** The folder with the files of which something was taken away, as they were; null where there are none. */
  readonly setAside: string | null
  /** How the project is now. */
  readonly found: CheckResult
}

/** Files that a repair takes something away from are kept here, for a person to look at. */
export const setAsideFolder = 'set-aside'

/**
 * Mends what can honestly be mended in a project (repair-plan.ts), all or nothing and after a backup. What can't be
 * mended stays as it is and is named. Throws a Refusal where there can be no backup, or nothing can be written.
 */
export async function repair(folder: string, given: Options = {}): Promise<Repaired> {
  const options = withDefaults(given)
  const { disk, now } = options
  const root = resolve(folder)
  // Where project.json is gone, the codebook tells a damaged project from any other folder.
  if (!(await disk.list(root)).some((name) => name === 'project.json' || name === 'codebook.json')) {
    throw new Refusal('missing', `${root}: there is no project.json; name a project's folder`)
  }
  return underLock(root, options, async (disk, session) => {
    try {
      const finished = await finish(disk, root)
      const plan = await planRepair(disk, root)
      if (plan.rewrites.size === 0) {
        return { done: finished, backup: null, setAside: null, found: await checkWhatIsThere(root, disk) }
      }
      const backup = await backUp(disk, root, 'repair', now)
      const setAside = await carryOut(disk, root, plan, { session, at: now() })
      return {
        done: [...finished, ...plan.done],
        backup,
        setAside,
        found: await checkWhatIsThere(root, disk),
      }
    } catch (error) {
      if (error instanceof Refusal) throw error
      throw new Refusal('disk', `${root}: the project could not be mended: ${reasonOf(error)}`)
    }
  })
}

/** The folder with what was set aside, or null. */
async function carryOut(
  disk: Disk,
  root: string,
  { rewrites, aside }: RepairPlan,
  { session, at }: { session: string; at: string },
): Promise<string | null> {
  const place = `${setAsideFolder}/${session}`
  for (const file of aside) await keep(disk, root, file, `${place}/${file}`)
  const ours = new Map([...rewrites].filter(([file]) => isFileName(file) || isHistoryName(file)))
  await rewrite(disk, root, ours, { session, at, label: 'repair' })
  for (const file of rewrites.keys()) if (!ours.has(file)) await disk.remove(pathOf(root, file))
  return aside.size === 0 ? null : place
}

/** Does what opening does after a crash: the rest of a change, and away with files that are half written. */
async function finish(disk: Disk, root: string): Promise<Mended[]> {
  const writer = new Writer(disk, root, '')
  const journal = await new Draft(disk, root).parse(journalName, journalFile)
  const done: Mended[] = []
  try {
    await pendingWrites(disk, root, journal ?? null)
    if (journal !== undefined) {
      await writer.finish(journal)
      done.push({ file: journalName, what: 'what a crash left half written was finished' })
    }
  } catch (error) {
    // It is damaged, and is set aside with the rest.
    if (!(error instanceof Refusal)) throw error
  }
  for (const file of await temporaries(disk, root)) {
    await disk.remove(pathOf(root, file))
    done.push({ file, what: 'a crash left it half written, and it was removed' })
  }
  return done
}

async function temporaries(disk: Disk, root: string): Promise<string[]> {
  const coders = (await disk.list(pathOf(root, 'codings'))).map((name) => `codings/${name}`)
  const found: string[] = []
  for (const folder of ['', 'versions', 'documents', 'texts', 'history', ...coders]) {
    const names = (await disk.list(pathOf(root, folder))).filter(
      (name) => name.startsWith('.') && name.endsWith(temporary),
    )
    found.push(...names.map((name) => (folder === '' ? name : `${folder}/${name}`)))
  }
  return found
}

async function keep(disk: Disk, root: string, file: string, place: string): Promise<void> {
  const bytes = await disk.readBytes(pathOf(root, file))
  if (bytes === undefined) return
  const path = pathOf(root, place)
  await disk.makeFolder(dirname(path))
  await disk.writeNew(path, bytes)
  await disk.syncFolder(dirname(path))
}
