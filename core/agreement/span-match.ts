import { defined, type Outcome, undefinedBecause } from './outcome.ts'
import type { CodedSpan, Stretch } from './spans.ts'

type Spans = readonly CodedSpan[]

const EMPTY = 'neither coder has a span'

/** 2|A∩B| / (|A| + |B|) over the sets of (code, start, end): spans agree when they are identical. */
export function exactF1(first: Spans, second: Spans): Outcome {
  const a = new Set(first.map(identity))
  const b = new Set(second.map(identity))
  if (a.size + b.size === 0) return undefinedBecause(EMPTY)
  let shared = 0
  for (const span of a) if (b.has(span)) shared++
  return defined((2 * shared) / (a.size + b.size))
}

function identity(span: CodedSpan): string {
  return `${span.code}:${span.start}:${span.end}`
}

/**
 * (Spans of A that share a character with a same-code span of B + the converse) / (|A| + |B|).
 * One span may meet many.
 */
export function overlapF1(first: Spans, second: Spans): Outcome {
  const total = first.length + second.length
  if (total === 0) return undefinedBecause(EMPTY)
  let meeting = 0
  for (const [a, b] of byCode(first, second)) meeting += countMeeting(a, b) + countMeeting(b, a)
  return defined(meeting / total)
}

/** 2 · (largest one-to-one matching of overlapping same-code spans) / (|A| + |B|). */
export function overlapF1Matched(first: Spans, second: Spans): Outcome {
  const total = first.length + second.length
  if (total === 0) return undefinedBecause(EMPTY)
  let matched = 0
  for (const [a, b] of byCode(first, second)) matched += largestMatching(a, b)
  return defined((2 * matched) / total)
}

/** The spans of both coders code by code, each list by start. */
function byCode(first: Spans, second: Spans): Iterable<readonly [Stretch[], Stretch[]]> {
  const codes = new Map<number, [Stretch[], Stretch[]]>()
  const add = (span: CodedSpan, side: 0 | 1) => {
    const lists = codes.get(span.code) ?? [[], []]
    lists[side].push(span)
    codes.set(span.code, lists)
  }
  for (const span of first) add(span, 0)
  for (const span of second) add(span, 1)
  for (const lists of codes.values()) for (const list of lists) list.sort((a, b) => a.start - b.start)
  return codes.values()
}

/** How many of `spans` share a character with one of `others`. Both are sorted by start. */
function countMeeting(spans: readonly Stretch[], others: readonly Stretch[]): number {
  const byEnd = [...spans].sort((a, b) => a.end - b.end)
  let meeting = 0
  let seen = 0
  let furthest = 0
  for (const span of byEnd) {
    while (seen < others.length && others[seen]!.start < span.end) {
      furthest = Math.max(furthest, others[seen++]!.end)
    }
    if (furthest > span.start) meeting++
  }
  return meeting
}

/**
 * The size of the largest matching between overlapping stretches of two lists sorted by start.
 *
 * From left to right, the stretch x that ends first is matched with the open stretch y of the other list
 * that ends first. That loses nothing: all partners left to x contain its last character, so a larger
 * matching that pairs x with y′ and y with x′ can pair x with y and x′ with y′ instead (y′ ends no
 * earlier than y, hence still meets x′).
 */
export function largestMatching(first: readonly Stretch[], second: readonly Stretch[]): number {
  const waiting = [...sided(first, 0), ...sided(second, 1)].sort((a, b) => a.start - b.start)
  const open: OpenEnds = [[], []]
  let matched = 0
  for (const { start, end, side } of waiting) {
    while (firstEnd(open) <= start) matched += closeFirst(open)
    insertSorted(open[side], end)
  }
  while (open[0].length > 0 && open[1].length > 0) matched += closeFirst(open)
  return matched
}

type Side = 0 | 1

/** The ends of the stretches that have begun and have no partner yet, per list, in order. */
type OpenEnds = readonly [number[], number[]]

function sided(stretches: readonly Stretch[], side: Side): readonly (Stretch & { side: Side })[] {
  return stretches.map(({ start, end }) => ({ start, end, side }))
}

function firstEnd([first, second]: OpenEnds): number {
  return Math.min(first[0] ?? Number.POSITIVE_INFINITY, second[0] ?? Number.POSITIVE_INFINITY)
}

/** Takes out the stretch that ends first and its partner, if there is one; answers 1 for a match. */
function closeFirst(open: OpenEnds): number {
  const side: Side = open[0][0] === firstEnd(open) ? 0 : 1
  open[side].shift()
  return open[side === 0 ? 1 : 0].shift() === undefined ? 0 : 1
}

/** Keeps the ends of the open stretches in order; few are open at a time. */
function insertSorted(ends: number[], end: number): void {
  let place = ends.length
  while (place > 0 && ends[place - 1]! > end) place--
  ends.splice(place, 0, end)
}
