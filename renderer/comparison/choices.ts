import { useSyncExternalStore } from 'react'
import type { Disagreement } from '../../core/comparison.ts'
import type { CoderId } from '../../core/model.ts'

/** Which disagreements the list shows. */
export type Kind = Disagreement['kind'] | 'all'

/** What a person chose here; it stays while they are in another view. */
interface Choices {
  /** Null where nobody has chosen: the first two with work. */
  readonly coders: readonly [CoderId, CoderId] | null
  readonly kind: Kind
  /** Whether the whole entry of the codebook is shown, or only what the code includes. */
  readonly definition: boolean
}

let choices: Choices = { coders: null, kind: 'all', definition: false }
const listeners = new Set<() => void>()

export function getChoices(): Choices {
  return choices
}

export function choose(next: Partial<Choices>): void {
  choices = { ...choices, ...next }
  for (const listener of listeners) listener()
}

export function useChoices(): Choices {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, getChoices)
}
