import type { Extent } from '../../core/lanes.ts'
import { stripeLanes } from '../../core/lanes.ts'
import type { Segment, SegmentId } from '../../core/model.ts'
import type { NearParagraph } from './text-editor.ts'

/** Where the stripe of a segment stands: pixels from the top of the margin, and its lane from the text outwards. */
export interface StripePlace {
  readonly segment: SegmentId
  readonly top: number
  readonly height: number
  readonly lane: number
}

/** What a `mark` hangs below its line for the lanes (reader.css). */
const hang = 8

/**
 * Where segments lie, in whole pixels from a height of the window on, by the marks of paragraphs on the page. Reads the
 * layout and changes nothing.
 */
export function extentsOfMarks(top: number, paragraphs: readonly NearParagraph[]): Map<SegmentId, Extent> {
  const extents = new Map<SegmentId, Extent>()
  for (const near of paragraphs) {
    const box = near.paragraph.getBoundingClientRect()
    for (const [id, extent] of extentsIn(near, box)) {
      const from = Math.round(box.top - top + extent.from)
      const to = Math.round(box.top - top + extent.to)
      const known = extents.get(id)
      extents.set(
        id,
        known === undefined ? { from, to } : { from: Math.min(from, known.from), to: Math.max(to, known.to) },
      )
    }
  }
  return extents
}

/** What was measured of a paragraph, and by what it can be told that it still holds. */
interface Measured {
  readonly segments: readonly Segment[] | undefined
  readonly run: string
  readonly extents: ReadonlyMap<SegmentId, Extent>
}

const measured = new WeakMap<Element, Measured>()

/** In pixels from the top of the paragraph; measured anew only where it has other segments or its lines run otherwise. */
function extentsIn({ paragraph, segments }: NearParagraph, box: DOMRect): Measured['extents'] {
  const marks = paragraph.getElementsByTagName('mark')
  const last = marks.item(marks.length - 1)?.getBoundingClientRect()
  const run = [box.width, box.height, last && last.right - box.left, last && last.bottom - box.top].join()
  const known = measured.get(paragraph)
  if (known !== undefined && known.segments === segments && known.run === run) return known.extents
  const extents = new Map<SegmentId, Extent>()
  for (const mark of marks) {
    const { top, bottom } = mark.getBoundingClientRect()
    const [from, to] = [top - box.top, bottom - box.top - hang]
    for (const id of (mark.dataset.segments?.split(' ') ?? []) as SegmentId[]) {
      const before = extents.get(id)
      extents.set(id, { from: Math.min(from, before?.from ?? from), to: Math.max(to, before?.to ?? to) })
    }
  }
  measured.set(paragraph, { segments, run, extents })
  return extents
}

/** Lanes side by side, those of the first group nearest to the text. */
export function placed(groups: readonly ReadonlyMap<SegmentId, Extent>[]): StripePlace[] {
  const places: StripePlace[] = []
  let first = 0
  for (const extents of groups) {
    const found = [...extents].sort(([, a], [, b]) => a.from - b.from || b.to - a.to)
    const lanes = stripeLanes(found.map(([, extent]) => extent))
    found.forEach(([segment, { from, to }], index) => {
      places.push({ segment, top: from, height: to - from, lane: first + lanes[index]! })
    })
    first += lanes.reduce((most, lane) => Math.max(most, lane + 1), 0)
  }
  return places
}
