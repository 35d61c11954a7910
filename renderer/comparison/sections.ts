import type { Span } from '../../core/span.ts'
import { overlaps } from '../../core/span.ts'
import type { StavePair, Stroke } from '../../core/staves.ts'
import { strokesOf } from '../../core/staves.ts'
import { lineStarts } from '../../core/text.ts'

/** A line of the text, without its line break. */
export interface Line extends Span {
  /** Of the paragraph, from 1; null for a line with nothing on it. */
  readonly number: number | null
  /** The document's title is shown as its headline; spaces that mean something are kept. */
  readonly look: 'blank' | 'title' | 'spaces' | 'plain'
}

/** Lines that are laid out together, with everything that lies in them. */
export interface Section extends Span {
  readonly lines: readonly Line[]
  readonly pairs: readonly StavePair[]
  readonly strokes: readonly Stroke[]
}

/** So many lines are laid out together, and only near the screen: a browser lays out fewer, larger parts faster. */
const linesPerSection = 64

/** Tabs, several spaces, or spaces at an end. */
const needsSpaces = /^\s|\s$|\s\s|[^\S ]/u

/** The lines of a text; the first that is the document's title is its headline. */
export function linesOf(text: string, title: string): Line[] {
  const starts = lineStarts(text)
  const headline = title.trim()
  let paragraphs = 0
  let titled = false
  return starts.map((start, index) => {
    const end = (starts[index + 1] ?? text.length + 1) - 1
    const words = text.slice(start, end)
    if (words.trim() === '') return { start, end, number: null, look: 'blank' }
    const number = ++paragraphs
    const isTitle = !titled && words.trim() === headline
    titled ||= isTitle
    return { start, end, number, look: isTitle ? 'title' : needsSpaces.test(words) ? 'spaces' : 'plain' }
  })
}

/** The text in sections, each with the pairs that touch it; `pairs` in the order of their starts. */
export function sectionsOf(text: string, title: string, pairs: readonly StavePair[]): Section[] {
  const lines = linesOf(text, title)
  const sections: Section[] = []
  for (let first = 0; first < lines.length; first += linesPerSection) {
    const own = lines.slice(first, first + linesPerSection)
    const span = { start: own[0]!.start, end: own.at(-1)!.end }
    const inside = pairs.filter((pair) => overlaps(pair, span))
    sections.push({ ...span, lines: own, pairs: inside, strokes: strokesOf(inside) })
  }
  return sections
}

/** The number of the paragraph in which an offset lies, from 1. */
export function paragraphAt(text: string, offset: number): number {
  let paragraphs = 0
  for (let start = 0; start <= offset; ) {
    const at = text.indexOf('\n', start)
    const end = at < 0 ? text.length : at
    if (text.slice(start, end).trim() !== '') paragraphs++
    start = end + 1
  }
  return Math.max(1, paragraphs)
}
