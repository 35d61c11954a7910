import type { Bridge, Events, RequestName, Requests } from '../core/contract.ts'
import { requests } from '../core/contract.ts'
import type { RefusalCode } from '../core/refusal.ts'
import { Refusal } from '../core/refusal.ts'

declare global {
  interface Window {
    readonly intercoder: Bridge
  }
}

/** The typed way to the main process; the only file that touches `window.intercoder`. A refusal is thrown. */
export type Ask = {
  readonly [Name in RequestName]: (
    ...input: Parameters<Requests[Name]>
  ) => Promise<Awaited<ReturnType<Requests[Name]>>>
}

export const ask: Ask = Object.fromEntries(
  requests.map((name) => [
    name,
    async (...input: unknown[]) => {
      const result = await (window.intercoder[name] as (...input: unknown[]) => Promise<unknown>)(...input)
      const { ok, value, refusal } = result as {
        ok: boolean
        value?: unknown
        refusal?: { code: RefusalCode; message: string }
      }
      if (!ok && refusal !== undefined) throw new Refusal(refusal.code, refusal.message)
      return value
    },
  ]),
) as unknown as Ask

/** Listens to an event of the main process; returns how to stop. */
export function listen<Name extends keyof Events>(
  name: Name,
  listener: (value: Events[Name]) => void,
): () => void {
  return window.intercoder.on[name](listener as never)
}
