import type { Entry } from '../../core/merge/knowledge.ts'
import type { Project } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import { readBytes } from '../text-file.ts'
import { openPackage } from './coding-package.ts'
import { type Disk, disk } from './disk.ts'
import { inFolder, refuseDamage } from './problem-line.ts'
import { readHistory } from './read-history.ts'
import { type Progress, readProject } from './read-project.ts'

/** Another copy of a project, or a package out of one, as it is merged. */
export interface Copy {
  readonly project: Project
  readonly entries: readonly Entry[]
  /** What of it can't be merged, a sentence each. */
  readonly missing: readonly string[]
}

export function isPackage(path: string): boolean {
  return path.toLowerCase().endsWith('.zip')
}

/**
 * Reads another copy's folder, or a coding package, for merging it into `mine`, whose texts must be loaded. `name` is
 * what messages call it. Half a copy would be merged wrongly, so a damaged one is refused with a line for every file.
 */
export async function readCopy(
  path: string,
  name: string,
  mine: Project,
  onProgress?: Progress,
): Promise<Copy> {
  if (!isPackage(path)) return { ...(await readFolder(disk, path, name, mine, onProgress)), missing: [] }
  const bytes = await readBytes(path, name)
  const { disk: inside, missing, manifest } = openPackage(name, bytes, path, mine)
  const copy = await readFolder(inside, path, name, mine, onProgress)
  const others = [...copy.project.coders.values()].filter((coder) => coder.name !== manifest.coder)
  if (copy.project.coders.size !== 1 || others.length > 0)
    throw new Refusal('invalid', `${name}: a package holds the work of one coder, who is in its manifest`)
  return { ...copy, missing }
}

async function readFolder(
  from: Disk,
  root: string,
  name: string,
  mine: Project,
  onProgress?: Progress,
): Promise<Omit<Copy, 'missing'>> {
  const { project, problems } = await inFolder(name, () => readProject(from, root, onProgress, mine))
  refuseDamage(name, problems)
  return { project, entries: await inFolder(name, () => readHistory(from, root)) }
}
