import { sameValue } from '../difference.ts'
import type { LinkType, LinkTypeId, Project } from '../model.ts'
import { canonical, greater } from './canonical.ts'
import { sideBySide } from './copies.ts'

/** The types of link of both copies; of one that differs, the version that comes last as text. */
export function mergeLinkTypes(mine: Project, other: Project): Map<LinkTypeId, LinkType> {
  const merged = sideBySide(mine.linkTypes, other.linkTypes).map(([m, o]) => {
    if (m === undefined || o === undefined) return (m ?? o)!
    return sameValue(m, o) || greater(canonical(m), canonical(o)) === canonical(m) ? m : o
  })
  return new Map(merged.map((linkType) => [linkType.id, linkType]))
}
