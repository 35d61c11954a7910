import type { BlockSums } from './bootstrap.ts'
import type { ComparedDocument } from './comparison.ts'
import type { Group } from './group.ts'
import { pairKey, wanted } from './measures.ts'
import { type Outcome, undefinedBecause } from './outcome.ts'
import { exactF1, overlapF1, overlapF1Matched } from './span-match.ts'
import type { CodedSpan, Stretch } from './spans.ts'
import { coderPairs } from './table.ts'

/** One block of text as a continuum of its own, with the segments in it. */
export interface SpanBlock {
  readonly length: number
  readonly spans: readonly CodedSpan[]
  readonly given: readonly boolean[]
}

/** Lays stretches of a document end to end; segments are cut where a stretch ends. */
export function spanBlockOf(
  { document, spans, given }: ComparedDocument,
  stretches: readonly Stretch[],
): SpanBlock {
  const [first] = stretches
  if (first?.start === 0 && first.end === document.text.length) return { length: first.end, spans, given }
  const laid: CodedSpan[] = []
  let length = 0
  for (const { start, end } of stretches) {
    const shift = length - start
    for (const span of spans) {
      if (span.start >= end) break
      if (span.end <= start) continue
      laid.push({
        ...span,
        start: Math.max(span.start, start) + shift,
        end: Math.min(span.end, end) + shift,
      })
    }
    length += end - start
  }
  return { length, spans: laid, given }
}

const matches = [
  { key: 'exact_f1', of: exactF1, total: distinct },
  { key: 'overlap_f1', of: overlapF1, total: all },
  { key: 'overlap_f1_matched', of: overlapF1Matched, total: all },
] as const

function distinct(spans: readonly CodedSpan[]): number {
  return new Set(spans.map((span) => `${span.code}:${span.start}:${span.end}`)).size
}

function all(spans: readonly CodedSpan[]): number {
  return spans.length
}

/** How many segments of two coders match: each F1 is a sum of matches over a sum of segments. */
export function matchGroup(
  blocks: readonly SpanBlock[],
  coders: number,
  code: number | null,
  named: readonly string[] | undefined,
): Group {
  const measured = matches
    .flatMap((match) =>
      coderPairs(coders).map(([i, j]) => ({ ...match, i, j, name: pairKey(match.key, coders, i, j) })),
    )
    .filter(({ name }) => wanted(named, name, true))
  const sums = blocks.map(({ spans, given }): BlockSums => {
    if (measured.length === 0) return { at: [], amount: [] }
    const ofCode = code === null ? spans : spans.filter((span) => span.code === code)
    const byCoder = given.map((_, coder) => ofCode.filter((span) => span.coder === coder))
    const amount = measured.flatMap(({ of, total, i, j }) => {
      if (!given[i] || !given[j]) return [0, 0]
      const segments = total(byCoder[i]!) + total(byCoder[j]!)
      return [Math.round((of(byCoder[i]!, byCoder[j]!).value ?? 0) * segments), segments]
    })
    return { at: amount.map((_, at) => at), amount }
  })
  return {
    slots: measured.map(({ name }) => ({ code, key: name })),
    additive: {
      width: measured.length * 2,
      blocks: sums,
      evaluate: (sum) => measured.map((_, m) => ratio(sum[2 * m]!, sum[2 * m + 1]!)),
    },
  }
}

function ratio(part: number, total: number): Outcome {
  return total === 0 ? undefinedBecause('neither coder has a segment') : { value: part / total }
}
