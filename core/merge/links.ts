import type { Link, LinkTypeId, Segment, SegmentId, Table } from '../model.ts'

/** A link by what it says. */
export function linkKey({ type, to }: Link): string {
  return `${type} ${to}`
}

/** The segment with its links leading to where segments went that turned out to be one with another. */
export function relinked(segment: Segment, names: ReadonlyMap<SegmentId, SegmentId>): Segment {
  if (!segment.links.some(({ to }) => names.has(to))) return segment
  return { ...segment, links: segment.links.map(({ type, to }) => ({ type, to: names.get(to) ?? to })) }
}

/**
 * One coder's merged segments of one document, without links whose type was deleted or whose end was: who deleted a
 * segment deleted every link to it that they saw. That it took along another one is told.
 */
export function withoutStrayLinks(
  work: Table<Segment>,
  linkTypes: ReadonlyMap<LinkTypeId, unknown>,
  notes: string[],
): Table<Segment> {
  const strays = (segment: Segment) =>
    segment.links.filter(({ type, to }) => !work.has(to) || !linkTypes.has(type))
  const losing = [...work.values()].filter((segment) => strays(segment).length > 0)
  if (losing.length === 0) return work
  const next = new Map(work)
  for (const segment of losing) {
    const stray = new Set(strays(segment))
    next.set(segment.id, { ...segment, links: segment.links.filter((link) => !stray.has(link)) })
    notes.push(
      stray.size === 1
        ? 'A link goes, since the segment it leads to, or its type, was deleted on the other side.'
        : `${stray.size} links go, since the segments they lead to, or their types, were deleted on the other side.`,
    )
  }
  return next
}
