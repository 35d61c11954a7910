import type { Codebook } from '../../core/codebook.ts'
import { flatten } from '../../core/flatten.ts'
import type { Lanes } from '../../core/lanes.ts'
import { underlineLanes, updateLanes } from '../../core/lanes.ts'
import { differenceOf, differingKeys } from '../../core/layers.ts'
import type { Segment, SegmentId, Table } from '../../core/model.ts'
import type { Span } from '../../core/span.ts'
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
  readonly lanes: Lanes<Segment>
}

/** What a person has before them: their segments, what the codes are, and the segment that is selected. */
export type Shown = Pick<Picture, 'segments' | 'codes' | 'selected'>

/** Where the segments of a table lie; opening the text again with the same table finds it here. */
const laidOut = new WeakMap<Table<Segment>, Pick<Picture, 'lines' | 'byLine' | 'lanes'>>()

/**
 * Those of a table's segments that touch any of the spans, and a few around them: what lies in the same lines, where
 * the text is open with this table; else all. Each once.
 */
export function segmentsAround(segments: Table<Segment>, spans: readonly Span[]): Iterable<Segment> {
  const known = laidOut.get(segments)
  if (known === undefined) return segments.values()
  const lines = new Set(spans.flatMap((span) => [...linesOfSegments(known.lines, [span])]))
  return new Set([...lines].flatMap((line) => known.byLine[line] ?? []))
}

/** The picture of a text that was just opened. */
export function firstPicture(lines: Lines, shown: Shown): Picture {
  const known = laidOut.get(shown.segments)
  if (known?.lines.text === lines.text) return { ...known, ...shown, lines }
  const segments = [...shown.segments.values()]
  const byLine: (Segment[] | undefined)[] = Array.from({ length: lines.starts.length })
  addByLine(byLine, lines, segments)
  return laid({ ...shown, lines, byLine, lanes: underlineLanes(segments) })
}

function laid(picture: Picture): Picture {
  laidOut.set(picture.segments, picture)
  return picture
}

/**
 * The picture after the segments, the codes or the selected one have changed, and the lines that look different in
 * it; the same one if nothing has. Only what touches the change is looked at.
 */
export function repaint(before: Picture, now: Shown): { picture: Picture; changed: ReadonlySet<number> } {
  const { segments, codes, selected } = before
  if (segments === now.segments && codes === now.codes && selected === now.selected)
    return { picture: before, changed: new Set() }
  const { gone, come } = differenceOf(segments, now.segments)
  const byLine = lineTable(before, gone, come)
  const lanes = lanesAfter({ ...before, segments: now.segments, byLine }, gone, come)
  const picture = laid({ ...before, ...now, byLine, lanes })
  const touched = [...gone, ...come, ...moved(before, picture), ...reselected(before, picture)]
  return { picture, changed: linesOfSegments(before.lines, [...touched, ...recoloured(before, picture)]) }
}

type ByLine = Picture['byLine']

function lineTable({ byLine, lines }: Picture, gone: readonly Segment[], come: readonly Segment[]): ByLine {
  if (gone.length + come.length === 0) return byLine
  const table = [...byLine]
  const left = new Set(gone)
  for (const line of linesOfSegments(lines, gone))
    table[line] = table[line]?.filter((segment) => !left.has(segment))
  const added: Segment[][] = []
  addByLine(added, lines, come)
  added.forEach((segments, line) => {
    table[line] = (table[line] ?? []).concat(segments)
  })
  return table
}

function addByLine(table: (Segment[] | undefined)[], lines: Lines, segments: readonly Segment[]): void {
  for (const segment of segments) {
    const { first, last } = linesTouched(lines, segment)
    for (let line = first; line <= last; line++) {
      const there = table[line]
      if (there === undefined) table[line] = [segment]
      else there.push(segment)
    }
  }
}

/** Where more than so many segments come or go, as where codes are shown or hidden, finding all lanes anew is less work. */
const many = 500

function lanesAfter(
  { lanes, lines, segments, byLine }: Picture,
  gone: readonly Segment[],
  come: readonly Segment[],
): Lanes<Segment> {
  if (gone.length + come.length === 0) return lanes
  if (gone.length + come.length > many) return underlineLanes([...segments.values()])
  return updateLanes(lanes, gone, come, (segment) => [
    ...new Set([...linesOfSegments(lines, [segment])].flatMap((line) => byLine[line] ?? [])),
  ])
}

/** Segments that are drawn in another lane. */
function moved(before: Picture, after: Picture): Segment[] {
  return [...differingKeys(before.lanes, after.lanes)]
}

/** The one that was selected, and the one that is. */
function reselected(before: Picture, after: Picture): Segment[] {
  if (before.selected === after.selected) return []
  return [before, after].flatMap(({ segments, selected }) => segments.get(selected!) ?? [])
}

function recoloured(before: Picture, after: Picture): Segment[] {
  if (before.codes === after.codes) return []
  return [...after.segments.values()].filter(({ code }) => before.codes.get(code) !== after.codes.get(code))
}

function linesOfSegments(lines: Lines, segments: readonly Span[]): ReadonlySet<number> {
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
