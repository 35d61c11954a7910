import { useSyncExternalStore } from 'react'
import type { SegmentId } from '../core/model.ts'
import type { Query } from '../core/query.ts'
import { everySegment } from '../core/query.ts'

/** What was chosen in the list of segments, kept while the program runs, so that one comes back to the same row. */
export interface Choices {
  readonly query: Query
  /** The row one stands at, and the segment that was in it. */
  readonly at: number
  readonly segment: SegmentId | null
}

let choices: Choices = { query: everySegment, at: 0, segment: null }
const listeners = new Set<() => void>()

export function getChoices(): Choices {
  return choices
}

export function choose(next: Partial<Choices>): void {
  choices = { ...choices, ...next }
  for (const listener of listeners) listener()
}

/** Another filter or order begins at the top. */
export function ask(next: Partial<Query>): void {
  choose({ query: { ...choices.query, ...next }, at: 0, segment: null })
}

export function useChoices(): Choices {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, getChoices)
}
