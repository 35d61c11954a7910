import { contextBridge, ipcRenderer } from 'electron'
import { events, requests } from '../core/contract.ts'

const ask = requests.map((name) => [name, (...input: unknown[]) => ipcRenderer.invoke(name, ...input)])

const on = events.map((name) => [
  name,
  (listener: (value: unknown) => void) => {
    // The page gets the value and never the event, whose sender could do more.
    const hear = (_event: unknown, value: unknown) => listener(value)
    ipcRenderer.on(name, hear)
    return () => void ipcRenderer.removeListener(name, hear)
  },
])

contextBridge.exposeInMainWorld('intercoder', {
  ...Object.fromEntries(ask),
  on: Object.fromEntries(on),
})
