import { app, protocol, type Session, session, type WebContents } from 'electron'
import { home, respond, tableOf } from './pages.ts'

/** Everything that Chromium has to know before it is ready. Nothing may be awaited before this. */
export function lockDown(): void {
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
  // No name has an address, not even localhost: what the layers below let through finds nobody.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  for (const name of ['background-networking', 'component-update', 'domain-reliability', 'sync']) {
    app.commandLine.appendSwitch(`disable-${name}`)
  }
  app.commandLine.appendSwitch('no-pings')
  app.on('web-contents-created', (_event, contents) => stayHome(contents))
}

/** The session of all our windows, in memory only, with the files under `folder` served at `home`. */
export function lockedSession(folder: string): Session {
  const ours = session.fromPartition('intercoder', { cache: false })
  const files = tableOf(folder)
  ours.protocol.handle('app', (request) => respond(request, files))
  for (const each of [ours, session.defaultSession]) cutOff(each)
  return ours
}

/** No network, no device, no permission but to copy, no download, no dictionary. */
function cutOff(each: Session): void {
  const isOurs = ({ protocol }: URL) => protocol === 'app:' || (protocol === 'devtools:' && !app.isPackaged)
  each.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOurs(new URL(url)) }))
  each.enableNetworkEmulation({ offline: true })
  each.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === copying))
  each.setPermissionCheckHandler((_contents, permission) => permission === copying)
  each.setDevicePermissionHandler(() => false)
  each.on('will-download', (event) => event.preventDefault())
  each.setSpellCheckerEnabled(false)
  // Elsewhere than on a Mac the checker would fetch dictionaries even when it is off (Electron #22995).
  each.setSpellCheckerDictionaryDownloadURL(`${home}/none/`)
}

const copying = 'clipboard-sanitized-write'

/** No page leads anywhere: not by a link, a redirect, a frame, a window or a webview. */
function stayHome(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  // A Content-Security-Policy does not cover WebRTC.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
