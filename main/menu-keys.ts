import type { Preferences } from '../core/preferences.ts'

/** What Electron calls keys that the page calls otherwise. */
const names: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  '+': 'Plus',
}

/** The key that the menu bar shows for an action: the one the person gave it, or else its own. */
export function keyInMenu(
  id: string,
  own: string | undefined,
  personal: Preferences['keys'],
  isMac: boolean,
): string | undefined {
  const keys = Object.hasOwn(personal, id) ? personal[id]?.[0] : own
  return keys === undefined ? undefined : acceleratorOf(keys, isMac)
}

/** Keys written as in renderer/ui/keys.ts, as Electron writes them; undefined where a menu can't show them. */
function acceleratorOf(keys: string, isMac: boolean): string | undefined {
  const parts = keys.length === 1 ? [keys] : keys.split(/\+(?=.)/)
  const key = parts.pop()!
  // A menu knows ASCII only, and on a Mac it would take a key without Cmd away from the text.
  if (!/^[!-~]+$/.test(key) || (isMac && !parts.includes('Ctrl'))) return undefined
  const modifiers = parts.map((part) => (part === 'Ctrl' ? 'CmdOrCtrl' : part))
  return [...modifiers, names[key] ?? (key.length === 1 ? key.toUpperCase() : key)].join('+')
}
