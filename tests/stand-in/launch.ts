import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import type { Browser, Page } from 'playwright'
import { chromium } from 'playwright'
import type { Order, Report } from './control.ts'

/** A running app: its first page, and what stands outside of it. */
export interface RunningApp {
  readonly page: Page
  /** All its pages, also those of further windows. */
  pages(): Page[]
  /** Answers the next open dialog with these paths; with none it is cancelled. */
  answerOpen(paths: readonly string[]): Promise<void>
  /** Answers the next save dialog; '' cancels it. */
  answerSave(path: string): Promise<void>
  /** Answers the next message box with the button of this index. */
  answerMessage(button: number): Promise<void>
  /** Chooses a menu item by its id. */
  menu(id: string): Promise<void>
  /** The key that the menu shows for an item, as Electron writes it. */
  menuKey(id: string): Promise<string | undefined>
  /** Addresses outside of the app that a page tried to reach, all of them refused. */
  readonly requests: readonly string[]
  /** Quits as a person would and waits until the process has ended; its exit code. */
  close(): Promise<number | null>
  /** Ends the process at once, as a crash would. */
  kill(): Promise<void>
}

type Wanted = Order extends infer Each ? (Each extends Order ? Omit<Each, 'number'> : never) : never

const hook = new URL('./hook.mjs', import.meta.url).href

/**
 * Starts `node --import HOOK entry` and connects to its browser from here. Throws with what the app printed when
 * it ends before its first window is there.
 */
export async function launchStandIn(
  entry: string,
  userData: string,
  switches: readonly string[] = [],
): Promise<RunningApp> {
  const child = fork(entry, [`--user-data-dir=${userData}`, ...switches], {
    execArgv: ['--import', hook],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const printed = echo(child)
  const requests: string[] = []
  const orders = new Orders(child)
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.on('message', (report: Report) => {
      if ('endpoint' in report) resolve(report.endpoint)
      else if ('request' in report) requests.push(report.request)
      else orders.done(report)
    })
    void ended.then((code) => reject(new Error(`The app ended (${code}) before it was ready:\n${printed()}`)))
  })
  const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true })
  return {
    page: await firstPage(browser, ended, printed),
    pages: () => browser.contexts()[0]?.pages() ?? [],
    answerOpen: (paths) => orders.carryOut({ open: [...paths] }),
    answerSave: (path) => orders.carryOut({ save: path }),
    answerMessage: (button) => orders.carryOut({ choose: button }),
    menu: (id) => orders.carryOut({ menu: id }),
    menuKey: (id) => orders.give({ menuKey: id }),
    requests,
    async close() {
      await Promise.race([orders.give({ quit: true }), ended])
      await Promise.race([ended, giveUp(child)])
      return ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

type Done = Extract<Report, { done: number }>

/** Numbers each order and waits until the app says that it was carried out. */
class Orders {
  #count = 0
  readonly #waiting = new Map<number, (report: Done) => void>()
  readonly #child: ChildProcess

  constructor(child: ChildProcess) {
    this.#child = child
  }

  async carryOut(order: Wanted): Promise<void> {
    await this.give(order)
  }

  give(order: Wanted): Promise<string | undefined> {
    const number = ++this.#count
    if (!this.#child.connected) return Promise.resolve(undefined)
    this.#child.send({ ...order, number })
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, ({ error, answer }) =>
        error === undefined ? resolve(answer) : reject(new Error(error)),
      )
    })
  }

  done(report: Done): void {
    this.#waiting.get(report.done)?.(report)
    this.#waiting.delete(report.done)
  }
}

/** Passes on what the app says went wrong, and keeps it. */
function echo(child: ChildProcess): () => string {
  let all = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    all += chunk.toString()
    process.stderr.write(chunk)
  })
  return () => all
}

/** The page of the app's own first window, once it shows the app. */
async function firstPage(
  browser: Browser,
  ended: Promise<number | null>,
  printed: () => string,
): Promise<Page> {
  const context = browser.contexts()[0]
  if (context === undefined) throw new Error('The browser has no context.')
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  const shown = page.waitForURL(/^http:\/\/[^/]+\.localhost\//)
  await Promise.race([
    shown,
    ended.then((code) => {
      throw new Error(`The app ended (${code}) before its first window was there:\n${printed()}`)
    }),
  ])
  return page
}

async function giveUp(child: ChildProcess): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 10_000).unref())
  if (child.exitCode === null) child.kill('SIGKILL')
}
