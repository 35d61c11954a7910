import { graphemeAt } from './offset.ts'
import type { Span } from './span.ts'
import { sameSpan } from './span.ts'
import { paragraphs, unitsOf } from './units.ts'

/** How far one step goes. A word is a token with letters or digits in it, a paragraph a line that isn't blank. */
export type Step = 'character' | 'word' | 'sentence' | 'paragraph'
export type Edge = 'start' | 'end'
export type Direction = 'back' | 'on'

/** Where steps are taken: a text, and the language (BCP 47) that says where its words and sentences end. */
export interface Ground {
  readonly text: string
  readonly language: string
}

/**
 * The nearest place before or after the offset (UTF-16 code units) at which a word, sentence or paragraph starts
 * or ends; of characters, which have no edges of their own, the next grapheme's. Undefined beyond the last one.
 */
export function nextEdge(
  { text, language }: Ground,
  offset: number,
  step: Step,
  edge: Edge,
  direction: Direction,
): number | undefined {
  if (step === 'character') return nextGrapheme(text, offset, direction)
  for (const stretch of stretchesFrom(text, offset, direction)) {
    const edges = unitsIn(text, language, step, stretch).map((unit) => unit[edge])
    const found = direction === 'on' ? edges.find((at) => at > offset) : edges.findLast((at) => at < offset)
    if (found !== undefined) return found
  }
  return undefined
}

function nextGrapheme(text: string, offset: number, direction: Direction): number | undefined {
  return direction === 'on'
    ? graphemeAt(text, offset)?.end
    : offset === 0
      ? undefined
      : graphemeAt(text, offset - 1)?.start
}

/**
 * Where a caret, or the moving end of a selection, comes by one step: on to the next end of a word, sentence or
 * paragraph, back to the start of the one before. The end or the beginning of the text beyond the last one.
 */
export function caretAfter(ground: Ground, offset: number, step: Step, direction: Direction): number {
  const edge = direction === 'on' ? 'end' : 'start'
  const beyond = direction === 'on' ? ground.text.length : 0
  return nextEdge(ground, offset, step, edge, direction) ?? beyond
}

/** The span with one border a step further; undefined where nothing would be left of it, or of the text. */
export function moveEdge(
  ground: Ground,
  span: Span,
  edge: Edge,
  direction: Direction,
  step: Step,
): Span | undefined {
  const to = nextEdge(ground, span[edge], step, edge, direction)
  const moved = { start: span.start, end: span.end, ...(to === undefined ? {} : { [edge]: to }) }
  return to === undefined || moved.start >= moved.end ? undefined : moved
}

/**
 * The span with the words, sentences or paragraphs that it touches, whole; if it holds whole ones already, with
 * one more. From a caret (an empty span) the one it stands in; between two the next, at the end of a line the last
 * of the line.
 */
export function widen(ground: Ground, span: Span, step: Exclude<Step, 'character'>): Span {
  const edge = (offset: number, which: Edge, direction: Direction) =>
    nextEdge(ground, offset, step, which, direction)
  const caret = span.start === span.end
  const from = caret && endsLine(ground.text, span.start) ? span.start - 1 : span.start
  const firstEnd = edge(from, 'end', 'on')
  const first = edge(firstEnd ?? span.start, 'start', 'back') ?? span.start
  if (caret) return { start: first, end: edge(first, 'end', 'on') ?? span.end }
  const lastStart = edge(span.end, 'start', 'back')
  const last = lastStart === undefined ? span.end : (edge(lastStart, 'end', 'on') ?? span.end)
  const whole = { start: Math.min(first, span.start), end: Math.max(last, span.end) }
  return sameSpan(whole, span) ? { ...whole, end: edge(span.end, 'end', 'on') ?? span.end } : whole
}

function endsLine(text: string, offset: number): boolean {
  return offset > 0 && /\S/.test(text[offset - 1]!) && /^[\r\n]/.test(text.slice(offset, offset + 1))
}

function unitsIn(text: string, language: string, step: Exclude<Step, 'character'>, stretch: Span): Span[] {
  const piece = text.slice(stretch.start, stretch.end)
  const units =
    step === 'paragraph'
      ? paragraphs(piece)
      : unitsOf(piece, language, step === 'word' ? 'token' : 'sentence')
  // A sentence of Intl.Segmenter has the space behind it; nobody means to select that.
  return units.map(({ start, end }) =>
    withoutOuterSpace(text, { start: stretch.start + start, end: stretch.start + end }),
  )
}

/** The span without white space at its ends, as after selecting by word; all of it where it is nothing else. */
export function withoutOuterSpace(text: string, span: Span): Span {
  const piece = text.slice(span.start, span.end)
  if (piece.trim() === '') return { start: span.start, end: span.end }
  return {
    start: span.start + piece.length - piece.trimStart().length,
    end: span.end - (piece.length - piece.trimEnd().length),
  }
}

/** A line is read in one go up to this many characters on either side; longer ones are cut at a space. */
const reach = 4000

/** Stretches of whole lines, the one with the offset first, then one after the other in the direction. */
function* stretchesFrom(text: string, offset: number, direction: Direction): Generator<Span> {
  let stretch = stretchAround(text, offset)
  yield stretch
  while (direction === 'on' ? stretch.end < text.length : stretch.start > 0) {
    stretch =
      direction === 'on'
        ? stretchAround(text, stretch.end + 1, stretch.end)
        : stretchAround(text, stretch.start - 1)
    yield stretch
  }
}

/** The line that holds the offset, as far as it is read. It starts no earlier than `notBefore`. */
function stretchAround(text: string, offset: number, notBefore = 0): Span {
  // An offset of -1 would be read as 0 by lastIndexOf, and find a line break there.
  const breakBefore = offset === 0 ? -1 : text.lastIndexOf('\n', offset - 1)
  const breakAfter = text.indexOf('\n', offset)
  const line = {
    start: Math.max(notBefore, breakBefore + 1),
    end: breakAfter < 0 ? text.length : breakAfter,
  }
  return { start: startNear(text, line.start, offset), end: endNear(text, line.end, offset) }
}

/** The line's start, or if that is too far away a space near the limit. */
function startNear(text: string, start: number, offset: number): number {
  const limit = offset - reach
  return start >= limit ? start : Math.max(start, text.lastIndexOf(' ', limit))
}

function endNear(text: string, end: number, offset: number): number {
  const limit = offset + reach
  if (end <= limit) return end
  const space = text.indexOf(' ', limit)
  return space < 0 ? end : Math.min(end, space)
}
