import type { Span } from '../../core/span.ts'
import { lineStarts } from '../../core/text.ts'

/** How many paragraphs share a section: ProseMirror's work grows with siblings, and 64 was measured the best. */
export const sectionSize = 64

/**
 * A text as the editor holds it, `document > section+ > paragraph+`, every line a paragraph.
 * Offsets are UTF-16 code units into the text; positions are ProseMirror's.
 */
export interface Lines {
  readonly text: string
  /** Offsets at which the lines start. */
  readonly starts: readonly number[]
}

export function linesOf(text: string): Lines {
  return { text, starts: lineStarts(text) }
}

/** The span of a line without its line break. */
export function lineSpan({ text, starts }: Lines, line: number): Span {
  return { start: starts[line]!, end: (starts[line + 1] ?? text.length + 1) - 1 }
}

/** The line that holds the offset; a line break belongs to the line it ends. */
export function lineAt({ starts }: Lines, offset: number): number {
  return lastWhere(starts.length, (line) => starts[line]! <= offset)
}

/** First and last line that the span touches. */
export function linesTouched(lines: Lines, { start, end }: Span): { first: number; last: number } {
  const first = lineAt(lines, start)
  let last = first
  while (lines.starts[last + 1]! < end) last++
  return { first, last }
}

/** Each line break before it counts 1 already and costs 2 tokens, each section 2 more, and two are open. */
export function toPosition(lines: Lines, offset: number): number {
  return offset + tokensBefore(lineAt(lines, offset))
}

function tokensBefore(line: number): number {
  return line + 2 + 2 * Math.floor(line / sectionSize)
}

/** Back again. A position between two paragraphs is the end of the first. */
export function toOffset(lines: Lines, position: number): number {
  const line = lineAtPosition(lines, position)
  const { start, end } = lineSpan(lines, line)
  return Math.min(end, Math.max(start, position - tokensBefore(line)))
}

/** The line a position is in; between two, the first. */
export function lineAtPosition({ starts }: Lines, position: number): number {
  return lastWhere(starts.length, (at) => starts[at]! + tokensBefore(at) <= position)
}

/** Start and end position of the content of a line. */
export function linePositions(lines: Lines, line: number): { from: number; to: number } {
  const { start, end } = lineSpan(lines, line)
  return { from: start + tokensBefore(line), to: end + tokensBefore(line) }
}

export function sectionOf(line: number): number {
  return Math.floor(line / sectionSize)
}

/** The last index below the count for which it holds, where it holds up to some index; 0 if for none. */
export function lastWhere(count: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (holds(middle)) low = middle
    else high = middle - 1
  }
  return low
}
