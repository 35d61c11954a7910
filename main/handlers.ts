import { findingThread } from './apart/find.ts'
import { comparisonHandlers } from './handlers/comparison.ts'
import { documentHandlers } from './handlers/document.ts'
import { exchangeHandlers } from './handlers/exchange.ts'
import { findHandlers } from './handlers/find.ts'
import { folderHandlers } from './handlers/folder.ts'
import { mergeHandlers } from './handlers/merge.ts'
import { projectHandlers } from './handlers/project.ts'
import { segmentHandlers } from './handlers/segments.ts'
import type { OpenProjects } from './open-projects.ts'
import type { Desk } from './preferences.ts'
import type { Handlers, Shell } from './shell.ts'
import { WindowSession } from './window-session.ts'

/**
 * The requests of one window over its shell, a file in handlers/ a noun. There is no Electron here, so tests and the
 * stand-in serve the same object.
 */
export function createHandlers(
  shell: Shell,
  desk: Desk,
  projects: OpenProjects,
): { handlers: Handlers; close(): Promise<void> } {
  const session = new WindowSession(shell, desk, projects)
  const finding = findingThread()
  const handlers: Handlers = {
    ...projectHandlers(session),
    ...documentHandlers(session),
    ...comparisonHandlers(session),
    ...findHandlers(session, finding),
    ...segmentHandlers(session),
    ...exchangeHandlers(session),
    ...folderHandlers(session),
    ...mergeHandlers(session),
  }
  const close = async () => {
    finding.stop()
    await finding.close()
    await session.leave()
  }
  return { handlers, close }
}
