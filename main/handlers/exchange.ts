import type { Handlers } from '../shell.ts'
import type { WindowSession } from '../window-session.ts'
import { exportHandlers } from './export.ts'
import { importHandlers } from './import.ts'

/** What comes in from files and what goes out into them; whichever takes long can be stopped. */
export function exchangeHandlers(session: WindowSession) {
  const { stopReading, ...incoming } = importHandlers(session)
  const { stopExport, ...outgoing } = exportHandlers(session)
  return {
    ...incoming,
    ...outgoing,
    stopExchange() {
      stopReading()
      stopExport()
    },
  } satisfies Partial<Handlers>
}
