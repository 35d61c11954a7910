import type { SpanBlock } from './span-measures.ts'
import type { CodedSpan, SpanSet } from './spans.ts'

/**
 * Blocks of text laid end to end, each as many times as it was drawn, with the segments of one code (as code 0)
 * or of all codes. Blocks that some coder was not given are left out.
 */
export function laidOut(
  blocks: readonly SpanBlock[],
  times: ArrayLike<number>,
  codes: number,
  code: number | null,
): SpanSet {
  const spans: CodedSpan[] = []
  let textLength = 0
  blocks.forEach((block, b) => {
    if (!block.given.every(Boolean)) return
    const own = code === null ? block.spans : block.spans.filter((span) => span.code === code)
    for (let time = 0; time < times[b]!; time++) {
      for (const span of own) {
        spans.push({
          coder: span.coder,
          code: code === null ? span.code : 0,
          start: span.start + textLength,
          end: span.end + textLength,
        })
      }
      textLength += block.length
    }
  })
  const labels = Array.from({ length: code === null ? codes : 1 }, (_, index) => `${index}`)
  return { textLength, coders: blocks[0]?.given.length ?? 0, codes: labels, spans }
}
