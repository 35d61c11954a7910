import { resolve } from 'node:path'
import { Refusal } from '../../core/refusal.ts'
import { type Disk, disk as realDisk } from './disk.ts'
import { pathOf } from './layout.ts'
import { type Problem, type ReadProject, readProject } from './read-project.ts'

export interface CheckResult {
  readonly ok: boolean
  readonly problems: readonly Problem[]
  /** What could be read. */
  readonly documents: number
  readonly segments: number
}

/**
 * Verifies every file of a project: schema, references, hashes, quotes. Writes nothing.
 * Throws a Refusal where the folder is no project at all.
 */
export async function check(folder: string, disk: Disk = realDisk): Promise<CheckResult> {
  const root = resolve(folder)
  if ((await disk.read(pathOf(root, 'project.json'))) === undefined) {
    throw new Refusal('missing', `${root}: there is no project.json; name a project's folder`)
  }
  let found: ReadProject
  try {
    found = await readProject(disk, root)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [, file = 'project.json', what = error.message] =
      /^([a-z/-]+\.json):([\s\S]*)$/.exec(error.message) ?? []
    return {
      ok: false,
      problems: [{ file, what: what.trim(), repairable: false }],
      documents: 0,
      segments: 0,
    }
  }
  const { project, problems } = found
  const segments = [...project.segments.values()].reduce((sum, table) => sum + table.size, 0)
  return { ok: problems.length === 0, problems, documents: project.documents.size, segments }
}
