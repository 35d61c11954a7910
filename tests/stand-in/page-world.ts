export interface Names {
  /** Global functions that exist only until this has run. */
  readonly toMain: string
  /** Where the main process finds how to deliver an event; no page can guess or list it. */
  readonly fromMain: string
}

interface Wire {
  encode(value: unknown): string
  decode(text: string): unknown
}

type Preload = (require: (name: string) => unknown, module: object, exports: object) => void
type Listener = (event: object, ...values: unknown[]) => void

/**
 * What a sandboxed preload script finds: `electron` with contextBridge and ipcRenderer, and nothing else to require.
 * Runs in the page before any script of it, so it may use nothing from outside of itself.
 */
export function world({ toMain, fromMain }: Names, { encode, decode }: Wire, preload: Preload): void {
  const scope = window as unknown as Record<string, unknown>
  const ask = scope[toMain] as (channel: string, values: string) => Promise<string>
  delete scope[toMain]
  if (window !== window.top) return

  const listeners = new Map<string, Set<Listener>>()
  const deliver = (channel: string, text: string) => {
    const values = decode(text) as unknown[]
    for (const listener of listeners.get(channel) ?? []) listener({}, ...values)
  }
  Object.defineProperty(window, fromMain, { value: deliver })

  const ipcRenderer = {
    async invoke(channel: string, ...values: unknown[]): Promise<unknown> {
      const answer = decode(await ask(channel, encode(values)))
      const { value, error } = answer as { value?: unknown; error?: string }
      if (error !== undefined) throw new Error(`Error invoking remote method '${channel}': ${error}`)
      return value
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener))
    },
    removeListener(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener)
    },
  }

  /** As over the context bridge: data is copied, functions are called across, and nothing can be replaced. */
  const across = (value: unknown): unknown => {
    if (typeof value === 'function') {
      return (...values: unknown[]) => across(value(...values.map(across)))
    }
    if (value instanceof Promise) return value.then(across)
    if (Array.isArray(value)) return value.map(across)
    if (typeof value !== 'object' || value === null) return value
    if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value)
    const copy = Object.entries(value).map(([key, each]) => [key, across(each)])
    return Object.fromEntries(copy)
  }
  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze)
    return Object.freeze(value)
  }
  const contextBridge = {
    exposeInMainWorld(name: string, api: unknown) {
      Object.defineProperty(window, name, { value: freeze(across(api)), enumerable: true })
    },
  }

  const module = { exports: {} }
  const require = (name: string) => {
    if (name === 'electron') return { contextBridge, ipcRenderer }
    throw new Error(`A sandboxed preload script can't require "${name}".`)
  }
  preload(require, module, module.exports)
}
