import { useSyncExternalStore } from 'react'
import type { DocumentId, Segment, SegmentId } from '../../core/model.ts'
import type { State } from '../store.ts'
import { deskOf } from './desk.ts'

/** What was begun with a segment and waits for its end: a link for its other segment, the others for a code. */
export interface Mode {
  readonly what: 'link' | 'copy' | 'recode'
  readonly document: DocumentId
  readonly segment: SegmentId
}

let mode: Mode | null = null
const listeners = new Set<() => void>()

export function begin(next: Mode | null): void {
  mode = next
  for (const listener of listeners) listener()
}

export function useMode(): Mode | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => mode,
  )
}

/** The segment with which that was begun in the document before us, as long as it is there. */
export function begunWith(what: Mode['what'], state: State): Segment | undefined {
  const desk = deskOf(state)
  if (mode?.what !== what || desk?.document.id !== mode.document) return undefined
  return desk.segments.get(mode.segment)
}
