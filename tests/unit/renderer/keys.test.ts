import { expect, test } from '@playwright/test'
import type { KeyPress } from '../../../renderer/ui/keys.ts'
import { keyCaps, matches, passesTextFields, writtenKeys } from '../../../renderer/ui/keys.ts'

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more }
}

test('a key with Ctrl is matched by Ctrl, and by Cmd on a Mac', () => {
  expect(matches('Ctrl+K', press('k', { ctrlKey: true }), false)).toBe(true)
  expect(matches('Ctrl+K', press('k', { metaKey: true }), true)).toBe(true)
  expect(matches('Ctrl+K', press('k', { metaKey: true }), false)).toBe(false)
  expect(matches('Ctrl+K', press('k'), false)).toBe(false)
})

test('Shift tells two keys with Ctrl apart', () => {
  const redo = press('Z', { ctrlKey: true, shiftKey: true })
  expect(matches('Ctrl+Shift+Z', redo, false)).toBe(true)
  expect(matches('Ctrl+Z', redo, false)).toBe(false)
})

test('a bare character is matched as it is typed, whatever it takes to type it', () => {
  expect(matches('{', press('{', { shiftKey: true }), false)).toBe(true)
  const altGr = { ctrlKey: true, altKey: true, getModifierState: (name: string) => name === 'AltGraph' }
  expect(matches('[', press('[', altGr), false)).toBe(true)
  expect(matches('[', press('[', { altKey: true }), true)).toBe(true)
})

test('a bare character is its own case and goes without Ctrl and Alt', () => {
  expect(matches('k', press('k'), false)).toBe(true)
  expect(matches('k', press('K', { shiftKey: true }), false)).toBe(false)
  expect(matches('k', press('k', { ctrlKey: true }), false)).toBe(false)
  expect(matches('k', press('k', { altKey: true }), false)).toBe(false)
})

test('under a keyboard of another script a letter with Ctrl is found by its place', () => {
  const cyrillic = press('я', { code: 'KeyZ', ctrlKey: true })
  expect(matches('Ctrl+Z', cyrillic, false)).toBe(true)
  expect(matches('Ctrl+Y', cyrillic, false)).toBe(false)
})

test('a Latin keyboard counts as it is labelled, not by place', () => {
  const german = press('z', { code: 'KeyY', ctrlKey: true })
  expect(matches('Ctrl+Z', german, false)).toBe(true)
  expect(matches('Ctrl+Y', german, false)).toBe(false)
})

test('named keys, Space and plus are matched', () => {
  expect(matches('Alt+ArrowUp', press('ArrowUp', { altKey: true }), false)).toBe(true)
  expect(matches('ArrowUp', press('ArrowUp', { altKey: true }), false)).toBe(false)
  expect(matches('Space', press(' '), false)).toBe(true)
  expect(matches('Ctrl++', press('+', { ctrlKey: true }), false)).toBe(true)
  expect(matches('+', press('+'), false)).toBe(true)
})

test('a text field keeps what is typed and what edits, and leaves the rest to actions', () => {
  expect(['k', '[', 'Delete', 'Enter', 'Ctrl+Z', 'Ctrl+A', 'Alt+ArrowUp'].filter(passesTextFields)).toEqual(
    [],
  )
  const left = ['Ctrl+K', 'Ctrl+1', 'F2', 'Alt+Enter']
  expect(left.filter(passesTextFields)).toEqual(left)
})

test('a key that is pressed is written so that it is matched again', () => {
  const presses = [
    press('k'),
    press('{', { shiftKey: true }),
    press('?', { shiftKey: true }),
    press('K', { ctrlKey: true, shiftKey: true }),
    press('ArrowUp', { altKey: true }),
    press(' ', { ctrlKey: true }),
    press('F2'),
    press('+', { ctrlKey: true }),
    press('1', { ctrlKey: true, code: 'Digit1' }),
  ]
  for (const one of presses) expect(matches(writtenKeys(one, false)!, one, false)).toBe(true)
  expect(writtenKeys(press('K', { ctrlKey: true, shiftKey: true }), false)).toBe('Ctrl+Shift+K')
  expect(writtenKeys(press('Shift', { shiftKey: true }), false)).toBeUndefined()
})

test('caps are drawn as they are on the keyboard', () => {
  expect(keyCaps('Ctrl+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
  expect(keyCaps('Ctrl+ArrowUp', true)).toEqual(['⌘', '↑'])
  expect(keyCaps('Delete', false)).toEqual(['Del'])
  expect(keyCaps('+', false)).toEqual(['+'])
})
