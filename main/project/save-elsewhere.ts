import { resolve } from 'node:path'
import { Refusal } from '../../core/refusal.ts'
import { copyProject, saysTheSame } from './copy.ts'
import type { OpenProject } from './open-project.ts'
import { openProject } from './opening.ts'

/**
 * Writes the project as it is in memory, and on disk where memory does not hold it, into an empty folder, and opens
 * that: where it does not say the same, a Refusal is thrown. What can't be read any more is not in the copy, and the
 * copy's history says so. Nothing changes meanwhile. The given project stays open.
 */
export function saveElsewhere(
  project: OpenProject,
  folder: string,
): Promise<{ copy: OpenProject; missing: readonly string[] }> {
  const { options } = project
  return project.standingStill(async (source) => {
    const to = resolve(folder)
    const missing = await copyProject(options.disk, source, to)
    const copy = await openProject(to, { ...options, takeOver: false })
    if (!saysTheSame(await copy.load(), source, missing)) {
      await copy.close()
      throw new Refusal(
        'damaged',
        `${to}: the copy can’t be read back as it was written; choose another disk`,
      )
    }
    if (missing.length > 0) {
      const label = `save a copy of ${project.folder} without ${missing.join(', ')}`
      await copy.note({ label, change: {} }, [])
    }
    return { copy, missing }
  })
}
