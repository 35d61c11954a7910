import type { Span } from '../span.ts'
import { type FileText, fileText, PositionMap, type PositionUnit } from './positions.ts'

/** A text that positions of a file count in, as it stands in the file: CRLF counts as two. */
export class SourceText {
  readonly file: FileText
  private readonly maps = new Map<PositionUnit, PositionMap>()

  /** A text that is one of the project’s as it stands may begin with what else would be a byte order mark. */
  constructor(text: string, frozen: boolean) {
    this.file = frozen ? { text, pairs: [], marked: false } : fileText(text)
  }

  mapOf(unit: PositionUnit): PositionMap {
    const found =
      this.maps.get(unit) ?? new PositionMap(this.file, { unit, lineEnd: 2, mark: true, inclusive: false })
    this.maps.set(unit, found)
    return found
  }
}

/** Line ends as in a frozen text; a quote may well begin with what else would be a byte order mark. */
export function lineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n').toWellFormed()
}

/** How much around a span has to be the same in two texts that differ, in UTF-16 code units. */
const around = 24

/** Whether two texts are the same in and around a span, but for white space that became a space. */
export function sameAround(own: string, text: string, { start, end }: Span): boolean {
  const from = Math.max(0, start - around)
  const to = Math.min(Math.max(own.length, end), end + around)
  for (let at = from; at < to; at++) {
    const [one, other] = [own[at], text[at]]
    if (one !== other && !(one === ' ' && other !== undefined && /\s/.test(other))) return false
  }
  return true
}

/** Of several places, those in the paragraph that the file names; programs count empty lines or leave them out. */
export function inParagraph(text: string, places: Span[], paragraph: number | undefined): Span[] {
  if (paragraph === undefined || places.length < 2) return places
  let [at, lines, filled] = [0, 1, 0]
  let blank = true
  const fitting = places.filter(({ start }) => {
    for (; at < start; at++) {
      if (text[at] === '\n') {
        lines++
        if (!blank) filled++
        blank = true
      } else if (blank && text[at]!.trim() !== '') blank = false
    }
    return lines === paragraph || filled + 1 === paragraph
  })
  return fitting.length > 0 ? fitting : places
}
