import type { CodedSpan } from '../spans.ts'

/** What an overlap is measured against: the union of both segments, the longer one, or the segment judged. */
export type OverlapBase = 'union' | 'longer' | 'own'

/** How many of the segments meet one of the others by at least `least` (0 to 1) of the base. */
export function matchedSegments(
  segments: readonly CodedSpan[],
  others: readonly CodedSpan[],
  least: number,
  base: OverlapBase,
): number {
  return segments.filter((own) => others.some((other) => overlapShare(own, other, base) >= least)).length
}

function overlapShare(own: CodedSpan, other: CodedSpan, base: OverlapBase): number {
  const shared = Math.min(own.end, other.end) - Math.max(own.start, other.start)
  if (shared <= 0) return 0
  const [length, otherLength] = [own.end - own.start, other.end - other.start]
  const whole = { union: length + otherLength - shared, longer: Math.max(length, otherLength), own: length }
  return shared / whole[base]
}
