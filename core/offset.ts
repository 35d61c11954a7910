import type { Span } from './span.ts'

/** Graphemes and surrogate pairs, and where in a text, in UTF-16 code units, they may be cut. */

/** Whether the offset stands inside a surrogate pair, where no text may be cut. */
export function splitsSurrogatePair(text: string, offset: number): boolean {
  return isHigh(text.charCodeAt(offset - 1)) && isLow(text.charCodeAt(offset))
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * The smallest span of whole graphemes around the given one, so that a selection never cuts an emoji or takes a
 * letter without its combining marks. An empty span stays empty, at the start of its grapheme.
 */
export function snapToGraphemes(text: string, { start, end }: Span): Span {
  const first = graphemeAt(text, start)?.start ?? start
  if (start === end) return { start: first, end: first }
  const last = graphemeAt(text, end)
  return { start: first, end: last === undefined || last.start === end ? end : last.end }
}

/** How far a grapheme is looked for on either side: longer runs of combining marks than this are not writing. */
const reach = 256

/** The grapheme that the character at the offset belongs to; undefined at the end of the text. */
export function graphemeAt(text: string, offset: number): Span | undefined {
  if (offset >= text.length) return undefined
  // A grapheme never spans a line feed, so a line's beginning is a safe place to start.
  const line = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
  const from = Math.max(line, offset - reach, 0)
  const found = graphemes.segment(text.slice(from, offset + reach)).containing(offset - from)
  return found === undefined
    ? undefined
    : { start: from + found.index, end: from + found.index + found.segment.length }
}

/**
 * Calls back with start and end of every grapheme of the text in order. Most writing is made of characters that never
 * join their neighbours, so that `Intl.Segmenter`, which is slow, is asked about the stretches with others only.
 */
export function eachGrapheme(text: string, tell: (start: number, end: number) => void): void {
  for (let at = 0; at < text.length; ) {
    const end = stretchEnd(text, at)
    if (end === at + 1) tell(at, end)
    else {
      for (const { index, segment } of graphemes.segment(text.slice(at, end)))
        tell(at + index, at + index + segment.length)
    }
    at = end
  }
}

/** Where the next border between two characters that stand alone is: a grapheme ends there for certain. */
function stretchEnd(text: string, start: number): number {
  let end = start + 1
  let alone = standsAlone(text.charCodeAt(start))
  for (; end < text.length; end++) {
    const next = standsAlone(text.charCodeAt(end))
    if (alone && next) break
    alone = next
  }
  return end
}

/** Letters and signs that join no neighbour but a mark: Latin, Greek, Cyrillic, kana, Chinese; no carriage return. */
function standsAlone(unit: number): boolean {
  if (unit < 0x300) return unit !== 0x0d
  return (
    (unit >= 0x370 && unit <= 0x482) ||
    (unit >= 0x2010 && unit <= 0x2027) ||
    (unit >= 0x3000 && unit <= 0x3029) ||
    (unit >= 0x3041 && unit <= 0x3096) ||
    (unit >= 0x30a1 && unit <= 0x30fa) ||
    (unit >= 0x4e00 && unit <= 0x9fff)
  )
}
