import { counted } from '../../core/counted.ts'
import type { Document, Segment } from '../../core/model.ts'
import { dayInWords } from '../ui/day.ts'
import type { Lines } from './positions.ts'
import { linesTouched } from './positions.ts'

/** How things are written where there is little room. */

/** Outlet and date where the document has them, its first two variables otherwise; a date as people write it. */
export function shownVariables({ variables }: Document): string[] {
  const names = Object.keys(variables)
  const wanted = ['outlet', 'date'].flatMap((word) => names.filter((name) => name.toLowerCase() === word))
  return (wanted.length > 0 ? wanted : names.slice(0, 2))
    .map((name) => dateInWords(variables[name]!))
    .filter((text) => text !== '')
}

function dateInWords(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayInWords(text) : text
}

// Made once: making one takes longer than all else that a line of words needs.
const languages = new Intl.DisplayNames('en', { type: 'language' })

/** A language tag as its name in English; the tag itself where it has none. */
export function languageInWords(tag: string): string {
  if (tag === 'und') return 'no language given'
  return languages.of(tag) ?? tag
}

/** The number of the paragraph each line is in; blank lines have that of the paragraph before them. */
export function paragraphNumbers({ text }: Lines): number[] {
  let number = 0
  return text.split('\n').map((line) => (line.trim() === '' ? number : ++number))
}

/** Where a segment is: `¶ 4, characters 36–88` within its paragraph, or the paragraphs it runs over. */
export function placeInWords(lines: Lines, numbers: readonly number[], segment: Segment): string {
  const { first, last } = linesTouched(lines, segment)
  const [from, to] = [numbers[first]!, numbers[last]!]
  if (first !== last)
    return `¶ ${from === to ? from : `${from}–${to}`}, ${counted(segment.end - segment.start, 'character')}`
  const start = lines.starts[first]!
  return `¶ ${from}, characters ${segment.start - start}–${segment.end - start}`
}
