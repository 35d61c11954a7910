import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'

const root = new URL('../../../', import.meta.url).pathname

test('every action in the menu is one that the page has', () => {
  const menu = readFileSync(join(root, 'main/menu.ts'), 'utf8')
  const ids = [...menu.matchAll(/action\('([a-z.]+)'/g)].map(([, id]) => id)
  const sources = readdirSync(join(root, 'renderer'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => readFileSync(join(root, 'renderer', path), 'utf8'))
    .join('\n')
  expect(ids.length).toBeGreaterThan(10)
  expect(ids.filter((id) => !sources.includes(`id: '${id}'`))).toEqual([])
})
