import type { SegmentId } from '../core/model.ts'
import type { Query } from '../core/query.ts'
import { everySegment } from '../core/query.ts'
import { keepChoices } from './choices.ts'

/** What was chosen in the list of segments, kept while the program runs, so that one comes back to the same row. */
export interface Choices {
  readonly query: Query
  /** The row one stands at, and the segment that was in it. */
  readonly at: number
  readonly segment: SegmentId | null
}

export const {
  get: getChoices,
  choose,
  use: useChoices,
} = keepChoices<Choices>({ query: everySegment, at: 0, segment: null })

/** Another filter or order begins at the top. */
export function ask(next: Partial<Query>): void {
  choose({ query: { ...getChoices().query, ...next }, at: 0, segment: null })
}

/** The order is no filter. */
export function clearFilters(): void {
  ask({ ...everySegment, order: getChoices().query.order })
}

export function isFiltered(query: Query): boolean {
  const { words, order: _, ...others } = query
  return words.trim() !== '' || Object.values(others).some((filter) => filter !== null)
}
