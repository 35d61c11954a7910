import { useSyncExternalStore } from 'react'
import type { CodeId, VersionId } from '../../core/model.ts'

/** What of the codebook is looked at in a window of its own; of a version, null is the codebook of now. */
export type CodebookWindow =
  | { readonly what: 'link types' }
  | {
      readonly what: 'versions'
      readonly from: VersionId | null
      readonly to: VersionId | null
      /** The code that is asked about; null: all. */
      readonly code: CodeId | null
    }

let current: CodebookWindow | null = null
const listeners = new Set<() => void>()

export function openWindow(next: CodebookWindow | null): void {
  current = next
  for (const listener of listeners) listener()
}

export function useOpenWindow(): CodebookWindow | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => current,
  )
}
