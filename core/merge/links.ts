import type { Link, LinkTypeId, Segment, SegmentId } from '../model.ts'
import type { Fate } from './presence.ts'

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
 * segment deleted every link to it that they saw. That it took along another one is told, and remembered.
 */
export function withoutStrayLinks(
  work: readonly Fate<Segment>[],
  linkTypes: ReadonlySet<LinkTypeId>,
  notes: string[],
): readonly Fate<Segment>[] {
  if (work.every(({ record }) => record.links.length === 0)) return work
  const there = new Set(work.filter(({ kept }) => kept).map(({ record }) => record.id))
  const stays = ({ type, to }: Link) => there.has(to) && linkTypes.has(type)
  let gone = 0
  const next = work.map((fate) => {
    const links = fate.record.links.filter(stays)
    if (!fate.kept || links.length === fate.record.links.length) return fate
    gone += fate.record.links.length - links.length
    return { ...fate, record: { ...fate.record, links }, disputed: true }
  })
  if (gone === 0) return work
  const [links, go] = gone === 1 ? ['A link', 'goes'] : [`${gone} links`, 'go']
  notes.push(`${links} ${go}, since a segment at the end, or the type, was deleted on the other side.`)
  return next
}
