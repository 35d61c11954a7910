import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { keyInMenu } from '../../../main/menu-keys.ts'

const root = new URL('../../../', import.meta.url).pathname

test('every action in the menu is one that the page has', () => {
  const menu = readFileSync(join(root, 'main/menu.ts'), 'utf8')
  const ids = [...menu.matchAll(/action\('([a-z.]+)'/g)].map(([, id]) => id)
  const sources = readdirSync(join(root, 'renderer'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => readFileSync(join(root, 'renderer', path), 'utf8'))
    .join('\n')
  expect(ids.length).toBeGreaterThan(10)
  // Its first key is the one that the menu shows.
  for (const [, id, keys] of menu.matchAll(/action\('([a-z.]+)', '[^']*', '([^']*)'\)/g))
    expect(sources.split(`id: '${id}',`)[1]).toMatch(
      new RegExp(`^[\\s\\S]{0,200}?keys: \\['${keys!.replaceAll('+', '\\+')}'`),
    )
  expect(ids.filter((id) => !sources.includes(`id: '${id}'`))).toEqual([])
})

test('the menu shows the key that a person gave to an action', () => {
  const personal = { merge: ['Ctrl+Alt+ArrowUp'], undo: [], find: ['ö'], note: ['n'], more: ['Ctrl++'] }
  const shown = (id: string, own?: string, isMac = false) => keyInMenu(id, own, personal, isMac)
  expect(shown('merge', 'Ctrl+Shift+M')).toBe('CmdOrCtrl+Alt+Up')
  expect(shown('history', 'Ctrl+Shift+Y')).toBe('CmdOrCtrl+Shift+Y')
  expect(shown('history')).toBeUndefined()
  expect(shown('undo', 'Ctrl+Z')).toBeUndefined()
  expect(shown('find', 'Ctrl+F')).toBeUndefined()
  expect(shown('more')).toBe('CmdOrCtrl+Plus')
  expect(shown('note')).toBe('N')
  expect(shown('note', undefined, true)).toBeUndefined()
  expect(shown('toString')).toBeUndefined()
})
