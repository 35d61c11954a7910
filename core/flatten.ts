import type { Span } from './span.ts'
import { overlaps, spanLength } from './span.ts'

/** A stretch of text over which the same segments lie. */
export interface Piece<S extends Span> extends Span {
  /** The longest first; never empty. */
  readonly segments: readonly S[]
}

/**
 * Overlapping segments as pieces that do not overlap, in order, cut to the span (a paragraph). Text without a
 * segment has no piece. Offsets are UTF-16 code units. One sweep over the borders: borders × segments that meet.
 */
export function flatten<S extends Span>(segments: readonly S[], within: Span): Piece<S>[] {
  const inside = segments.filter((segment) => overlaps(segment, within))
  const opening = [...inside].sort((a, b) => a.start - b.start)
  const pieces: Piece<S>[] = []
  let active: S[] = []
  let opened = 0
  let start = within.start
  for (const end of bordersOf(inside, within)) {
    if (active.length > 0) pieces.push({ start, end, segments: active })
    start = end
    // Another array for each piece, in order as long as nothing is added: half of the borders are ends.
    active = active.filter((segment) => segment.end > start)
    const before = opened
    for (; opened < opening.length && opening[opened]!.start <= start; opened++) active.push(opening[opened]!)
    if (opened > before) active.sort(longestFirst)
  }
  return pieces
}

/** Where any segment starts or ends within the span, and the span's own ends; each once, in order. */
function bordersOf(segments: readonly Span[], within: Span): number[] {
  const borders = new Set([within.start, within.end])
  for (const { start, end } of segments) {
    borders.add(Math.max(start, within.start))
    borders.add(Math.min(end, within.end))
  }
  return [...borders].sort((a, b) => a - b)
}

/** The longer nearer to the text; of equals, the one that starts first. */
export function longestFirst(a: Span, b: Span): number {
  return spanLength(b) - spanLength(a) || a.start - b.start
}
