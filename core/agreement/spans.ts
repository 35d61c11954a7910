import { BINARY_CATEGORIES, type Table, type TableRow, tableOfCounts } from './table.ts'

/** A stretch of text in UTF-16 code units, half-open: the character at `end` is outside. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** A stretch that a coder (index) gave a code (index). */
export interface CodedSpan extends Stretch {
  readonly coder: number
  readonly code: number
}

/**
 * What several coders marked in one text of `textLength` UTF-16 code units.
 * A coder without a span has read the text and found nothing.
 */
export interface SpanSet {
  readonly textLength: number
  readonly coders: number
  readonly codes: readonly string[]
  readonly spans: readonly CodedSpan[]
}

/** The spans of one coder, optionally of one code only, by start and then by end. */
export function spansOf(set: SpanSet, coder: number, code?: number): readonly CodedSpan[] {
  return set.spans
    .filter((span) => span.coder === coder && (code === undefined || span.code === code))
    .sort(byPlace)
}

function byPlace(a: Stretch, b: Stretch): number {
  return a.start - b.start || a.end - b.end
}

/** The stretches joined where they overlap, by place. Stretches that only touch stay apart. */
export function unionOf(stretches: readonly Stretch[]): readonly Stretch[] {
  const joined: { start: number; end: number }[] = []
  for (const { start, end } of [...stretches].sort(byPlace)) {
    const last = joined.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else joined.push({ start, end })
  }
  return joined
}

/** What one coder covered with one code: the union of the spans, touching ones apart. */
export function coveredBy(set: SpanSet, coder: number, code: number): readonly Stretch[] {
  return unionOf(set.spans.filter((span) => span.coder === coder && span.code === code))
}

/** True where no coder has two overlapping spans, of whatever codes: each character then has one category. */
export function isExclusive(set: SpanSet): boolean {
  return coderIndexes(set).every((coder) => !overlapsItself(spansOf(set, coder)))
}

/** True where two neighbours of a list sorted by place share a character. */
export function overlapsItself(sorted: readonly Stretch[]): boolean {
  return sorted.some((span, i) => i > 0 && span.start < sorted[i - 1]!.end)
}

/** 0, 1, … for the coders of the set. */
export function coderIndexes(set: SpanSet): readonly number[] {
  return Array.from({ length: set.coders }, (_, coder) => coder)
}

/**
 * Walks the text once from left to right. `tracks` holds one sorted list of stretches without overlaps
 * per coder. `visit` is called for each longest part of the text in which no coder begins or ends a
 * stretch, with the index of the stretch each coder is in, −1 in a gap. The array is reused.
 */
export function sweep(
  textLength: number,
  tracks: readonly (readonly Stretch[])[],
  visit: (start: number, end: number, inside: readonly number[]) => void,
): void {
  const next = tracks.map(() => 0)
  const inside = tracks.map(() => -1)
  for (let start = 0; start < textLength; ) {
    let end = textLength
    for (let coder = 0; coder < tracks.length; coder++) {
      const track = tracks[coder]!
      while (next[coder]! < track.length && track[next[coder]!]!.end <= start) next[coder]! += 1
      const stretch = track[next[coder]!]
      const within = stretch !== undefined && stretch.start <= start
      inside[coder] = within ? next[coder]! : -1
      if (stretch) end = Math.min(end, within ? stretch.end : stretch.start)
    }
    visit(start, end, inside)
    start = end
  }
}

/** The characters as units: for each coder, does the character have the code? */
export function codeTable(set: SpanSet, code: number): Table {
  const tracks = coderIndexes(set).map((coder) => coveredBy(set, coder, code))
  const rows: TableRow[] = []
  sweep(set.textLength, tracks, (start, end, inside) => {
    rows.push({ values: inside.map((stretch) => (stretch < 0 ? 0 : 1)), count: end - start })
  })
  return tableOfCounts(rows, BINARY_CATEGORIES, set.coders)
}

/**
 * The characters as units with one category each: the code, or "no code" as an additional last category.
 * Only for sets that are exclusive (see `isExclusive`).
 */
export function characterTable(set: SpanSet): Table {
  const tracks = coderIndexes(set).map((coder) => spansOf(set, coder))
  const none = set.codes.length
  const rows: TableRow[] = []
  sweep(set.textLength, tracks, (start, end, inside) => {
    const values = inside.map((stretch, coder) => (stretch < 0 ? none : tracks[coder]![stretch]!.code))
    rows.push({ values, count: end - start })
  })
  return tableOfCounts(rows, [...set.codes, 'no code'], set.coders)
}
