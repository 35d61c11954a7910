import { withDescendants } from './codebook.ts'
import type { CodeId, Link, LinkType, Project, Segment, SegmentId } from './model.ts'

export function linkTypesInOrder({ linkTypes }: Pick<Project, 'linkTypes'>): LinkType[] {
  return [...linkTypes.values()].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}

/** Whether segments with the code may stand at that end of a link: the codes named there, and those below them. */
export function mayLink(project: Project, named: readonly CodeId[], code: CodeId): boolean {
  if (named.length === 0) return true
  return named.some((id) => {
    const top = project.codes.get(id)
    return top !== undefined && withDescendants(project.codes, top).some((below) => below.id === code)
  })
}

/** The loaded segments that have such a link, before and after losing it. */
export function withoutLinks(
  project: Project,
  now: string,
  goes: (link: Link, from: Segment) => boolean,
): [Segment, Segment][] {
  return [...project.segments.values()].flatMap((table) =>
    [...table.values()].flatMap((before): [Segment, Segment][] => {
      const links = before.links.filter((link) => !goes(link, before))
      return links.length === before.links.length ? [] : [[before, { ...before, links, changed: now }]]
    }),
  )
}

/**
 * The segment after others became one with those that stay: its links lead there, each once and none to itself. The
 * same value where nothing is different.
 */
export function relinked(segment: Segment, gone: ReadonlyMap<SegmentId, SegmentId>): Segment {
  const links = new Map(
    segment.links
      .map((link) => ({ ...link, to: gone.get(link.to) ?? link.to }))
      .filter(({ to }) => to !== segment.id)
      .map((link) => [`${link.type} ${link.to}`, link]),
  )
  const same =
    links.size === segment.links.length && segment.links.every(({ type, to }) => links.has(`${type} ${to}`))
  return same ? segment : { ...segment, links: [...links.values()] }
}

/** A link that could be made between two segments, in the direction in which its type leads. */
export interface PossibleLink {
  readonly linkType: LinkType
  readonly from: Segment
  readonly to: Segment
}

/** The links by which one segment could lead to the other, then those by which the other could lead back. */
export function possibleLinks(project: Project, one: Segment, other: Segment): PossibleLink[] {
  return [[one, other] as const, [other, one] as const].flatMap(([from, to]) =>
    linkTypesInOrder(project)
      .filter(
        ({ id, ...named }) =>
          mayLink(project, named.from, from.code) &&
          mayLink(project, named.to, to.code) &&
          !from.links.some((link) => link.type === id && link.to === to.id),
      )
      .map((linkType) => ({ linkType, from, to })),
  )
}

/** Links of a segment in both directions, those that it leads out by first; `other` is at the other end. */
export function linksAt(
  project: Pick<Project, 'linkTypes'>,
  own: ReadonlyMap<SegmentId, Segment>,
  segment: Segment,
): readonly { readonly linkType: LinkType; readonly other: Segment; readonly direction: 'out' | 'in' }[] {
  const out = segment.links.map(({ type, to }) => ({ type, other: own.get(to), direction: 'out' as const }))
  const back = [...own.values()].flatMap((other) =>
    other.links
      .filter(({ to }) => to === segment.id)
      .map(({ type }) => ({ type, other, direction: 'in' as const })),
  )
  return [...out, ...back].flatMap(({ type, other, direction }) => {
    const linkType = project.linkTypes.get(type)
    return linkType === undefined || other === undefined ? [] : [{ linkType, other, direction }]
  })
}
