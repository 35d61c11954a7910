import type { LinkType, LinkTypeId, Segment } from '../../model.ts'
import { childNamed, childrenNamed, type XmlElement } from '../xml.ts'
import { plainGuid } from './guid.ts'
import { freeId, tidyName } from './names.ts'

/**
 * The segments with the links that the file has between their selections, and the types that these make: a type of link
 * is its name. Only what joins two segments of one coder in one document is a link of ours; `used` counts them.
 */
export function linkedSegments(
  project: XmlElement,
  segments: readonly Segment[],
  bySelection: ReadonlyMap<string, Segment>,
  { newId }: { newId(): string },
): { segments: readonly Segment[]; linkTypes: readonly LinkType[]; used: number } {
  const types = new Map<string, LinkType>()
  const links = new Map<string, Segment['links'][number][]>()
  let used = 0
  const typeOf = (wanted: string | undefined): LinkTypeId => {
    const name = tidyName(wanted, 'linked to')
    const key = name.toLowerCase()
    const known = types.get(key)
    const id = freeId(undefined, name, 'link', new Set(), newId) as LinkTypeId
    const type = known ?? { id, order: types.size, name, from: [], to: [] }
    types.set(key, type)
    return type.id
  }
  const add = (from: Segment, to: Segment, type: LinkTypeId) => {
    const there = links.get(from.id) ?? []
    if (!there.some((link) => link.type === type && link.to === to.id)) there.push({ type, to: to.id })
    links.set(from.id, there)
  }
  for (const { attributes } of childrenNamed(childNamed(project, 'Links'), 'Link')) {
    const [from, to] = [attributes.originGUID, attributes.targetGUID].map((guid) =>
      bySelection.get(plainGuid(guid) ?? ''),
    )
    if (from === undefined || to === undefined || from === to || !together(from, to)) continue
    const type = typeOf(attributes.name)
    add(from, to, type)
    if (attributes.direction === 'Bidirectional') add(to, from, type)
    used++
  }
  return {
    segments: segments.map((segment) =>
      links.has(segment.id) ? { ...segment, links: links.get(segment.id)! } : segment,
    ),
    linkTypes: [...types.values()],
    used,
  }
}

function together(a: Segment, b: Segment): boolean {
  return a.coder === b.coder && a.document === b.document
}

/** The GUIDs that links lead from or to. */
export function linkEnds(project: XmlElement): ReadonlySet<string> {
  const ends = new Set<string>()
  for (const { attributes } of childrenNamed(childNamed(project, 'Links'), 'Link'))
    for (const end of [attributes.originGUID, attributes.targetGUID]) {
      const guid = plainGuid(end)
      if (guid !== undefined) ends.add(guid)
    }
  return ends
}
