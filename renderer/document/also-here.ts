import type { Segment } from '../../core/model.ts'
import { byPlace } from '../../core/model.ts'
import { overlaps, spanLength } from '../../core/span.ts'
import type { Desk } from './desk.ts'
import { reaches } from './desk.ts'
import { segmentsAround } from './picture.ts'

/** Segments at the caret, the smallest first; then those that share words with the selected one. */
export function alsoHere({
  segments,
  selected,
  selection,
}: Pick<Desk, 'segments' | 'selected' | 'selection'>): Segment[] {
  const under: Segment[] = []
  const beside: Segment[] = []
  const caret = selection.start
  // A segment that ends with a line is still reached by a caret before the next.
  const here = { start: Math.max(0, caret - 1), end: caret + 1 }
  for (const segment of segmentsAround(segments, selected === undefined ? [here] : [here, selected])) {
    if (segment === selected) continue
    if (reaches(segment, caret)) under.push(segment)
    else if (selected !== undefined && overlaps(segment, selected)) beside.push(segment)
  }
  return [...under.sort((a, b) => spanLength(a) - spanLength(b) || byPlace(a, b)), ...beside.sort(byPlace)]
}
