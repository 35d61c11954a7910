import { createHash } from 'node:crypto'
import { canonical } from '../../../core/merge/canonical.ts'
import type { Project } from '../../../core/model.ts'
import { contentOf, filesOf } from '../../../main/project/layout.ts'

/** A hash of all that a project's files say, the same for two projects that say the same; keys may be in any order. */
export function asWritten(project: Project): string {
  const hash = createHash('sha256')
  for (const file of filesOf(project).sort()) {
    hash.update(`${file}\n${canonical(contentOf(project, file))}\n`)
  }
  return hash.digest('hex')
}
