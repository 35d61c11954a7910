import { EventEmitter } from 'node:events'
import { addScheme } from './address.ts'

type Handler = (request: Request) => Response | Promise<Response>
type Listener = (
  details: { id: number; url: string; method: string; resourceType: string },
  done: (answer: { cancel?: boolean }) => void,
) => void
type PermissionCheck = (contents: unknown, permission: string, origin: string, details: object) => boolean
type PermissionRequest = (
  contents: unknown,
  permission: string,
  done: (granted: boolean) => void,
  details: object,
) => void

/** Rules of one partition. Its storage is the browser's only one, which is as empty at each start. */
export class Session extends EventEmitter {
  readonly handlers = new Map<string, Handler>()
  listener: Listener | undefined
  check: PermissionCheck = () => true
  request: PermissionRequest = (_contents, _permission, done) => done(true)

  readonly protocol = {
    handle: (scheme: string, handler: Handler): void => {
      if (this.handlers.has(scheme)) throw new Error(`The protocol "${scheme}" has been handled already.`)
      this.handlers.set(scheme, handler)
    },
    isProtocolHandled: (scheme: string): boolean => this.handlers.has(scheme),
  }

  /** Only the last listener counts, as in Electron. */
  readonly webRequest = {
    onBeforeRequest: (listener: Listener): void => {
      this.listener = listener
    },
  }

  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.check = handler
  }
  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.request = handler
  }

  // No device, network or dictionary is ever given here, so these have nothing to switch off.
  setDevicePermissionHandler(_handler: (details: object) => boolean): void {}
  enableNetworkEmulation(_options: { offline?: boolean }): void {}
  setSpellCheckerEnabled(_enabled: boolean): void {}
  setSpellCheckerDictionaryDownloadURL(_url: string): void {}

  /** Whether a page may, when it asks. */
  permits(permission: string): boolean {
    let granted = false
    this.request(null, permission, (answer) => (granted = answer), {})
    return granted && this.check(null, permission, '', {})
  }
}

const partitions = new Map<string, Session>()

export const session = {
  defaultSession: new Session(),
  fromPartition(name: string, _options?: { cache: boolean }): Session {
    const found = partitions.get(name) ?? new Session()
    partitions.set(name, found)
    return found
  },
}

let registered = false

export const protocol = {
  registerSchemesAsPrivileged(schemes: { scheme: string }[]): void {
    if (registered) throw new Error('protocol.registerSchemesAsPrivileged() can only be called once.')
    registered = true
    for (const { scheme } of schemes) addScheme(scheme)
  },
}
