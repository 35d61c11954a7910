import { attributeValue } from '../attributes.ts'
import type { AttributeId, Link, Segment, SegmentId } from '../model.ts'
import { linkKey, relinked } from './links.ts'
import type { Field } from './moved-on.ts'

/** A part of a segment that changes by itself; null or an empty text where the segment does not say it. */
export interface SegmentField extends Field<Segment> {
  /** The attribute whose value it is. */
  readonly attribute?: AttributeId
  /** The link that is there or not. */
  readonly link?: Link
}

/** A code and its place are one: another code for another span would be nobody's coding. */
export const coding: SegmentField = {
  name: 'coding',
  of: ({ code, start, end }) => ({ code, start, end }),
}
export const memo: SegmentField = { name: 'memo', of: (segment) => segment.memo }
export const certainty: SegmentField = { name: 'certainty', of: (segment) => segment.certainty }

/** The parts of two versions: each value of an attribute and each link is one. */
export function segmentFields(
  mine: Segment,
  other: Segment,
  names: ReadonlyMap<SegmentId, SegmentId>,
): SegmentField[] {
  const attributes = [mine, other].flatMap(({ attributes }) => Object.keys(attributes) as AttributeId[])
  const links = new Map([...mine.links, ...other.links].map((link) => [linkKey(link), link]))
  return [
    ...[coding, memo, certainty],
    ...[...new Set(attributes)].sort().map((attribute) => ({
      name: `attribute ${attribute}`,
      attribute,
      of: (segment: Segment) => attributeValue(segment, attribute) ?? null,
    })),
    ...[...links]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, link]) => ({
        name: `link ${key}`,
        link,
        // Earlier versions know the ends of links by the ids of their time.
        of: (segment: Segment) =>
          relinked(segment, names).links.some((one) => linkKey(one) === key) ? true : null,
      })),
  ]
}
