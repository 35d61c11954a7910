import { keyCaps } from './keys.ts'
import { isMac } from './platform.ts'

/** A key drawn as caps. */
export function Keys({ keys }: { keys: string }) {
  return keyCaps(keys, isMac).map((cap) => <kbd key={cap}>{cap}</kbd>)
}

/** The same for where only text may stand, as in a tooltip. */
export function keysInWords(keys: string): string {
  return keyCaps(keys, isMac).join(' ')
}
