import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { home, respond, tableOf, withPage } from '../../../main/pages.ts'

async function site(): Promise<ReturnType<typeof tableOf>> {
  const folder = join(await mkdtemp(join(tmpdir(), 'site-')), 'renderer')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'index.html'), 'start')
  await writeFile(join(folder, 'assets/index.js'), 'script')
  await writeFile(join(folder, 'notes.txt'), 'not for a page')
  await writeFile(join(folder, '../secret.json'), 'secret')
  return tableOf(folder)
}

const get = async (path: string, files: ReturnType<typeof tableOf>) => respond(new Request(path), files)

test('the files of the app are served with their type, the policy and nosniff', async () => {
  const files = await site()
  const start = await get(`${home}/`, files)
  expect(await start.text()).toBe('start')
  const script = await get(`${home}/assets/index.js?x#y`, files)
  expect(await script.text()).toBe('script')
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(script.headers.get('x-content-type-options')).toBe('nosniff')
  expect(script.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self';")
  expect(script.headers.get('content-security-policy')).not.toContain('unsafe')
})

test('nothing else is served, whatever the address says', async () => {
  const files = await site()
  const others = [
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/notes.txt',
    '/assets',
    '//secret.json',
    '/nothing',
  ]
  for (const path of others) expect((await get(home + path, files)).status, path).toBe(404)
  expect((await get('app://elsewhere/index.html', files)).status).toBe(404)
  expect((await respond(new Request(`${home}/`, { method: 'POST' }), files)).status).toBe(404)
})

test('a page to be printed has its own policy and is there only as long as it is needed', async () => {
  const files = await site()
  const url = await withPage('<h1>Report</h1>', async (url) => {
    const page = await get(url, files)
    expect(await page.text()).toBe('<h1>Report</h1>')
    expect(page.headers.get('content-security-policy')).not.toContain('script-src')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    return url
  })
  expect((await get(url, files)).status).toBe(404)
})

test('a folder without a start page is not served at all', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'site-'))
  expect(() => tableOf(empty)).toThrow(/no index.html/)
})
