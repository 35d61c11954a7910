import { useSyncExternalStore } from 'react'
import type { CodeId, DocumentId } from '../../core/model.ts'
import type { Span } from '../../core/span.ts'
import type { Anchor } from './editor-scrolling.ts'
import type { TextEditor } from './text-editor.ts'

/** What the Code view keeps while the program runs and no file holds. */

/** Where each document was left. */
export interface Spot {
  readonly selection: Span
  readonly anchor: Anchor
}
const spots = new Map<DocumentId, Spot>()
export function rememberSpot(document: DocumentId, spot: Spot): void {
  spots.set(document, spot)
}
export function spotIn(document: DocumentId): Spot | undefined {
  return spots.get(document)
}

/** The text on the page, for what keys do to it; null while none is shown. */
let reader: TextEditor | null = null
export function setReader(editor: TextEditor | null): void {
  reader = editor
}
export function currentReader(): TextEditor | null {
  return reader
}

/** The code that was applied last. */
let lastCode: CodeId | null = null
const listeners = new Set<() => void>()
export function rememberCode(code: CodeId): void {
  lastCode = code
  for (const listener of listeners) listener()
}
export function codeAppliedLast(): CodeId | null {
  return lastCode
}
export function useCodeAppliedLast(): CodeId | null {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, codeAppliedLast)
}
