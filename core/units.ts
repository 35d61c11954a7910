import type { Span } from './span.ts'

/** What counts once in agreement. */
export type Unit = 'character' | 'token' | 'sentence' | 'paragraph' | 'document'

/** Every unit of analysis, the smallest first. */
export const units: readonly Unit[] = ['character', 'token', 'sentence', 'paragraph', 'document']

/** Units that are listed one by one; characters are counted in stretches instead. */
export type ListedUnit = Exclude<Unit, 'character'>

/**
 * The units of a text in order, as spans in UTF-16 code units that do not overlap.
 * *Token*: a word-like segment of `Intl.Segmenter` (Unicode UAX 29) in the document's language.
 * *Sentence*: one of its sentences with something but white space in it. *Paragraph*: a line with
 * something but white space on it, without its line break. *Document*: the whole text, even an empty one.
 */
export function unitsOf(text: string, language: string, unit: ListedUnit): readonly Span[] {
  switch (unit) {
    case 'token':
      return tokens(text, language)
    case 'sentence':
      return sentences(text, language)
    case 'paragraph':
      return paragraphs(text)
    case 'document':
      return [{ start: 0, end: text.length }]
  }
}

function tokens(text: string, language: string): readonly Span[] {
  const found: Span[] = []
  for (const { index, segment, isWordLike } of segmenter(language, 'word').segment(text)) {
    if (isWordLike) found.push({ start: index, end: index + segment.length })
  }
  return found
}

function sentences(text: string, language: string): readonly Span[] {
  const found: Span[] = []
  for (const { index, segment } of segmenter(language, 'sentence').segment(text)) {
    if (segment.trim() !== '') found.push({ start: index, end: index + segment.length })
  }
  return found
}

/** Lines with something but white space on them; a line is the text between two "\n". */
export function paragraphs(text: string): readonly Span[] {
  const found: Span[] = []
  for (let start = 0; start <= text.length; ) {
    const at = text.indexOf('\n', start)
    const end = at < 0 ? text.length : at
    if (text.slice(start, end).trim() !== '') found.push({ start, end })
    start = end + 1
  }
  return found
}

/** A language tag that is not well formed falls back to the rules for every language. */
function segmenter(language: string, granularity: 'word' | 'sentence'): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity })
  } catch {
    return new Intl.Segmenter('und', { granularity })
  }
}
