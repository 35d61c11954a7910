import { type ComparedDocument, comparisonOf, trackOf } from './agreement/comparison.ts'
import type { AgreementInput, AgreementSettings } from './agreement/input.ts'
import { touchedParagraphs, touches } from './agreement/population.ts'
import { sweep } from './agreement/spans.ts'
import type { Span } from './span.ts'
import { unitsOf } from './units.ts'

/** A stretch of text on which the coders decided in one certain way; in UTF-16 code units of its document. */
export interface Passage extends Span {
  /** Id of the document. */
  readonly document: string
  /** Index into the codes under comparison. */
  readonly code: number
  readonly quote: string
}

export interface Passages {
  /** How many units of analysis there are; the same number as in the table behind the figures. */
  readonly units: number
  /** How many passages they make: neighbouring characters and tokens are one. */
  readonly count: number
  /** The first of them, by document and place. */
  readonly passages: readonly Passage[]
}

/**
 * The passages behind a cell of the table of decisions: where the coders decided as `pattern` says, one digit per
 * coder in the order of the settings, 1 with the code, 0 without, "-" not given the text. `code` is an index into
 * the codes under comparison, null for all of them.
 * @throws Refusal where the settings do not fit the input.
 */
export function passagesBehind(
  input: AgreementInput,
  settings: AgreementSettings,
  code: number | null,
  pattern: string,
  most: number,
): Passages {
  const { documents, codes } = comparisonOf(input, settings)
  const picked = code === null ? codes.map((_, index) => index) : [code]
  let units = 0
  let count = 0
  const passages: Passage[] = []
  for (const compared of documents) {
    for (const one of picked) {
      const found = stretchesIn(compared, settings, one, pattern)
      units += found.units
      count += found.stretches.length
      for (const span of found.stretches.slice(0, most - passages.length)) {
        passages.push(passageOf(compared, one, span))
      }
    }
  }
  return { units, count, passages }
}

function passageOf({ document }: ComparedDocument, code: number, { start, end }: Span): Passage {
  return { document: document.id, code, start, end, quote: document.text.slice(start, end) }
}

interface Found {
  readonly units: number
  readonly stretches: readonly Span[]
}

function stretchesIn(
  compared: ComparedDocument,
  { unit, population }: AgreementSettings,
  code: number,
  pattern: string,
): Found {
  const { document, covered, given } = compared
  const nothing = { units: 0, stretches: [] }
  // Where only units count that somebody gave the code, there is none that nobody gave it.
  if (population === 'union' && !pattern.includes('1')) return nothing
  if (given.some((has, coder) => has !== (pattern[coder] !== '-'))) return nothing
  const tracks = given.map((_, coder) => covered[trackOf(code, coder, given.length)]!)
  const touched = population === 'touched-paragraphs' ? touchedParagraphs(compared) : undefined
  const listed =
    unit === 'character'
      ? evenStretches(document.text.length, touched ? [...tracks, touched] : tracks)
      : unitsOf(document.text, document.language, unit)
  const coded = tracks.map((stretches) => touches(listed, stretches))
  const counting = touched === undefined ? undefined : touches(listed, touched)
  const matching = listed.map(
    (_, index) =>
      counting?.[index] !== false &&
      given.every((has, coder) => !has || coded[coder]![index] === (pattern[coder] === '1')),
  )
  const found = listed.filter((_, index) => matching[index])
  if (unit === 'character')
    return { units: lengthOf(found), stretches: joined(document.text, listed, matching) }
  return {
    units: found.length,
    stretches: unit === 'token' ? joined(document.text, listed, matching) : found,
  }
}

/** The whole text cut wherever a coder's decision changes. */
function evenStretches(length: number, tracks: readonly (readonly Span[])[]): readonly Span[] {
  const stretches: Span[] = []
  sweep(length, tracks, (start, end) => stretches.push({ start, end }))
  return stretches
}

/** Neighbours of which all match, as one stretch, up to the end of a line. */
function joined(text: string, listed: readonly Span[], matching: readonly boolean[]): readonly Span[] {
  const stretches: { start: number; end: number }[] = []
  listed.forEach(({ start, end }, index) => {
    if (!matching[index]) return
    const last = matching[index - 1] ? stretches.at(-1) : undefined
    if (last !== undefined && !text.slice(last.end, start).includes('\n')) last.end = end
    else stretches.push({ start, end })
  })
  return stretches
}

function lengthOf(stretches: readonly Span[]): number {
  return stretches.reduce((sum, { start, end }) => sum + end - start, 0)
}
