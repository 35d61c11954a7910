import { useSyncExternalStore } from 'react'
import type { CodeId, DocumentId, ProjectId } from '../../core/model.ts'
import type { Spot } from '../../core/preferences.ts'
import { getState, lookAgain, prefer, subscribe } from '../store.ts'
import type { TextEditor } from './text-editor.ts'

/** What the Code view keeps while the program runs; where documents were left is kept longer, with the preferences. */

/** So many documents are remembered, those left last. */
const mostSpots = 300

/** Where a document of this project was left. */
export function spotIn(project: ProjectId, document: DocumentId): Spot | undefined {
  return getState().preferences.spots[spotName(project, document)]
}
export function rememberSpot(project: ProjectId, document: DocumentId, spot: Spot): void {
  const name = spotName(project, document)
  const { spots } = getState().preferences
  const { [name]: before, ...others } = spots
  if (Object.keys(spots).at(-1) === name && JSON.stringify(before) === JSON.stringify(spot)) return
  prefer({ spots: Object.fromEntries([...Object.entries(others).slice(1 - mostSpots), [name, spot]]) })
}
function spotName(project: ProjectId, document: DocumentId): string {
  return `${project}/${document}`
}
/** The document of this project that was read last; it may be gone. */
export function documentReadLast(project: ProjectId): DocumentId | undefined {
  const start = spotName(project, '' as DocumentId)
  const last = Object.keys(getState().preferences.spots).findLast((name) => name.startsWith(start))
  return last?.slice(start.length) as DocumentId | undefined
}

/** The text on the page, for what keys do to it; null while none is shown. */
let reader: TextEditor | null = null
export function setReader(editor: TextEditor | null): void {
  reader = editor
}
export function currentReader(): TextEditor | null {
  return reader
}

/** One value that views follow as they follow the state. */
function remembered<T>(value: T) {
  const get = () => value
  return {
    get,
    set(next: T): void {
      if (next === value) return
      value = next
      lookAgain()
    },
    use: (when = subscribe) => useSyncExternalStore(when, get),
  }
}

/** The code that was applied last. */
const lastCode = remembered<CodeId | null>(null)
export const rememberCode = lastCode.set
export const useCodeAppliedLast = lastCode.use

/** The codes whose highlights are not shown. */
const hidden = remembered<ReadonlySet<CodeId>>(new Set())
export const hiddenCodes = hidden.get
export const hideCodes = hidden.set
export const useHiddenCodes = hidden.use
