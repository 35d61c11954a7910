import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { onScreen, Remembered } from '../../../main/remembered.ts'

const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
]

test('what was kept is there at the next start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'remembered-'))
  expect(new Remembered(folder).content).toEqual({ bounds: null, maximized: false, folder: null })
  new Remembered(folder).keep({ folder: '/home/ana' })
  new Remembered(folder).keep({ maximized: true })
  expect(new Remembered(folder).content).toEqual({ bounds: null, maximized: true, folder: '/home/ana' })
})

test('a damaged file is as good as none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'remembered-'))
  await writeFile(join(folder, 'window.json'), '{ "bounds": "wide" ')
  expect(new Remembered(folder).content.bounds).toBe(null)
})

test('a window comes back where it was only if its title bar can be reached', () => {
  const bounds = { x: 2000, y: 100, width: 1000, height: 700 }
  expect(onScreen(bounds, screens)).toEqual(bounds)
  expect(onScreen(bounds, screens.slice(0, 1))).toBe(null)
  expect(onScreen({ ...bounds, y: -400 }, screens)).toBe(null)
  expect(onScreen({ ...bounds, x: 3150 }, screens)).toBe(null)
  expect(onScreen(null, screens)).toBe(null)
})
