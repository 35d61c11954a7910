import type { Codebook } from '../../core/codebook.ts'
import { flatten } from '../../core/flatten.ts'
import { underlineLanes } from '../../core/lanes.ts'
import type { Segment, SegmentId, Table } from '../../core/model.ts'
import type { Lines } from './positions.ts'
import { lineSpan, linesTouched } from './positions.ts'

/** Everything that decides how the text is marked: a value, so that two of them tell what must be drawn anew. */
export interface Picture {
  readonly lines: Lines
  readonly segments: Table<Segment>
  readonly codes: Codebook
  readonly selected: SegmentId | null
  /** The segments that touch each line, in no order; a line without any has none. */
  readonly byLine: readonly (readonly Segment[] | undefined)[]
  readonly lanes: ReadonlyMap<Segment, number>
}

export function emptyPicture(lines: Lines): Picture {
  return { lines, segments: new Map(), codes: new Map(), selected: null, byLine: [], lanes: new Map() }
}

/** The picture after the segments, the codes or the selected one have changed; what did not change is kept. */
export function repaint(before: Picture, now: Pick<Picture, 'segments' | 'codes' | 'selected'>): Picture {
  if (now.segments === before.segments) return { ...before, ...now }
  const byLine = [...before.byLine]
  const { gone, come } = difference(before.segments, now.segments)
  const left = new Set(gone)
  for (const line of linesOfSegments(before.lines, gone)) {
    byLine[line] = byLine[line]?.filter((segment) => !left.has(segment))
  }
  for (const segment of come) {
    for (const line of linesOfSegments(before.lines, [segment]))
      byLine[line] = [...(byLine[line] ?? []), segment]
  }
  return { ...before, ...now, byLine, lanes: underlineLanes([...now.segments.values()]) }
}

function difference(before: Table<Segment>, after: Table<Segment>) {
  return {
    gone: [...before.values()].filter((segment) => after.get(segment.id) !== segment),
    come: [...after.values()].filter((segment) => before.get(segment.id) !== segment),
  }
}

/** The lines that look different in the two pictures. */
export function changedLines(before: Picture, after: Picture): ReadonlySet<number> {
  const touched: Segment[] = []
  if (before.segments !== after.segments) {
    const { gone, come } = difference(before.segments, after.segments)
    touched.push(...gone, ...come)
    for (const [segment, lane] of after.lanes) if (before.lanes.get(segment) !== lane) touched.push(segment)
    for (const segment of before.lanes.keys()) if (!after.lanes.has(segment)) touched.push(segment)
  }
  if (before.selected !== after.selected) {
    touched.push(
      ...[before.segments.get(before.selected!), after.segments.get(after.selected!)].filter(isThere),
    )
  }
  if (before.codes !== after.codes) {
    for (const segment of after.segments.values()) {
      if (before.codes.get(segment.code) !== after.codes.get(segment.code)) touched.push(segment)
    }
  }
  return linesOfSegments(after.lines, touched)
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined
}

function linesOfSegments(lines: Lines, segments: readonly Segment[]): Set<number> {
  const found = new Set<number>()
  for (const segment of segments) {
    const { first, last } = linesTouched(lines, segment)
    for (let line = first; line <= last; line++) found.add(line)
  }
  return found
}

/** One `mark` of a line: a stretch over which the same segments lie, and its attributes. */
export interface Mark {
  /** Offsets into the text, UTF-16 code units. */
  readonly start: number
  readonly end: number
  readonly attributes: Readonly<Record<string, string>>
}

export function marksOf(picture: Picture, line: number): Mark[] {
  const segments = picture.byLine[line]
  if (segments === undefined || segments.length === 0) return []
  return flatten(segments, lineSpan(picture.lines, line)).map((piece) => ({
    start: piece.start,
    end: piece.end,
    attributes: attributesOf(picture, piece),
  }))
}

const laneNames = ['a', 'b', 'd']

function attributesOf(picture: Picture, piece: { start: number; end: number; segments: readonly Segment[] }) {
  const { codes, lanes, selected } = picture
  const names = piece.segments.map((segment) => codes.get(segment.code)?.name ?? '')
  const chosen = piece.segments.find((segment) => segment.id === selected)
  const style = piece.segments.flatMap((segment) => {
    const lane = laneNames[lanes.get(segment) ?? -1]
    if (lane === undefined) return []
    // A pixel is left free at a segment's own ends, so that neighbours with one code stay two.
    return [
      `--${lane}:var(--code-${codes.get(segment.code)?.colour ?? 12})`,
      ...(segment.start === piece.start ? [`--${lane}0:1px`] : []),
      ...(segment.end === piece.end ? [`--${lane}1:1px`] : []),
    ]
  })
  return {
    class: [
      `d${Math.min(piece.segments.length, 3)}`,
      ...(chosen ? ['sel'] : []),
      ...(chosen?.start === piece.start ? ['from'] : []),
      ...(chosen?.end === piece.end ? ['to'] : []),
    ].join(' '),
    style: style.join(';'),
    'aria-description': names.join('; ') + (chosen ? ', selected' : ''),
    'data-segments': piece.segments.map((segment) => segment.id).join(' '),
  }
}
