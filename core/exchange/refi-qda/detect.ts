import { splitsSurrogatePair } from '../../offset.ts'
import { type Counting, type FileText, PositionMap, type PositionUnit } from '../positions.ts'

/** A selection as it stands in a file, with what is known of its words. */
export interface Placed {
  readonly start: number
  readonly end: number
  /** The beginning of its text, or all of it, as some programs write it. */
  readonly words?: string
}

/** What decided how the positions of a text count. */
export type Evidence =
  | 'chosen' // a person said so
  | 'declared' // we wrote the file
  | 'words' // the selections carry the beginning of their text
  | 'word borders' // far fewer ends cut a word in two
  | 'origin' // nothing spoke against what the program is known to write
  | 'no difference' // every way of counting gives the same

export interface Detected {
  readonly counting: Counting
  readonly evidence: Evidence
  /** Share of the ends that fall on a word's border; undefined where there are no selections. */
  readonly onBorders: number | undefined
}

/** Enough selections to tell the ways of counting apart. */
const sampleSize = 2_000

/**
 * How the positions of a text count, from every way that makes a difference in it (design, section 1): by the words
 * that the selections carry; else by how few ends cut a word in two. (How many fall on a word's border is told as
 * well, but can't decide: one character beside the border of a quotation mark is a border, too.) What the program is
 * known to write stays unless another way is clearly better. Positions that are no place in the text speak against a
 * way of counting.
 */
export function detectCounting(file: FileText, selections: readonly Placed[], prior: Counting): Detected {
  const candidates = waysToCount(file, prior)
  const step = Math.max(1, Math.floor(selections.length / sampleSize))
  const sample = selections.filter((_, index) => index % step === 0)
  if (sample.length === 0) return { counting: prior, evidence: 'origin', onBorders: undefined }
  const scores = candidates.map((counting) => ({ counting, ...scoreOf(file, sample, counting) }))
  const [first] = scores as [(typeof scores)[number]]
  const told = sample.filter(({ words }) => tellsWords(words)).length
  const byWords = [...scores].sort((a, b) => b.words - a.words)[0]!
  if (
    told > 0 &&
    byWords.words * 2 >= told &&
    byWords.words > Math.min(...scores.map(({ words }) => words))
  ) {
    const best = first.words === byWords.words ? first : byWords
    return { counting: best.counting, evidence: 'words', onBorders: best.borders / (2 * sample.length) }
  }
  const best = [...scores].sort((a, b) => b.score - a.score)[0]!
  // A few ends more can be chance; a wrong way of counting misses nearly all of them.
  const margin = 1 + 0.05 * 2 * sample.length
  const clear = best.score > first.score + margin
  const chosen = clear ? best : first
  return {
    counting: chosen.counting,
    evidence: clear
      ? 'word borders'
      : scores.every(({ score }) => score === first.score) && candidates.length <= 2
        ? 'no difference'
        : 'origin',
    onBorders: chosen.borders / (2 * sample.length),
  }
}

/** The prior first; ways that can't differ in this text are left out. */
function waysToCount(file: FileText, prior: Counting): Counting[] {
  const astral = /[\u{10000}-\u{10ffff}]/u.test(file.text)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is left out
  const beyondAscii = /[^\u0000-\u007f]/.test(file.text)
  const units: PositionUnit[] = [
    prior.unit,
    ...(['code-points', 'utf-16', 'utf-8'] as const).filter(
      (unit) => unit !== prior.unit && (unit === 'utf-8' || prior.unit === 'utf-8' ? beyondAscii : astral),
    ),
  ]
  const lineEnds = file.pairs.length > 0 ? [prior.lineEnd, prior.lineEnd === 1 ? 2 : 1] : [prior.lineEnd]
  const marks = file.marked ? [prior.mark, !prior.mark] : [prior.mark]
  return [prior.inclusive, !prior.inclusive].flatMap((inclusive) =>
    marks.flatMap((mark) =>
      lineEnds.flatMap((lineEnd) =>
        units.map((unit) => ({ unit, lineEnd: lineEnd as 1 | 2, mark, inclusive })),
      ),
    ),
  )
}

function scoreOf(file: FileText, sample: readonly Placed[], counting: Counting) {
  const map = new PositionMap(file, counting)
  let [borders, uncut, nowhere, words] = [0, 0, 0, 0]
  for (const placed of sample) {
    const span = map.spanFromFile(placed.start, placed.end)
    if (
      span === undefined ||
      splitsSurrogatePair(file.text, span.start) ||
      splitsSurrogatePair(file.text, span.end)
    ) {
      nowhere++
      continue
    }
    for (const offset of [span.start, span.end]) {
      const [before, after] = wordsAround(file.text, offset)
      if (before !== after) borders++
      if (!(before && after)) uncut++
    }
    if (tellsWords(placed.words) && begins(file.text.slice(span.start, span.end), placed.words)) words++
  }
  return { borders, words, score: uncut - 2 * nowhere }
}

const wordBefore = /[\p{L}\p{N}\p{M}_]$/u
const wordAfter = /^[\p{L}\p{N}\p{M}_]/u

/** Whether a word's character stands before and behind the offset. */
function wordsAround(text: string, offset: number): [before: boolean, after: boolean] {
  return [
    wordBefore.test(text.slice(Math.max(0, offset - 2), offset)),
    wordAfter.test(text.slice(offset, offset + 2)),
  ]
}

/** Names such as “line:12”, “Quotation 3:1” or a GUID say nothing of the words. */
function tellsWords(words: string | undefined): words is string {
  return (
    words !== undefined &&
    words.trim().length >= 4 &&
    !/^[\w\s]{0,20}[:#]?\s?\d+([:.]\d+)*$|^[0-9a-f-]{36}$/i.test(words)
  )
}

function begins(stands: string, words: string): boolean {
  const said = collapsed(words).replace(/(…|\.\.\.)$/, '')
  const is = collapsed(stands)
  // Cut off, it is the beginning; whole, it is everything.
  return said.length < collapsed(words).length || said.length >= 60 ? is.startsWith(said) : is === said
}

function collapsed(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** What a program is known to write where nothing else tells (design, section 1). */
export function priorFor(origin: string): Counting {
  const base = { mark: false, inclusive: false }
  if (/nvivo/i.test(origin)) return { ...base, unit: 'utf-16', lineEnd: 2 }
  return { ...base, unit: 'code-points', lineEnd: /atlas|maxqda/i.test(origin) ? 1 : 2 }
}
