import type { Folded, Folding } from './folding.ts'
import { fold, foldedText } from './folding.ts'
import type { Ground } from './navigation.ts'
import { withoutOuterSpace } from './navigation.ts'
import { snapToGraphemes } from './offset.ts'
import { Refusal } from './refusal.ts'
import type { Span } from './span.ts'
import { overlaps, sameSpan } from './span.ts'
import { unitsOf } from './units.ts'

/** What is looked for in a text. */
export interface Wanted extends Folding {
  /** As they stand, or a regular expression of JavaScript in which ^ and $ are the ends of a line. */
  readonly words: string
  readonly expression: boolean
  /** Only hits that start and end where the document's language has a border of a word. */
  readonly wholeWord: boolean
}

/**
 * Where a text has what is wanted, in order, as spans in UTF-16 code units that don't overlap, of whole graphemes.
 * Words that would cut a grapheme are no hit; a hit of an expression is widened to whole ones. Throws a Refusal where
 * the expression can't be read. An expression may take forever: let it run where it can be stopped.
 */
export function* findIn(ground: Ground, wanted: Wanted): Generator<Span> {
  const hits = wanted.expression ? expressionHits(ground.text, wanted) : wordHits(ground.text, wanted)
  if (!wanted.wholeWord) return yield* hits
  const isBorder = wordBorders(ground)
  for (const hit of hits) if (isBorder(hit.start) && isBorder(hit.end)) yield hit
}

function* wordHits(text: string, { words, ...folding }: Wanted): Generator<Span> {
  const sought = foldedText(words, folding)
  if (sought === '') return
  const folded = fold(text, folding)
  for (let at = folded.text.indexOf(sought); at >= 0; ) {
    const end = at + sought.length
    const isHit = startsGrapheme(folded, at) && startsGrapheme(folded, end)
    if (isHit) yield { start: folded.origins[at]!, end: folded.origins[end]! }
    at = folded.text.indexOf(sought, isHit ? end : at + 1)
  }
}

function startsGrapheme({ origins }: Folded, at: number): boolean {
  return at === 0 || origins[at] !== origins[at - 1]
}

function* expressionHits(text: string, wanted: Wanted): Generator<Span> {
  // Case is the expression's own affair: folding would make another of \W or [A-Z].
  const folding = { ignoreCase: false, ignoreAccents: true }
  const folded = wanted.ignoreAccents ? fold(text, folding) : undefined
  const source = wanted.ignoreAccents ? foldedText(wanted.words, folding) : wanted.words
  const pattern = expressionOf(source, wanted.ignoreCase)
  let last = 0
  for (const match of (folded?.text ?? text).matchAll(pattern)) {
    if (match[0] === '') continue
    const found = { start: match.index, end: match.index + match[0].length }
    const hit = folded === undefined ? snapToGraphemes(text, found) : original(folded, found)
    // Widened, two hits may come to stand on one grapheme.
    if (hit.start < last) continue
    last = hit.end
    yield hit
  }
}

function original(folded: Folded, { start, end }: Span): Span {
  let behind = end
  while (!startsGrapheme(folded, behind)) behind++
  return { start: folded.origins[start]!, end: folded.origins[behind]! }
}

function expressionOf(source: string, ignoreCase: boolean): RegExp {
  try {
    return new RegExp(source, ignoreCase ? 'gimu' : 'gmu')
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(error.message.lastIndexOf(': ') + 2) : ''
    throw new Refusal(
      'invalid',
      `The regular expression can’t be read (${reason.toLowerCase()}); mend it, or look for plain words.`,
    )
  }
}

/** Tells borders of words, which are looked up line by line where they are asked for. */
function wordBorders({ text, language }: Ground): (offset: number) => boolean {
  let line: Span = { start: 0, end: -1 }
  let borders = new Set<number>()
  return (offset) => {
    if (offset < line.start || offset > line.end) {
      const end = text.indexOf('\n', offset)
      const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
      line = { start, end: end < 0 ? text.length : end }
      borders = new Set([line.end])
      for (const { index } of wordSegmenter(language).segment(text.slice(line.start, line.end)))
        borders.add(line.start + index)
    }
    return borders.has(offset)
  }
}

/** A language tag that is not well formed falls back to the rules for every language. */
function wordSegmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'word' })
  } catch {
    return new Intl.Segmenter('und', { granularity: 'word' })
  }
}

/** What of a hit is coded. */
export type HitUnit = 'hit' | 'sentence' | 'paragraph'
export const hitUnits = ['hit', 'sentence', 'paragraph'] as const satisfies readonly HitUnit[]

/**
 * The hits (in order) as they are coded: they themselves, or the sentences or paragraphs they touch. Several hits in
 * one sentence are one span.
 */
export function spansToCode({ text, language }: Ground, hits: readonly Span[], unit: HitUnit): Span[] {
  if (unit === 'hit') return [...hits]
  const stretches = unitsOf(text, language, unit)
  const spans: Span[] = []
  let at = 0
  for (const hit of hits) {
    while (at < stretches.length && stretches[at]!.end <= hit.start) at++
    let behind = at
    while (behind < stretches.length && overlaps(stretches[behind]!, hit)) behind++
    const touched = stretches.slice(at, behind)
    const [first, last] = [touched[0], touched.at(-1)]
    const span = first && last ? withoutOuterSpace(text, { start: first.start, end: last.end }) : hit
    if (spans.length === 0 || !sameSpan(spans.at(-1)!, span)) spans.push(span)
  }
  return spans
}

/** One text to look in, and what to tell of it. */
export interface Search {
  readonly ground: Ground
  readonly wanted: Wanted
  /** What of a hit would be coded: those spans are told. */
  readonly unit: HitUnit
  /** How many hits at most. */
  readonly most: number
}

export interface FirstHits {
  readonly spans: readonly Span[]
  readonly more: boolean
}

/** What `findIn` finds first, as it would be coded. */
export function firstHits({ ground, wanted, unit, most }: Search): FirstHits {
  const hits: Span[] = []
  for (const hit of findIn(ground, wanted)) {
    if (hits.length === most) return { spans: spansToCode(ground, hits, unit), more: true }
    hits.push(hit)
  }
  return { spans: spansToCode(ground, hits, unit), more: false }
}

/** A hit with as much around it as one line of a list can show. */
export interface Hit extends Span {
  readonly before: string
  readonly words: string
  readonly after: string
}

const [around, longest] = [100, 240]

/** The hit in its line, on which there is no other line's text before or after it. */
export function hitIn(text: string, { start, end }: Span): Hit {
  const before = text.slice(Math.max(0, start - around), start)
  const after = text.slice(end, end + around)
  return {
    start,
    end,
    before: before.slice(before.lastIndexOf('\n') + 1).toWellFormed(),
    words: text.slice(start, Math.min(end, start + longest)).toWellFormed(),
    after: (after.split('\n', 1)[0] ?? '').toWellFormed(),
  }
}
