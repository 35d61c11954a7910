/**
 * `app://name/path` can't be intercepted in a plain Chromium, so pages live at `http://name.localhost/path`:
 * a secure context with an origin of its own. No socket is opened for it; every request is answered here.
 */
const schemes = new Set<string>()

export function addScheme(scheme: string): void {
  schemes.add(scheme)
}

/** Where Chromium goes for an address of the app. */
export function toPage(address: string): string {
  const url = new URL(address)
  const scheme = url.protocol.slice(0, -1)
  if (!schemes.has(scheme)) return address
  return `http://${scheme}.${url.host}.localhost${url.pathname}${url.search}${url.hash}`
}

/** The app's name for where Chromium is; other addresses stay as they are. */
export function toApp(address: string): string {
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  const [scheme, ...rest] = url.hostname.split('.')
  if (url.protocol !== 'http:' || rest.pop() !== 'localhost' || !schemes.has(scheme ?? '')) return address
  return `${scheme}://${rest.join('.')}${url.pathname}${url.search}${url.hash}`
}

export function originOf(address: string): string {
  if (!URL.canParse(address)) return 'null'
  const url = new URL(address)
  return schemes.has(url.protocol.slice(0, -1)) ? `${url.protocol}//${url.host}` : url.origin
}
