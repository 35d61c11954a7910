import { EventEmitter } from 'node:events'
import { isAbsolute } from 'node:path'
import type { Page } from 'playwright'
import { app } from './app.ts'
import { newPage, permit } from './browser.ts'
import { headed } from './command-line.ts'
import { ours } from './open-windows.ts'
import type { Session } from './session.ts'
import { session } from './session.ts'
import { WebContents } from './web-contents.ts'

interface WebPreferences {
  preload?: string
  session?: Session
  partition?: string
  sandbox?: boolean
  contextIsolation?: boolean
  nodeIntegration?: boolean
  webSecurity?: boolean
  javascript?: boolean
}

interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

interface Options extends Partial<Bounds> {
  show?: boolean
  title?: string
  webPreferences?: WebPreferences
}

/** Electron's permissions by the names that Playwright grants them under. */
const permissions = {
  'clipboard-sanitized-write': 'clipboard-write',
  'clipboard-read': 'clipboard-read',
  geolocation: 'geolocation',
  notifications: 'notifications',
  midi: 'midi',
}

let focused: BrowserWindow | null = null

/** A window is a page of the browser; headless ones are as large as they were asked to be. */
export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents
  readonly session: Session
  page: Page | undefined
  readonly #preferences: WebPreferences
  readonly #opening: Promise<Page>
  #bounds: Bounds
  #destroyed = false

  constructor({ webPreferences = {}, x = 0, y = 0, width = 800, height = 600 }: Options = {}) {
    super()
    refuseUnsafe(webPreferences)
    this.#preferences = webPreferences
    this.#bounds = { x, y, width, height }
    this.session = sessionOf(webPreferences)
    this.webContents = new WebContents(this.session)
    ours.add(this)
    focused = this
    app.emit('web-contents-created', {}, this.webContents)
    this.#opening = this.#open()
  }

  static getAllWindows(): BrowserWindow[] {
    return [...ours]
  }
  static getFocusedWindow(): BrowserWindow | null {
    return focused
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...ours].find((window) => window.webContents === contents) ?? null
  }

  async #open(): Promise<Page> {
    const page = await newPage()
    this.page = page
    page.on('close', () => this.close())
    if (!headed) await page.setViewportSize({ width: this.#bounds.width, height: this.#bounds.height })
    const granted = Object.entries(permissions).filter(([name]) => this.session.permits(name))
    await permit(granted.map(([, name]) => name))
    if (this.#preferences.javascript === false) await withoutScripts(page)
    await this.webContents.attach(page, this.#preferences.preload)
    return page
  }

  async loadURL(url: string): Promise<void> {
    await this.#opening
    await this.webContents.load(url)
    this.emit('ready-to-show')
  }

  /** Asks the app first, which may prevent it. */
  close(): void {
    if (this.#destroyed) return
    let prevented = false
    this.emit('close', { preventDefault: () => (prevented = true) })
    if (!prevented) this.destroy()
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    ours.delete(this)
    if (focused === this) focused = [...ours].at(-1) ?? null
    void this.#opening.then((page) => page.close())
    this.emit('closed')
    if (ours.size > 0) return
    if (!app.emit('window-all-closed')) app.quit()
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }
  show(): void {
    this.focus()
  }
  focus(): void {
    focused = this
    this.emit('focus')
    void this.#opening.then((page) => page.bringToFront()).catch(() => undefined)
  }
  getNormalBounds(): Bounds {
    return this.#bounds
  }
  setBounds(bounds: Bounds): void {
    this.#bounds = bounds
  }
  isMinimized(): boolean {
    return false
  }
  isMaximized(): boolean {
    return false
  }
  isFocused(): boolean {
    return focused === this
  }
  restore(): void {}
  maximize(): void {}
  setTitle(_title: string): void {}
}

/** What Electron would let pass with a warning, or not at all, never passes here. */
function refuseUnsafe(preferences: WebPreferences): void {
  const { sandbox, contextIsolation, nodeIntegration, webSecurity, preload } = preferences
  if (sandbox !== true) throw new Error('A window must say sandbox: true.')
  if (contextIsolation !== true) throw new Error('A window must say contextIsolation: true.')
  if (nodeIntegration === true) throw new Error('A window must not have nodeIntegration.')
  if (webSecurity === false) throw new Error('A window must not switch webSecurity off.')
  if (preload !== undefined && !isAbsolute(preload)) throw new Error('preload must be an absolute path.')
}

function sessionOf({ session: given, partition }: WebPreferences): Session {
  if (given !== undefined) return given
  return partition === undefined ? session.defaultSession : session.fromPartition(partition)
}

async function withoutScripts(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page)
  await client.send('Emulation.setScriptExecutionDisabled', { value: true })
}
