import { codebookOf, wholeVersion } from '../codebook-version.ts'
import { sameValue } from '../difference.ts'
import type { CodebookVersion, Project } from '../model.ts'
import { smaller } from './canonical.ts'
import { sideBySide } from './copies.ts'

/**
 * The codebook versions of both copies. An id says what a version is, so the two can differ only in when it was
 * made and in what they build on: it is kept whole then, made when the first of them was.
 */
export function mergeVersions(mine: Project, other: Project): Project['versions'] {
  const merged = sideBySide(mine.versions, other.versions).map(([m, o]) => {
    if (m === undefined || o === undefined) return (m ?? o)!
    return sameValue(m, o) ? m : together(mine, m, o)
  })
  return new Map(merged.map((version) => [version.id, version]))
}

function together(project: Project, mine: CodebookVersion, other: CodebookVersion): CodebookVersion {
  const created = smaller(mine.created, other.created)
  return { ...wholeVersion(mine, codebookOf(project.versions, mine.id)!), created }
}
