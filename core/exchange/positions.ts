import { freeze } from '../text.ts'

/**
 * Positions in other programs' files against offsets in a frozen text: the only file that knows what a position may
 * count (UTF-16 code units, code points or UTF-8 bytes), whether CRLF counts as one or two, whether a byte order
 * mark counts, and whether an end is inside of its span.
 */
export type PositionUnit = 'utf-16' | 'code-points' | 'utf-8'

/** How a program counts positions in a text file. */
export interface Counting {
  readonly unit: PositionUnit
  /** What CRLF counts as in the file. */
  readonly lineEnd: 1 | 2
  /** Whether the byte order mark counts. */
  readonly mark: boolean
  /** Whether the end is the last character rather than the position behind it. */
  readonly inclusive: boolean
}

export const codePoints: Counting = { unit: 'code-points', lineEnd: 1, mark: false, inclusive: false }
export const utf16: Counting = { ...codePoints, unit: 'utf-16' }

/** A text as it stood in its file. */
export interface FileText {
  /** Frozen (text.ts): offsets count in it. */
  readonly text: string
  /** Offsets of the line feeds that were CRLF, rising. */
  readonly pairs: readonly number[]
  /** Whether a byte order mark stood first. */
  readonly marked: boolean
}

/** A decoded file, byte order mark and line ends included, as the text that it becomes. */
export function fileText(raw: string): FileText {
  const marked = raw.charCodeAt(0) === 0xfeff
  const pairs: number[] = []
  for (let at = raw.indexOf('\r\n'); at >= 0; at = raw.indexOf('\r\n', at + 2)) {
    pairs.push(at - pairs.length - (marked ? 1 : 0))
  }
  return { text: freeze(raw), pairs, marked }
}

/** Characters that do not count as one, so that position and offset part after them. */
interface Steps {
  readonly starts: number[]
  /** Offset behind the character. */
  readonly ends: number[]
  /** Position minus offset from there on. */
  readonly shifts: number[]
}

/** Converts both ways by binary search; made once a text. */
export class PositionMap {
  private readonly steps: Steps
  private readonly first: number

  constructor(
    private readonly file: FileText,
    private readonly counting: Counting,
  ) {
    const { unit, mark } = counting
    this.first = mark && file.marked ? (unit === 'utf-8' ? 3 : 1) : 0
    this.steps = stepsOf(file, counting, this.first)
  }

  /** The position in the file of an offset in the text. */
  toFile(offset: number): number {
    const at = lastAtMost(this.steps.ends.length, (i) => this.steps.ends[i]!, offset)
    return offset + (at < 0 ? this.first : this.steps.shifts[at]!)
  }

  /**
   * The offset of a position; undefined beyond the text or inside a character. Between CR and LF is before the
   * line end.
   */
  fromFile(position: number): number | undefined {
    const { starts, ends, shifts } = this.steps
    const at = lastAtMost(ends.length, (i) => ends[i]! + shifts[i]!, position)
    const offset = position - (at < 0 ? this.first : shifts[at]!)
    if (!Number.isInteger(offset) || offset < 0 || offset > this.file.text.length) return undefined
    const next = starts[at + 1]
    if (next !== undefined && offset > next) return this.file.text[next] === '\n' ? next : undefined
    return offset
  }

  /** A span as positions of its start and end in the file. */
  spanToFile({ start, end }: { start: number; end: number }): { start: number; end: number } {
    return { start: this.toFile(start), end: this.toFile(end) - (this.counting.inclusive ? 1 : 0) }
  }

  /** The span between two positions, or undefined where one of them is no place in the text. */
  spanFromFile(start: number, end: number): { start: number; end: number } | undefined {
    const from = this.fromFile(start)
    const to = this.fromFile(end + (this.counting.inclusive ? 1 : 0))
    return from === undefined || to === undefined || from > to ? undefined : { start: from, end: to }
  }
}

/** The greatest index below `count` with a value of at most `limit`, or −1; values rise. */
function lastAtMost(count: number, value: (index: number) => number, limit: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (value(middle) <= limit) low = middle + 1
    else high = middle
  }
  return low - 1
}

function stepsOf({ text, pairs }: FileText, { unit, lineEnd }: Counting, first: number): Steps {
  const steps: Steps = { starts: [], ends: [], shifts: [] }
  let shift = first
  let pair = 0
  const add = (start: number, end: number, by: number) => {
    shift += by
    steps.starts.push(start)
    steps.ends.push(end)
    steps.shifts.push(shift)
  }
  const odd =
    unit === 'utf-8' ? /[\n\u0080-\u{10ffff}]/gu : unit === 'utf-16' ? /\n/g : /[\n\u{10000}-\u{10ffff}]/gu
  if (lineEnd === 1 && unit === 'utf-16') return steps
  for (const { 0: character, index } of text.matchAll(odd)) {
    if (character === '\n') {
      if (pairs[pair] !== index) continue
      pair++
      if (lineEnd === 2) add(index, index + 1, 1)
    } else add(index, index + character.length, widthOf(character, unit) - character.length)
  }
  return steps
}

function widthOf(character: string, unit: PositionUnit): number {
  if (unit !== 'utf-8') return 1
  const point = character.codePointAt(0)!
  return point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

/** A map for a frozen text as it is: LF, no byte order mark. */
export function positionsIn(text: string, counting: Counting): PositionMap {
  return new PositionMap({ text, pairs: [], marked: false }, counting)
}
