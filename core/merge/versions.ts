import { codebookOf, wholeVersion } from '../codebook-version.ts'
import { sameValue } from '../difference.ts'
import type { CodebookVersion, Project } from '../model.ts'
import { canonical } from './canonical.ts'
import { sideBySide } from './copies.ts'

/**
 * The codebook versions of both copies. An id says what the codes of a version mean, so two of one id differ only in
 * when they were made, what they build on, and in colours, keys and order: the one made first is kept, whole.
 */
export function mergeVersions(mine: Project, other: Project): Project['versions'] {
  const merged = sideBySide(mine.versions, other.versions).map(([m, o]) => {
    if (m === undefined || o === undefined) return (m ?? o)!
    return sameValue(m, o) ? m : first(whole(mine, m), whole(other, o))
  })
  return new Map(merged.map((version) => [version.id, version]))
}

function whole({ versions }: Project, version: CodebookVersion): CodebookVersion {
  return wholeVersion(version, codebookOf(versions, version.id)!)
}

function first(a: CodebookVersion, b: CodebookVersion): CodebookVersion {
  const key = (version: CodebookVersion) => `${version.created} ${canonical(version)}`
  return key(a) <= key(b) ? a : b
}
