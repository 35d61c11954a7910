import { useSyncExternalStore } from 'react'

/** The small questions of the frame, of which one may be open. */
export type Asking =
  | 'new project'
  | 'rename project'
  | 'project memo'
  | 'add coder'
  | 'rename coder'
  | 'keys'
  | 'reading'
  | 'folder'

let asking: Asking | null = null
const listeners = new Set<() => void>()

export function openAsking(next: Asking | null): void {
  asking = next
  for (const listener of listeners) listener()
}

export function useAsking(): Asking | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => asking,
  )
}
