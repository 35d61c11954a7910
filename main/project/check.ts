import { resolve } from 'node:path'
import { Refusal } from '../../core/refusal.ts'
import { type Disk, disk as realDisk } from './disk.ts'
import { examine } from './examine.ts'
import type { Problem } from './problems.ts'
import { planRepair } from './repair-plan.ts'

export interface CheckResult {
  readonly ok: boolean
  readonly problems: readonly Problem[]
  /** What could be read. */
  readonly documents: number
  readonly segments: number
}

/**
 * Verifies every file of a project: schema, references, hashes, quotes, and says what of it `repair` would mend.
 * Writes nothing. Throws a Refusal where the folder is no project at all.
 */
export async function check(folder: string, disk: Disk = realDisk): Promise<CheckResult> {
  const root = resolve(folder)
  if (!(await disk.list(root)).includes('project.json')) {
    throw new Refusal('missing', `${root}: there is no project.json; name a project's folder`)
  }
  return checkWhatIsThere(root, disk)
}

/** The same for a folder that is known to be a project's, whatever is missing in it. */
export async function checkWhatIsThere(root: string, disk: Disk): Promise<CheckResult> {
  const { problems, documents, segments } = await examine(disk, root)
  if (problems.length === 0) return { ok: true, problems: [], documents, segments }
  const { left } = await planRepair(disk, root)
  const remains = new Set(left.map(({ file }) => file))
  const told = problems.map((problem) => ({ ...problem, repairable: !remains.has(problem.file) }))
  return { ok: false, problems: told, documents, segments }
}
