import type { Page, Route } from 'playwright'
import { toApp } from './address.ts'
import { tellTest } from './control.ts'
import { ours } from './open-windows.ts'
import type { BrowserWindow } from './window.ts'

let count = 0

/**
 * Answers every request that a page makes: with the app's own protocol handler and the headers that it gives, so
 * that its Content-Security-Policy is live. All other requests fail and are told to the test.
 */
export async function answer(route: Route): Promise<void> {
  const request = route.request()
  const url = toApp(request.url())
  const window = windowOf(route)
  const handler = window?.session.handlers.get(new URL(url).protocol.slice(0, -1))
  // A window that a page opened is on its way to be closed.
  const leads = window === undefined ? !request.isNavigationRequest() : navigates(route, window, url)
  if (!leads) return route.abort('aborted')
  if (handler === undefined) tellTest({ request: url })
  if (window === undefined || handler === undefined) return route.abort('blockedbyclient')
  if (!(await allowed(route, window, url))) return route.abort('blockedbyclient')
  const response = await handler(new Request(url, { method: request.method(), headers: request.headers() }))
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  })
}

/** The first load is the app's own; a page that wants to go elsewhere has to ask. */
function navigates(route: Route, window: BrowserWindow, url: string): boolean {
  const request = route.request()
  if (!request.isNavigationRequest()) return true
  const isMainFrame = request.frame() === window.page?.mainFrame()
  if (isMainFrame && window.webContents.expected === url) {
    window.webContents.expected = undefined
    return true
  }
  return window.webContents.asksToNavigate(url, isMainFrame)
}

/** What the app's `webRequest` says; where it says nothing the request goes on. */
function allowed(route: Route, window: BrowserWindow, url: string): Promise<boolean> {
  const { listener } = window.session
  if (listener === undefined) return Promise.resolve(true)
  const request = route.request()
  const details = { id: ++count, url, method: request.method(), resourceType: request.resourceType() }
  return new Promise((resolve) => listener(details, ({ cancel }) => resolve(cancel !== true)))
}

function windowOf(route: Route): BrowserWindow | undefined {
  let page: Page
  try {
    page = route.request().frame().page()
  } catch {
    return undefined // a popup that has no page yet
  }
  return [...ours].find((window) => window.page === page)
}
