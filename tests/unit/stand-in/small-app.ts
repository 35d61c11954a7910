import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a small app is made of; each part replaces the harmless one. */
interface Parts {
  /** Of the window, as an object in JavaScript. */
  webPreferences?: string
  preload?: string
  html?: string
  csp?: string
  /** Runs in main when the window is made, with `window`, `dialog` and `app` in reach. */
  main?: string
}

const harmless = {
  webPreferences: '{ sandbox: true, contextIsolation: true, preload, partition: "small" }',
  preload: `const { contextBridge, ipcRenderer } = require('electron')
contextBridge.exposeInMainWorld('small', {
  ask: (value) => ipcRenderer.invoke('ask', value),
  on: (listener) => { ipcRenderer.on('news', (_event, value) => listener(value)) },
})`,
  html: '<!doctype html><title>Small</title><h1>Small</h1>',
  csp: "default-src 'none'; script-src 'self'; connect-src *; img-src *",
  main: "window.webContents.ipc.handle('ask', (_event, value) => value)",
}

/** Writes a whole app of one window into a new folder; gives the path of its main script. */
export async function smallApp(parts: Parts = {}): Promise<string> {
  const { webPreferences, preload, html, csp, main } = { ...harmless, ...parts }
  const folder = await mkdtemp(join(tmpdir(), 'small-app-'))
  await writeFile(join(folder, 'package.json'), '{ "name": "small", "version": "1.2.3", "type": "module" }')
  await writeFile(join(folder, 'preload.cjs'), preload)
  await writeFile(
    join(folder, 'main.js'),
    `import { app, BrowserWindow, dialog, Menu, protocol, session } from 'electron'
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
const preload = ${JSON.stringify(join(folder, 'preload.cjs'))}
await app.whenReady()
const ses = session.fromPartition('small')
const headers = { 'content-type': 'text/html', 'content-security-policy': ${JSON.stringify(csp)} }
ses.protocol.handle('app', (request) => new URL(request.url).pathname === '/'
  ? new Response(${JSON.stringify(html)}, { headers })
  : new Response(new URL(request.url).pathname, { headers: { 'content-type': 'text/plain' } }))
const window = new BrowserWindow({ webPreferences: ${webPreferences} })
${main}
await window.loadURL('app://small/')
`,
  )
  return join(folder, 'main.js')
}
