import type { ComparedDocument } from './comparison.ts'
import { sortedBy } from './sorted.ts'
import type { CodedSpan } from './spans.ts'

/**
 * Who said what: each segment of coders i and j falls into exactly one cell. Rows are codes of coder i,
 * columns of coder j; the last row and the last column hold the segments that met no segment of the other.
 *
 * Segments that share characters are paired one to one: the same code before different codes, then the
 * longer common stretch, then the earlier place. Documents one of the two was not given are skipped.
 */
export function codeMatrix(
  documents: readonly ComparedDocument[],
  i: number,
  j: number,
  codes: number,
): readonly (readonly number[])[] {
  const counts = Array.from({ length: codes + 1 }, () => new Array<number>(codes + 1).fill(0))
  for (const { spans, given } of documents) {
    if (!given[i] || !given[j]) continue
    const first = spans.filter((span) => span.coder === i)
    const second = spans.filter((span) => span.coder === j)
    const paired = new Set<CodedSpan>()
    for (const { a, b } of meetings(first, second)) {
      if (paired.has(a) || paired.has(b)) continue
      paired.add(a).add(b)
      counts[a.code]![b.code]! += 1
    }
    for (const a of first) if (!paired.has(a)) counts[a.code]![codes]! += 1
    for (const b of second) if (!paired.has(b)) counts[codes]![b.code]! += 1
  }
  return counts
}

/** Pairs of segments that share characters, those first that say the most clearly that they are the same. */
function meetings(first: readonly CodedSpan[], second: readonly CodedSpan[]) {
  const found: { a: CodedSpan; b: CodedSpan; shared: number }[] = []
  let longest = 1
  let reached = 0
  let open: CodedSpan[] = []
  for (const a of first) {
    // Both lists are in order of their starts: what ends before this one starts meets none of those to come.
    open = open.filter(({ end }) => end > a.start)
    while (reached < second.length && second[reached]!.start < a.end) open.push(second[reached++]!)
    for (const b of open) {
      const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start)
      if (shared <= 0) continue
      found.push({ a, b, shared })
      longest = Math.max(longest, shared)
    }
  }
  // They were found in the order of their places, which decides among equals.
  return sortedBy(found, ({ a, b, shared }) => (a.code === b.code ? 1 : 2) * longest + longest - shared)
}
