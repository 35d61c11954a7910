import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Frame, Page } from 'playwright'
import { originOf, toApp, toPage } from './address.ts'
import type { Names } from './page-world.ts'
import { world } from './page-world.ts'
import { paper } from './paper.ts'
import type { Session } from './session.ts'
import { slowDown, Way } from './slowness.ts'
import { decode, encode } from './wire.ts'

type IpcHandler = (event: { sender: WebContents; senderFrame: FrameName }, ...values: unknown[]) => unknown
type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' }

/** What the app learns of a frame that sent it something. */
interface FrameName {
  readonly url: string
  readonly origin: string
}

let count = 0

export class WebContents extends EventEmitter {
  readonly id = ++count
  readonly session: Session
  /** The address that the app itself has asked for and that was not fetched yet. */
  expected: string | undefined
  openHandler: OpenHandler = () => ({ action: 'allow' })
  readonly mainFrame: FrameName
  #page: Page | undefined
  readonly #way = new Way()
  readonly #handlers = new Map<string, IpcHandler>()
  readonly #names: Names = { toMain: `toMain${unguessable()}`, fromMain: `fromMain${unguessable()}` }

  constructor(session: Session) {
    super()
    this.session = session
    const url = () => this.getURL()
    this.mainFrame = {
      get url() {
        return url()
      },
      get origin() {
        return originOf(url())
      },
    }
  }

  /** Handlers of this window's requests alone. */
  readonly ipc = {
    handle: (channel: string, handler: IpcHandler): void => {
      if (this.#handlers.has(channel)) throw new Error(`A second handler for "${channel}" was given.`)
      this.#handlers.set(channel, handler)
    },
    removeHandler: (channel: string): void => {
      this.#handlers.delete(channel)
    },
  }

  /** Puts the preload script, if any, before everything that the page will run. */
  async attach(page: Page, preload: string | undefined): Promise<void> {
    this.#page = page
    page.on('pageerror', (error) => console.error(`In the window: ${error.stack ?? error.message}`))
    await slowDown(page)
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }))
    if (preload === undefined) return
    await page.exposeBinding(this.#names.toMain, ({ frame }, channel: string, values: string) =>
      this.#receive(frame, channel, decode(values) as unknown[]).then(encode),
    )
    const text = readFileSync(preload, 'utf8')
    const wire = `{ encode: ${encode}, decode: ${decode} }`
    const script = `(${world})(${JSON.stringify(this.#names)}, ${wire}, (require, module, exports) => {\n${text}\n})`
    await page.addInitScript({ content: script })
  }

  async load(url: string): Promise<void> {
    this.expected = url
    await this.#page?.goto(toPage(url))
    this.emit('did-finish-load')
  }

  getURL(): string {
    return toApp(this.#page?.url() ?? '')
  }
  isDestroyed(): boolean {
    return this.#page?.isClosed() ?? false
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }
  /** WebRTC finds no network here anyway: every name is unknown and no permission is given. */
  setWebRTCIPHandlingPolicy(_policy: string): void {}

  /** Sends an event; like in Electron it is lost where nobody listens (any more). */
  send(channel: string, ...values: unknown[]): void {
    const text = encode(values)
    void this.#way.arrival().then(() => this.#deliver(channel, text))
  }

  async #deliver(channel: string, text: string): Promise<void> {
    await this.#page
      ?.evaluate(
        ([name, event, values]) => {
          const deliver = (window as unknown as Record<string, unknown>)[name] as
            | ((event: string, values: string) => void)
            | undefined
          deliver?.(event, values)
        },
        [this.#names.fromMain, channel, text] as const,
      )
      .catch(() => undefined)
  }

  /** Asks the app whether the page may go to `url`. */
  asksToNavigate(url: string, isMainFrame: boolean): boolean {
    let prevented = false
    const details = { url, isMainFrame, isSameDocument: false, preventDefault: () => (prevented = true) }
    this.emit('will-frame-navigate', details)
    if (isMainFrame) this.emit('will-navigate', details, url)
    return !prevented
  }

  async printToPDF(options: Parameters<typeof paper>[0] = {}): Promise<Buffer> {
    const page = this.#page
    if (page === undefined) throw new Error('Nothing was loaded that could be printed.')
    const client = await page.context().newCDPSession(page)
    const { data } = await client.send('Page.printToPDF', paper(options))
    await client.detach()
    return Buffer.from(data, 'base64')
  }

  async #receive(
    frame: Frame,
    channel: string,
    values: unknown[],
  ): Promise<{ value: unknown; error?: string }> {
    const handler = this.#handlers.get(channel)
    if (handler === undefined) return { value: null, error: `Error: No handler registered for '${channel}'` }
    const url = toApp(frame.url())
    const senderFrame = frame === this.#page?.mainFrame() ? this.mainFrame : { url, origin: originOf(url) }
    const answer = await handled(() => handler({ sender: this, senderFrame }, ...values))
    await this.#way.arrival()
    return answer
  }
}

async function handled(answer: () => unknown): Promise<{ value: unknown; error?: string }> {
  try {
    return { value: await answer() }
  } catch (error) {
    return { value: null, error: String(error) }
  }
}

function unguessable(): string {
  return randomUUID().replaceAll('-', '')
}
