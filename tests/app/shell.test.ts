import { mkdtempSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { events, requests } from '../../core/contract.ts'
import type { Workbench } from './workbench.ts'
import { launchWorkbench } from './workbench.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'intercoder-'))

let workbench: Workbench
test.beforeEach(async () => {
  workbench = await launchWorkbench({ userData: folder() })
  await startIsShown(workbench.page)
})
test.afterEach(async () => {
  expect(await workbench.close()).toBe(0)
  expect(workbench.requests, 'nothing was asked of the world outside').toEqual([])
})

async function startIsShown(page: Page): Promise<void> {
  await expect(page.getByText('Open the sample project').first()).toBeVisible()
}

/** Asks through the bridge, as the page's own code does. */
function ask(page: Page, request: string, ...input: unknown[]): Promise<unknown> {
  return page.evaluate(
    ([name, values]) =>
      (window.intercoder as unknown as Record<string, (...i: unknown[]) => unknown>)[name]?.(...values),
    [request, input] as const,
  )
}

test('a page has the requests and events of the contract, and no way around them', async () => {
  const found = await workbench.page.evaluate(() => ({
    names: Object.keys(window.intercoder),
    events: Object.keys(window.intercoder.on),
    beyond: ['require', 'process', 'module', 'electron', 'ipcRenderer', 'Buffer'].filter(
      (name) => name in window,
    ),
    isSecure: window.isSecureContext,
  }))
  expect(found).toEqual({ names: [...requests, 'on'], events: [...events], beyond: [], isSecure: true })
})

test('the Content-Security-Policy is live: no inline script, no eval, no connection, no picture from elsewhere', async () => {
  const blocked = await workbench.page.evaluate(async () => {
    const directives: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective))
    const script = document.createElement('script')
    script.textContent = 'document.title = "changed"'
    document.head.append(script)
    // Later, because what the test runs itself may evaluate.
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(new Function('return 1')())
        } catch {
          resolve('refused')
        }
      })
    })
    const fetched = await fetch('https://example.org/').catch(() => 'refused')
    const pictured = await new Promise((resolve) => {
      const picture = new Image()
      picture.onload = () => resolve('loaded')
      picture.onerror = () => resolve('refused')
      picture.src = 'https://example.org/picture.png'
    })
    return {
      title: document.title,
      evaluated,
      fetched,
      pictured,
      directives: [...new Set(directives)].sort(),
    }
  })
  expect(blocked).toEqual({
    title: 'Intercoder',
    evaluated: 'refused',
    fetched: 'refused',
    pictured: 'refused',
    directives: ['connect-src', 'img-src', 'script-src', 'script-src-elem'],
  })
})

test('a page leads nowhere: not by a link, not by a new window, not by a frame', async () => {
  const { page } = workbench
  const before = page.url()
  await page.evaluate(() => {
    location.href = 'https://example.org/'
  })
  await page.evaluate(() => {
    window.open('https://example.org/', '_blank', 'noopener')
    const frame = document.createElement('iframe')
    frame.src = 'https://example.org/'
    document.body.append(frame)
  })
  // By now a window would be there: what the page asks for later has been answered.
  expect(await ask(page, 'start')).toMatchObject({ ok: true })
  await expect.poll(() => workbench.pages().length).toBe(1)
  await startIsShown(page)
  expect(page.url()).toBe(before)
})

test('no permission is given but to copy', async () => {
  const state = (name: string) =>
    workbench.page.evaluate(
      async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
      name,
    )
  for (const name of ['geolocation', 'camera', 'microphone', 'notifications', 'clipboard-read', 'midi']) {
    expect(await state(name), name).toBe('denied')
  }
  expect(await state('clipboard-write')).toBe('granted')
})

test('a request that breaks its schema is refused before anything happens', async () => {
  const refused = { ok: false, refusal: { code: 'invalid' } }
  expect(await ask(workbench.page, 'createProject', { title: 'x', folder: '/etc' })).toMatchObject(refused)
  expect(await ask(workbench.page, 'openRecent', '/etc')).toMatchObject(refused)
  expect(await ask(workbench.page, 'undo', 'everything')).toMatchObject(refused)
})

test('the answer of a dialog reaches the handler, and cancelling it changes nothing', async () => {
  const project = join(folder(), 'study')
  await workbench.answerOpen([])
  expect(await ask(workbench.page, 'createProject', { title: 'Study' })).toEqual({ ok: true, value: null })
  await workbench.answerOpen([project])
  expect(await ask(workbench.page, 'createProject', { title: 'Study' })).toMatchObject({
    ok: true,
    value: { folder: project },
  })
  expect(await readdir(project)).toContain('project.json')
})

test('two windows on one project see what the other does, and closing writes it', async () => {
  const project = join(folder(), 'study')
  await workbench.answerOpen([project])
  await ask(workbench.page, 'createProject', { title: 'Study' })
  await workbench.menu('window.new')
  await expect.poll(() => workbench.pages().length).toBe(2)
  const other = workbench.pages().find((page) => page !== workbench.page)!
  await startIsShown(other)
  await workbench.answerOpen([project])
  expect(await ask(other, 'openProject')).toMatchObject({ ok: true })
  // It listens before anything is done.
  const heard = await other.evaluateHandle(() => ({
    coder: new Promise<string | undefined>((resolve) => {
      window.intercoder.on.changed(({ change }) => resolve(change.coders?.added[0]?.name))
    }),
  }))
  await expect
    .poll(async () => (await ask(workbench.page, 'dispatch', { type: 'addCoder', name: 'Ana' })) as object)
    .toMatchObject({ ok: true })
  expect(await heard.evaluate(({ coder }) => coder)).toBe('Ana')
  await workbench.close()
  expect(await readFile(join(project, 'project.json'), 'utf8')).toContain('Ana')
})

test('a report is printed as a PDF whose scripts never ran', async () => {
  const path = join(folder(), 'report.pdf')
  await workbench.answerSave(path)
  const html = '<title>Report</title><h1>Agreement</h1><script>document.body.textContent = ""</script>'
  const answer = await ask(workbench.page, 'saveReportAsPdf', { suggestedName: 'report.pdf', html })
  expect(answer).toEqual({ ok: true, value: { name: 'report.pdf', folder: dirname(path) } })
  const bytes = await readFile(path)
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  // The heading is in the outline, which a script would have emptied.
  expect(bytes.toString('latin1')).toContain('/Outlines')
})

test('several workbenches run at once, each with its own settings', async () => {
  const other = await launchWorkbench({ userData: folder() })
  await startIsShown(other.page)
  const project = join(folder(), 'study')
  await workbench.answerOpen([project])
  await ask(workbench.page, 'createProject', { title: 'Study' })
  expect(await ask(workbench.page, 'start')).toMatchObject({ value: { recent: [{ title: 'Study' }] } })
  expect(await ask(other.page, 'start')).toMatchObject({ value: { recent: [] } })
  expect(await other.close()).toBe(0)
})

test('one folder of settings belongs to one workbench at a time, and to the next one after a crash', async () => {
  const userData = folder()
  const first = await launchWorkbench({ userData })
  await startIsShown(first.page)
  await expect(launchWorkbench({ userData })).rejects.toThrow()
  await startIsShown(first.page)
  await first.kill()
  const next = await launchWorkbench({ userData })
  await startIsShown(next.page)
  expect(await next.close()).toBe(0)
})
