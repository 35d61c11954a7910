import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page, Route } from 'playwright'
import { chromium } from 'playwright'
import { headed, size } from './command-line.ts'
import { findBrowser } from './find-browser.ts'
import { answer } from './network.ts'

/** A child process of a test is driven from outside; nobody else gets a port. */
const driven = process.send !== undefined

let context: BrowserContext | undefined
let folder = ''
let firstPage: Page | undefined
let browserGone = (): void => undefined

/** Starts Chromium with an empty profile in `profile` that is removed again at the end. */
export async function openBrowser(profile: string, switches: string[], gone: () => void): Promise<void> {
  folder = profile
  // A browser that was killed may still be writing.
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  context = await launch(switches)
  firstPage = context.pages()[0]
  browserGone = gone
  context.on('close', browserGone)
  await context.route('**/*', (route: Route) => answer(route))
}

async function launch(switches: string[]): Promise<BrowserContext> {
  const executablePath = findBrowser()
  if (executablePath === undefined) {
    console.error(
      'No Chrome or Chromium was found on this machine; install one, or name it in INTERCODER_BROWSER.',
    )
    process.exit(3)
  }
  const options = {
    executablePath,
    headless: !headed,
    viewport: headed ? null : size,
    colorScheme: null,
    serviceWorkers: 'block' as const,
    // The app decides when to stop, not Playwright at a signal.
    handleSIGINT: false,
    handleSIGTERM: false,
    args: [...switches, ...always(), ...(driven ? ['--remote-debugging-port=0'] : [])],
  }
  // Chromium's sandbox can't work for root; elsewhere it may only be missing where the system forbids it.
  const root = process.getuid?.() === 0
  try {
    return await chromium.launchPersistentContext(folder, { ...options, chromiumSandbox: !root })
  } catch (error) {
    if (root || !String(error).includes('sandbox')) throw error
    console.error('This system does not let Chromium use its sandbox; it runs without.')
    return chromium.launchPersistentContext(folder, { ...options, chromiumSandbox: false })
  }
}

function always(): string[] {
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
  const alone = ['--disable-component-update', '--disable-sync']
  return [...quiet, ...alone, ...(headed ? ['--app=data:text/html,', '--window-size=1360,900'] : [])]
}

/** Pages that belong to a window of the app, and those on their way. */
const own = new Set<Page>()
let opening: Promise<unknown> = Promise.resolve()

/** A page for a window; the first window takes the one that Chromium opened itself. */
export async function newPage(): Promise<Page> {
  if (context === undefined) throw new Error('A BrowserWindow can only be made when the app is ready.')
  const coming = firstPage === undefined ? context.newPage() : Promise.resolve(firstPage)
  firstPage = undefined
  opening = Promise.all([opening, coming.then((page) => own.add(page))])
  return coming
}

/** Allows pages these of Playwright's permissions, and refuses all others. */
export async function permit(permissions: string[]): Promise<void> {
  await context?.grantPermissions(permissions)
}

/** Calls with each page that no window of the app asked for. */
export function onPopup(listener: (page: Page) => void): void {
  context?.on('page', async (page) => {
    await opening
    if (!own.has(page)) listener(page)
  })
}

/** Where a test connects to: Chromium writes its port into its profile. */
export async function debuggingEndpoint(): Promise<string> {
  const [port] = (await readFile(join(folder, 'DevToolsActivePort'), 'utf8')).split('\n')
  return `http://127.0.0.1:${port}`
}

export async function closeBrowser(): Promise<void> {
  if (context === undefined) return
  context.off('close', browserGone)
  await context.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
