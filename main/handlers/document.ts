import { documentOf } from '../../core/commands/document.ts'
import { writeReading } from '../../core/document-reading.ts'
import type { Handlers } from '../shell.ts'
import { documentView } from '../view-of.ts'
import type { WindowSession } from '../window-session.ts'

/** Reading documents. */
export function documentHandlers(session: WindowSession) {
  return {
    async readDocument({ document }) {
      const { project } = session.current
      documentOf(project.project, document)
      const loaded = await project.load([document])
      // While it was read, another coder may have been chosen.
      return writeReading(documentView(loaded, document, session.still(project).coder))
    },
  } satisfies Partial<Handlers>
}
