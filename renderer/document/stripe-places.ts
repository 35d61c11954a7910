import type { Extent } from '../../core/lanes.ts'
import { stripeLanes } from '../../core/lanes.ts'
import type { SegmentId } from '../../core/model.ts'

/** Where the stripe of a segment stands: pixels from the top of the margin, and its lane from the text outwards. */
export interface StripePlace {
  readonly segment: SegmentId
  readonly top: number
  readonly height: number
  readonly lane: number
}

/** What a `mark` hangs below its line for the lanes (reader.css). */
const hang = 8

/** Measures the marks of paragraphs, which are on the page. Reads the layout and changes nothing. */
export function extentsOfMarks(margin: Element, paragraphs: readonly Element[]): Map<SegmentId, Extent> {
  const top = margin.getBoundingClientRect().top
  const extents = new Map<SegmentId, Extent>()
  for (const paragraph of paragraphs) {
    for (const mark of paragraph.getElementsByTagName('mark')) {
      const box = mark.getBoundingClientRect()
      const [from, to] = [Math.round(box.top - top), Math.round(box.bottom - top - hang)]
      for (const id of (mark.dataset.segments?.split(' ') ?? []) as SegmentId[]) {
        const known = extents.get(id)
        extents.set(id, {
          from: Math.min(from, known?.from ?? from),
          to: Math.max(to, known?.to ?? to),
        })
      }
    }
  }
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
