/**
 * Keys as they are written in actions: modifiers and one key joined with +, as in `Ctrl+Shift+Z`, `Alt+ArrowUp`,
 * `Delete`, `Space`, or a bare character as in `[`, `k`, `.`. Ctrl is Cmd on a Mac. A bare character is matched as
 * it is typed, whatever it takes on this keyboard to type it.
 */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  getModifierState?(name: string): boolean
}

const modifiers = ['Ctrl', 'Alt', 'Shift'] as const

interface Written {
  readonly key: string
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
}

function read(keys: string): Written {
  const parts = keys.length === 1 ? [keys] : keys.split(/\+(?=.)/)
  const has = (name: (typeof modifiers)[number]) => parts.slice(0, -1).includes(name)
  return { key: parts.at(-1)!, ctrl: has('Ctrl'), alt: has('Alt'), shift: has('Shift') }
}

/** Whether the key that was pressed is the written one. */
export function matches(keys: string, press: KeyPress, mac: boolean): boolean {
  const written = read(keys)
  const command = mac ? press.metaKey : press.ctrlKey
  const other = mac ? press.ctrlKey : press.metaKey
  if (isBare(written))
    return press.key === written.key && (typesCharacter(press, mac) || !(command || other || press.altKey))
  if (command !== written.ctrl || press.altKey !== written.alt || other) return false
  return press.shiftKey === written.shift && sameKey(written.key, press)
}

/** A character on its own: Shift and AltGr belong to typing it. */
function isBare({ key, ctrl, alt, shift }: Written): boolean {
  return [...key].length === 1 && !ctrl && !alt && !shift
}

/** AltGr, which Windows tells as Ctrl and Alt together, and Alt alone on a Mac, type characters. */
function typesCharacter(press: KeyPress, mac: boolean): boolean {
  return (press.getModifierState?.('AltGraph') ?? false) || (mac && !press.ctrlKey && !press.metaKey)
}

function sameKey(key: string, press: KeyPress): boolean {
  if (key === 'Space') return press.key === ' '
  if (press.key.toLowerCase() === key.toLowerCase()) return true
  // Under a keyboard of another script, or with Alt on a Mac, the letter's place counts.
  if (/^[a-z]$/i.test(key)) return !/^[a-z]$/i.test(press.key) && press.code === `Key${key.toUpperCase()}`
  return /^[0-9]$/.test(key) && press.code === `Digit${key}`
}

/** The key that was pressed, as it is written in actions; undefined while only modifiers are down. */
export function writtenKeys(press: KeyPress, mac: boolean): string | undefined {
  if (['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead'].includes(press.key))
    return undefined
  const command = mac ? press.metaKey : press.ctrlKey
  const isCharacter = [...press.key].length === 1 && press.key !== ' '
  if (isCharacter && (typesCharacter(press, mac) || !(command || press.altKey))) return press.key
  const parts = [command && 'Ctrl', press.altKey && 'Alt', press.shiftKey && 'Shift']
  const key = press.key === ' ' ? 'Space' : isCharacter ? press.key.toUpperCase() : press.key
  return [...parts.filter((part) => part !== false), key].join('+')
}

/** Whether text fields leave this key to actions: with Ctrl or Alt, and not one by which text is edited. */
export function passesTextFields(keys: string): boolean {
  const { key, ctrl, alt } = read(keys)
  if (/^F[0-9]+$/.test(key)) return true
  // With Alt alone a Mac types characters.
  return (ctrl || (alt && [...key].length > 1 && !key.startsWith('Arrow'))) && !editingKeys.includes(key)
}

/** Whether a text field takes back by this key what was typed into it, or types it again. */
export function undoes(keys: string): boolean {
  const { key, ctrl, alt } = read(keys)
  return ctrl && !alt && ['Y', 'Z'].includes(key)
}

const editingKeys = [
  'A',
  'C',
  'V',
  'X',
  'Y',
  'Z',
  'ArrowLeft',
  'ArrowRight',
  'Backspace',
  'Delete',
  'Home',
  'End',
]

/** The caps to draw for a key, in order: `Ctrl+ArrowUp` gives Ctrl, ↑; on a Mac ⌘, ↑. */
export function keyCaps(keys: string, mac: boolean): string[] {
  const { key, ctrl, alt, shift } = read(keys)
  const caps = [
    ctrl && (mac ? '⌘' : 'Ctrl'),
    alt && (mac ? '⌥' : 'Alt'),
    shift && (mac ? '⇧' : 'Shift'),
    capNames[key] ?? key,
  ]
  return caps.filter((cap) => cap !== false)
}

const capNames: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Insert: 'Ins',
  Escape: 'Esc',
}
