import type { Span } from '../../core/span.ts'
import { overlaps } from '../../core/span.ts'
import type { StavePair, Stroke } from '../../core/staves.ts'
import { strokesOf } from '../../core/staves.ts'
import { lineStarts } from '../../core/text.ts'

/** A line of the text, without its line break. */
export interface Line extends Span {
  /** Of the paragraph, from 1; null for a line with nothing on it. */
  readonly number: number | null
}

/** Lines that are laid out together, with everything that lies in them. */
export interface Section extends Span {
  readonly lines: readonly Line[]
  readonly pairs: readonly StavePair[]
  readonly strokes: readonly Stroke[]
}

/** So many lines are laid out together, and only near the screen: a browser lays out fewer, larger parts faster. */
const linesPerSection = 64

export function linesOf(text: string): Line[] {
  const starts = lineStarts(text)
  let paragraphs = 0
  return starts.map((start, index) => {
    const end = (starts[index + 1] ?? text.length + 1) - 1
    const number = text.slice(start, end).trim() === '' ? null : ++paragraphs
    return { start, end, number }
  })
}

/** The text in sections, each with the pairs that touch it; `pairs` in the order of their starts. */
export function sectionsOf(text: string, pairs: readonly StavePair[]): Section[] {
  const lines = linesOf(text)
  const sections: Section[] = []
  for (let first = 0; first < lines.length; first += linesPerSection) {
    const own = lines.slice(first, first + linesPerSection)
    const span = { start: own[0]!.start, end: own.at(-1)!.end }
    const inside = pairs.filter((pair) => overlaps(pair, span))
    sections.push({ ...span, lines: own, pairs: inside, strokes: strokesOf(inside) })
  }
  return sections
}

/** The number of the paragraph in which an offset lies. */
export function paragraphAt(text: string, offset: number): number {
  return linesOf(text.slice(0, offset + 1)).reduce((last, { number }) => number ?? last, 1)
}
