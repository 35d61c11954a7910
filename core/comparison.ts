import { textOf } from './commands/document.ts'
import type { CodeId, CoderId, DocumentId, Project, Segment, SegmentId } from './model.ts'
import { documentsInOrder, segmentsOf } from './model.ts'
import type { Span } from './span.ts'
import { intersect, overlaps, sameSpan, spanLength } from './span.ts'

/** One coder's part in a disagreement. */
export interface Side extends Span {
  readonly coder: CoderId
  readonly segment: SegmentId
  readonly code: CodeId
  readonly quote: string
  readonly memo: string
}

/**
 * Something two coders saw differently in one document: marked by one of them only (missed), the same stretch
 * with another code (code), or the same code with other borders (boundary).
 */
export interface Disagreement extends Span {
  /** The same however often the comparison is made, and whichever coder is named first. */
  readonly id: string
  readonly document: DocumentId
  readonly kind: 'missed' | 'code' | 'boundary'
  /** The text from the first character that either marked to the last; start and end are of this stretch. */
  readonly quote: string
  /** In the order in which the coders were given; null where that coder marked nothing. */
  readonly sides: readonly [Side | null, Side | null]
}

export interface Comparison {
  readonly agreed: readonly (readonly [Segment, Segment])[]
  /** By place in the text. */
  readonly disagreements: readonly Disagreement[]
}

/** Of two segments with different codes: from this share of common text on they mark the same stretch. */
const nearlySame = 0.5

/**
 * Compares the segments of two coders in one document. Every segment is in exactly one pair or disagreement.
 * Pairs are made in this order: same code and span (agreed), same code and some text in common (boundary),
 * another code on at least half the same text, intersection over union (code); what is left was missed.
 * Swapping the coders swaps the sides and nothing else.
 */
export function compare(text: string, first: readonly Segment[], second: readonly Segment[]): Comparison {
  const left = { first: [...first], second: [...second] }
  const agreed = takePairs(left, (a, b) => (a.code === b.code && sameSpan(a, b) ? 1 : 0))
  const boundary = takePairs(left, (a, b) => (a.code === b.code ? common(a, b) : 0))
  const code = takePairs(left, (a, b) => {
    const share = common(a, b) / (spanLength(a) + spanLength(b) - common(a, b))
    return a.code !== b.code && share >= nearlySame ? share : 0
  })
  const disagreements = [
    ...boundary.map(([a, b]) => disagreement(text, 'boundary', a, b)),
    ...code.map(([a, b]) => disagreement(text, 'code', a, b)),
    ...left.first.map((a) => disagreement(text, 'missed', a, null)),
    ...left.second.map((b) => disagreement(text, 'missed', null, b)),
  ]
  return { agreed, disagreements: disagreements.sort(byPlaceAndId) }
}

/** What two coders differ in, document by document; all texts must be loaded. */
export function disagreementsOf(
  project: Project,
  [first, second]: readonly [CoderId, CoderId],
): Disagreement[] {
  return documentsInOrder(project).flatMap(({ id }) => {
    const sides = [segmentsOf(project, first, id), segmentsOf(project, second, id)] as const
    return compare(textOf(project, id), ...sides).disagreements
  })
}

function common(a: Span, b: Span): number {
  const both = intersect(a, b)
  return both === undefined ? 0 : spanLength(both)
}

type Pair = readonly [Segment, Segment]

/** Pairs the segments that fit, the best fit first, each segment once, and takes them out of what is left. */
function takePairs(
  left: { first: Segment[]; second: Segment[] },
  fit: (a: Segment, b: Segment) => number,
): Pair[] {
  const candidates = overlappingPairs(left.first, left.second)
    .map((pair) => ({ pair, fit: fit(...pair), key: unordered(pair) }))
    .filter((candidate) => candidate.fit > 0)
    .sort((a, b) => b.fit - a.fit || byKey(a.key, b.key))
  const taken = new Set<Segment>()
  const pairs = candidates
    .filter(({ pair: [a, b] }) => !taken.has(a) && !taken.has(b) && taken.add(a).add(b))
    .map(({ pair }) => pair)
  left.first = left.first.filter((segment) => !taken.has(segment))
  left.second = left.second.filter((segment) => !taken.has(segment))
  return pairs.sort(([a], [b]) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1))
}

/** Every pair with a character in common, found in one sweep over the text. */
function overlappingPairs(first: readonly Segment[], second: readonly Segment[]): Pair[] {
  const starts = [
    ...first.map((segment) => ({ segment, side: 0 as const })),
    ...second.map((segment) => ({ segment, side: 1 as const })),
  ].sort((a, b) => a.segment.start - b.segment.start)
  const open: [Segment[], Segment[]] = [[], []]
  const pairs: Pair[] = []
  for (const { segment, side } of starts) {
    const other = side === 0 ? 1 : 0
    // Everything open starts no later, so what does not overlap this one is over.
    open[other] = open[other].filter((candidate) => overlaps(candidate, segment))
    for (const candidate of open[other]) pairs.push(side === 0 ? [segment, candidate] : [candidate, segment])
    open[side].push(segment)
  }
  return pairs
}

/** Place and ids of a pair without regard to who is first, so that ties fall the same way for both orders. */
function unordered([a, b]: Pair): readonly [number, number, string] {
  const [x, y] = [a.id, b.id].sort()
  return [a.start + b.start, a.end + b.end, `${x} ${y}`]
}

function byKey(a: readonly [number, number, string], b: readonly [number, number, string]): number {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1)
}

function disagreement(
  text: string,
  kind: Disagreement['kind'],
  first: Segment | null,
  second: Segment | null,
): Disagreement {
  const segments = [first, second].filter((segment) => segment !== null)
  const start = Math.min(...segments.map((segment) => segment.start))
  const end = Math.max(...segments.map((segment) => segment.end))
  const { document } = segments[0]!
  const ids = segments.map((segment) => segment.id).sort()
  return {
    id: [document, ...ids].join('/'),
    document,
    kind,
    start,
    end,
    quote: text.slice(start, end),
    sides: [sideOf(first), sideOf(second)],
  }
}

function sideOf(segment: Segment | null): Side | null {
  if (segment === null) return null
  const { coder, id, code, start, end, quote, memo } = segment
  return { coder, segment: id, code, start, end, quote, memo }
}

/** As the text is read: by start, the longer first, then by id. */
function byPlaceAndId(a: Disagreement, b: Disagreement): number {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
