import { withDescendants } from './codebook.ts'
import { lookUp } from './layers.ts'
import type { CodeId, Link, LinkEnd, LinkType, Project, Segment, SegmentId } from './model.ts'
import { excerpt } from './text.ts'

export function linkTypesInOrder({ linkTypes }: Pick<Project, 'linkTypes'>): LinkType[] {
  return [...linkTypes.values()].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}

/** Whether segments with the code may stand at that end of a link: the codes named there, and those below them. */
export function mayLink(project: Pick<Project, 'codes'>, named: LinkEnd, code: CodeId): boolean {
  if (named === null) return false
  if (named.length === 0) return true
  return named.some((id) => {
    const top = project.codes.get(id)
    return top !== undefined && withDescendants(project.codes, top).some((below) => below.id === code)
  })
}

/** The codes that may stand at an end, in words. */
export function endInWords(end: LinkEnd, nameOf: (code: CodeId) => string): string {
  if (end === null) return 'no code'
  return end.length === 0 ? 'any code' : end.map(nameOf).join(', ')
}

/** What is left of an end when other codes are gone: never more than it was. */
export function endWithout(end: LinkEnd, isGone: (code: CodeId) => boolean): LinkEnd {
  if (end === null || !end.some(isGone)) return end
  const left = end.filter((code) => !isGone(code))
  return left.length === 0 ? null : left
}

/** What became of the ends of types of link, a sentence each: deleting and merging codes changes them on the way. */
export function endChanges(
  before: Pick<Project, 'linkTypes'>,
  { codes, linkTypes }: Pick<Project, 'codes' | 'linkTypes'>,
): string[] {
  const named = (id: CodeId) => codes.get(id)?.name ?? id
  return linkTypesInOrder({ linkTypes }).flatMap((is) => {
    const was = before.linkTypes.get(is.id)
    if (was === undefined) return []
    const change = (leads: string, one: LinkEnd, other: LinkEnd) =>
      String(one) === String(other) ? [] : [`“${is.name}” ${leads} ${endInWords(other, named)} now.`]
    return [...change('goes out from', was.from, is.from), ...change('leads to', was.to, is.to)]
  })
}

/**
 * Why the type of link does not lead from the one segment to the other, as a sentence; undefined where it does. Links
 * that stand may come not to fit, when a segment gets another code or the type of link other ends.
 */
export function linkProblem(
  { codes }: Pick<Project, 'codes'>,
  { name, ...ends }: Pick<LinkType, 'name' | 'from' | 'to'>,
  from: Segment,
  to: Segment,
): string | undefined {
  const problem = (end: LinkEnd, { code, quote }: Segment, leads: string) => {
    if (mayLink({ codes }, end, code)) return undefined
    const named = (id: CodeId) => codes.get(id)?.name ?? id
    return `“${name}” ${leads} ${endInWords(end, named)}, and ${excerpt(quote)} is coded as ${named(code)}.`
  }
  return problem(ends.from, from, 'goes out from') ?? problem(ends.to, to, 'leads to')
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
        ({ id, ...linkType }) =>
          linkProblem(project, linkType, from, to) === undefined &&
          !from.links.some((link) => link.type === id && link.to === to.id),
      )
      .map((linkType) => ({ linkType, from, to })),
  )
}

/** The segments that lead anywhere: no work to ask again after a change, as a large table is looked through once. */
export function withLinks(segments: ReadonlyMap<SegmentId, Segment>): Segment[] {
  return lookUp(segments, countLinks, 1)
}

function countLinks({ links }: Segment): number {
  return Math.min(1, links.length)
}

/** Links of a segment in both directions, those that it leads out by first. */
export function linksAt(
  project: Pick<Project, 'codes' | 'linkTypes'>,
  own: ReadonlyMap<SegmentId, Segment>,
  segment: Segment,
): readonly LinkAt[] {
  const out = segment.links.map(({ type, to }) => ({ type, other: own.get(to), direction: 'out' as const }))
  const back = withLinks(own).flatMap((other) =>
    other.links
      .filter(({ to }) => to === segment.id)
      .map(({ type }) => ({ type, other, direction: 'in' as const })),
  )
  return [...out, ...back].flatMap(({ type, other, direction }) => {
    const linkType = project.linkTypes.get(type)
    if (linkType === undefined || other === undefined) return []
    const [from, to] = direction === 'out' ? [segment, other] : [other, segment]
    return [{ linkType, other, direction, problem: linkProblem(project, linkType, from, to) }]
  })
}

export interface LinkAt {
  readonly linkType: LinkType
  /** The segment at the other end. */
  readonly other: Segment
  readonly direction: 'out' | 'in'
  /** See linkProblem. */
  readonly problem: string | undefined
}
