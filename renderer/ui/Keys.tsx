import { keysOf, useKeysOf } from '../actions.ts'
import { keyCaps } from './keys.ts'
import { isMac } from './platform.ts'

/** A key drawn as caps. */
export function Keys({ keys }: { keys: string }) {
  return keyCaps(keys, isMac).map((cap) => <kbd key={cap}>{cap}</kbd>)
}

/** The first key of an action, as the person has it. */
export function ActionKeys({ action }: { action: string }) {
  const [first] = useKeysOf(action)
  return first === undefined ? null : <Keys keys={first} />
}

/** What to say of an action in a tooltip: the words, and its first key, as the person has it. */
export function useTooltip(action: string, words?: string): string | undefined {
  const [first] = useKeysOf(action)
  const keys = first === undefined ? undefined : keysInWords(first)
  return words === undefined || keys === undefined ? (words ?? keys) : `${words}: ${keys}`
}

/** What to say for the key of an action: its first, as the person has it; the words where they took all away. */
export function keyOrWords(action: string, words: string): string {
  const [first] = keysOf(action)
  return first === undefined ? words : keysInWords(first)
}

/** A key for where only text may stand. */
export function keysInWords(keys: string): string {
  return keyCaps(keys, isMac).join(' ')
}
