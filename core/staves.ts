import type { Comparison, Disagreement } from './comparison.ts'
import type { Piece } from './flatten.ts'
import { flatten, longestFirst } from './flatten.ts'
import type { CodeId } from './model.ts'
import type { Span } from './span.ts'

/** A segment as the comparison draws it. */
export interface Stroke extends Span {
  /** Of the segment; where both coders have it alike, the first coder's. */
  readonly id: string
  readonly code: CodeId
  /** Whose it is: 0 the first coder's, 1 the second's; 'both' where they agree. */
  readonly side: 0 | 1 | 'both'
  /** The disagreement it is part of, by its place in the document's list from 1; null where they agree. */
  readonly number: number | null
}

/** What stands in one lane of the margin: an agreed segment, or the two sides of a disagreement. */
export interface StavePair extends Span {
  readonly number: number | null
  /** What each coder has; null where that coder has nothing. */
  readonly sides: readonly [Stroke | null, Stroke | null]
}

/** Everything two coders marked in one document, pair by pair in the order of the text. */
export function stavePairs({ agreed, disagreements }: Comparison): StavePair[] {
  const same = agreed.map(([{ id, code, start, end }]): StavePair => {
    const stroke: Stroke = { id, code, start, end, side: 'both', number: null }
    return { start, end, number: null, sides: [stroke, stroke] }
  })
  return [...same, ...disagreements.map(differingPair)].sort(
    (a, b) => a.start - b.start || longestFirst(a, b),
  )
}

function differingPair({ start, end, sides }: Disagreement, index: number): StavePair {
  const number = index + 1
  const stroke = (side: 0 | 1): Stroke | null => {
    const found = sides[side]
    if (found === null) return null
    return { id: found.segment, code: found.code, start: found.start, end: found.end, side, number }
  }
  return { start, end, number, sides: [stroke(0), stroke(1)] }
}

/** The strokes of some pairs, each once. */
export function strokesOf(pairs: readonly StavePair[]): Stroke[] {
  return pairs.flatMap(({ sides }) => [...new Set(sides)].filter((stroke) => stroke !== null))
}

/** A stretch of text with the lines drawn under it; strokes that find no line are in the margin only. */
export interface StavePiece extends Span {
  /** The first coder's line, where it differs. */
  readonly upper: Stroke | null
  /** The second coder's. */
  readonly lower: Stroke | null
  /** What both have. */
  readonly same: Stroke | null
  /** Everything here, the longest first. */
  readonly strokes: readonly Stroke[]
}

/**
 * A paragraph's strokes as pieces that do not overlap. Where several strokes would stand on one line, that of the
 * selected disagreement does, and otherwise the shortest, which is the one that is about these words.
 */
export function stavePieces(
  strokes: readonly Stroke[],
  paragraph: Span,
  selected: number | null,
): StavePiece[] {
  return flatten(strokes, paragraph).map((piece) => stavePiece(piece, selected))
}

function stavePiece({ start, end, segments }: Piece<Stroke>, selected: number | null): StavePiece {
  const lineOf = (side: Stroke['side']) => {
    const candidates = segments.filter((stroke) => stroke.side === side)
    return (
      candidates.find(({ number }) => number !== null && number === selected) ?? candidates.at(-1) ?? null
    )
  }
  return { start, end, upper: lineOf(0), lower: lineOf(1), same: lineOf('both'), strokes: segments }
}
