/** A stretch of text: UTF-16 code units, half-open. Only this file compares starts and ends of two spans. */
export interface Span {
  readonly start: number
  readonly end: number
}

export function spanLength(span: Span): number {
  return span.end - span.start
}

/** Whether they share a character; touching spans don't. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

/** Whether the inner lies in the outer; equal spans contain each other. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

export function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end
}

/** What both cover, or undefined where they share no character. */
export function intersect(a: Span, b: Span): Span | undefined {
  return overlaps(a, b) ? { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) } : undefined
}

/** The stretches covered by any of the spans, in order; touching stretches are joined. */
export function union(spans: readonly Span[]): Span[] {
  const covered: { start: number; end: number }[] = []
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = covered.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else covered.push({ start, end })
  }
  return covered
}
