import { useKeysOf } from '../actions.ts'
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

/** The same for where only text may stand, as in a tooltip. */
export function keysInWords(keys: string): string {
  return keyCaps(keys, isMac).join(' ')
}
