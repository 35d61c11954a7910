import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { askInPage } from '../../stand-in/ask-on-screen.ts'
import type { RunningApp } from '../../stand-in/launch.ts'
import { launchStandIn } from '../../stand-in/launch.ts'
import { smallApp } from './small-app.ts'

test.describe.configure({ timeout: 60_000 })

const running: RunningApp[] = []

async function start(parts: Parameters<typeof smallApp>[0] = {}): Promise<RunningApp> {
  const app = await launchStandIn(await smallApp(parts), await mkdtemp(join(tmpdir(), 'small-data-')))
  running.push(app)
  return app
}

test.afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.close()))
})

/** Runs in the page as a string: the small app's globals have no types here. */
const inPage = (app: RunningApp, script: string): Promise<unknown> => app.page.evaluate(script)

test('a preload script reaches the main process and its values come back as they were', async () => {
  const app = await start()
  const value = "{ a: [1, null, 'x'], bytes: new Uint8Array([1, 2]), when: new Date(0), none: undefined }"
  expect(await inPage(app, `small.ask(${value})`)).toEqual({
    a: [1, null, 'x'],
    bytes: new Uint8Array([1, 2]),
    when: new Date(0),
    none: undefined,
  })
})

test('a function is no value that can be sent', async () => {
  const app = await start()
  await expect(inPage(app, 'small.ask({ call() {} })')).rejects.toThrow(/could not be cloned/)
})

test('a window without sandbox is refused', async () => {
  const webPreferences = '{ contextIsolation: true, preload }'
  await expect(start({ webPreferences })).rejects.toThrow(/must say sandbox: true/)
})

test('a window without context isolation is refused', async () => {
  const webPreferences = '{ sandbox: true, contextIsolation: false }'
  await expect(start({ webPreferences })).rejects.toThrow(/must say contextIsolation: true/)
})

test('a preload script can require electron and nothing else', async () => {
  const preload = `let found = 'nothing'
try { require('fs'); found = 'fs' } catch (error) { found = error.message }
require('electron').contextBridge.exposeInMainWorld('found', { what: found })`
  const app = await start({ preload })
  expect(await inPage(app, 'found.what')).toContain('can\'t require "fs"')
  expect(await inPage(app, 'typeof require + typeof process + typeof module')).toBe(
    'undefinedundefinedundefined',
  )
})

test('what the preload script exposed can not be replaced, and nothing else of it is in the page', async () => {
  const app = await start()
  await inPage(app, '(() => { try { small.ask = 1 } catch {} ; try { window.small = 1 } catch {} })()')
  expect(await inPage(app, 'small.ask(7)')).toBe(7)
  expect(await inPage(app, 'Object.keys(window).filter((name) => /^(to|from)Main/.test(name))')).toEqual([])
})

test("the app's own Content-Security-Policy is live", async () => {
  const html = '<!doctype html><title>as it was</title><script>document.title = "changed"</script>'
  const app = await start({ html })
  await app.page.waitForLoadState()
  expect(await app.page.title()).toBe('as it was')
})

test('a request to another host is blocked and recorded, and one to the app is answered', async () => {
  const app = await start()
  expect(await inPage(app, "fetch('/inside').then((answer) => answer.text())")).toBe('/inside')
  expect(app.requests).toEqual([])
  await expect(inPage(app, "fetch('http://127.0.0.1:9/outside')")).rejects.toThrow(/Failed to fetch/)
  expect(app.requests).toEqual(['http://127.0.0.1:9/outside'])
})

test('the listener of webRequest can cancel what would be answered', async () => {
  const app = await start({
    main: `ses.webRequest.onBeforeRequest(({ url }, done) => done({ cancel: url.endsWith('/secret') }))`,
  })
  expect(await inPage(app, "fetch('/open').then((answer) => answer.text())")).toBe('/open')
  await expect(inPage(app, "fetch('/secret')")).rejects.toThrow(/Failed to fetch/)
})

test('a navigation that the app prevents does not happen', async () => {
  const app = await start({
    main: "window.webContents.on('will-navigate', (event) => event.preventDefault())",
  })
  const before = app.page.url()
  await inPage(app, "location.href = '/elsewhere'")
  await inPage(app, "location.href = 'http://127.0.0.1:9/'")
  expect(await inPage(app, "fetch('/after').then((answer) => answer.text())")).toBe('/after')
  expect(app.page.url()).toBe(before)
})

test('a window that a page opens is closed again where the app denies it', async () => {
  const app = await start({ main: "window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))" })
  await inPage(app, "void window.open('/elsewhere')")
  await expect.poll(() => app.pages().length).toBe(1)
})

test('a dialog gets the answer that the test gave, and none counts as cancelled', async () => {
  const app = await start({
    main: `window.webContents.ipc.handle('ask', () => dialog.showOpenDialog(window, { title: 'Which' }))`,
  })
  await app.answerOpen(['/some/where'])
  expect(await inPage(app, 'small.ask()')).toEqual({ canceled: false, filePaths: ['/some/where'] })
  expect(await inPage(app, 'small.ask()')).toEqual({ canceled: true, filePaths: [] })
})

test('a menu item can be chosen, and what main sends arrives in order', async () => {
  const app = await start({
    main: `Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'File', submenu: [
  { id: 'three', label: 'Three', click: () => [1, 2, 3].forEach((each) => window.webContents.send('news', each)) },
  { id: 'off', label: 'Off', enabled: false },
] }]))`,
  })
  await inPage(app, '(() => { window.heard = []; small.on((value) => { window.heard.push(value) }) })()')
  await app.menu('three')
  await expect.poll(() => inPage(app, 'window.heard')).toEqual([1, 2, 3])
  await expect(app.menu('off')).rejects.toThrow(/disabled/)
  await expect(app.menu('four')).rejects.toThrow(/no item/)
})

test('the sender of a request is the main frame at its address in the app', async () => {
  const app = await start({
    main: `window.webContents.ipc.handle('ask', (event) =>
  [event.senderFrame === window.webContents.mainFrame, event.senderFrame.url, event.senderFrame.origin])`,
  })
  expect(await inPage(app, 'small.ask()')).toEqual([true, 'app://small/', 'app://small'])
})

test('closing waits for what the app prevents, and leaves with code 0', async () => {
  const app = await start({
    main: `window.on('close', (event) => { event.preventDefault(); setTimeout(() => window.destroy(), 100) })
app.on('window-all-closed', () => app.quit())`,
  })
  expect(await app.close()).toBe(0)
})

test('a page prints as a PDF', async () => {
  const app = await start({
    main: `window.webContents.ipc.handle('ask', async () => (await window.webContents.printToPDF({ pageSize: 'A4' })).subarray(0, 5).toString())`,
  })
  expect(await inPage(app, 'small.ask()')).toBe('%PDF-')
})

test('where the desktop has no file dialog, the page asks for a path', async () => {
  const app = await start()
  const ask = () => askInPage(app.page, { title: 'Open a project', defaultPath: '/home/ana' })
  const first = ask()
  const field = app.page.getByLabel('Open a project: full path')
  await expect(field).toHaveValue('/home/ana')
  await field.fill('/home/ana/study')
  await field.press('Enter')
  expect(await first).toBe('/home/ana/study')
  const second = ask()
  await app.page.getByRole('button', { name: 'Cancel' }).click()
  expect(await second).toBe(null)
})
