import type { Span } from '../span.ts'
import { unitsOf } from '../units.ts'

/** A sentence with its tokens, as formats of language tools have them: everything but white space is in a token. */
export interface Sentence extends Span {
  readonly tokens: readonly Span[]
}

/** The sentences of a text without the white space around them; none reaches over a line break. */
export function sentencesOf(text: string, language: string): Sentence[] {
  const words = segmenter(language)
  return unitsOf(text, language, 'sentence').flatMap((sentence) => {
    const span = trimmed(text, sentence)
    if (span === undefined) return []
    const tokens: Span[] = []
    for (const { index, segment } of words.segment(text.slice(span.start, span.end))) {
      const start = span.start + index
      // A mark of direction sticks to the white space before it.
      const token = trimmed(text, { start, end: start + segment.length })
      if (token !== undefined) tokens.push(token)
    }
    return [{ ...span, tokens }]
  })
}

/** The span without white space at its ends; undefined where there is nothing else. */
export function trimmed(text: string, { start, end }: Span): Span | undefined {
  const stretch = text.slice(start, end)
  const from = start + stretch.length - stretch.trimStart().length
  return stretch.trim() === '' ? undefined : { start: from, end: from + stretch.trim().length }
}

function segmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'word' })
  } catch {
    return new Intl.Segmenter('und', { granularity: 'word' })
  }
}
