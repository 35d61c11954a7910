import { documentOf } from '../../core/commands/document.ts'
import { documentExtensions } from '../documents/kind.ts'
import { documentFilesIn, Previews, readFiles } from '../previews.ts'
import type { Handlers } from '../shell.ts'
import { documentView } from '../view-of.ts'
import type { WindowSession } from '../window-session.ts'

/** Reading documents, and importing new ones after a look at them. */
export function documentHandlers(session: WindowSession) {
  const previews = new Previews()
  const show = async (paths: readonly string[]) =>
    previews.show(session.current.project.project, await readFiles(paths))
  return {
    async readDocument({ document }) {
      const { project } = session.current
      documentOf(project.project, document)
      const loaded = await project.load([document])
      // While it was read, another coder may have been chosen.
      return documentView(loaded, document, session.still(project).coder)
    },

    async previewFiles() {
      const title = 'Import documents'
      return show(await session.shell.chooseFiles({ title, extensions: documentExtensions, many: true }))
    },
    async previewFolder() {
      const title = 'Import a folder of documents'
      const folder = await session.shell.chooseFolder({ title, buttonLabel: 'Import folder' })
      return show(folder === undefined ? [] : await documentFilesIn(folder))
    },
    previewDropped: ({ files }) => previews.show(session.current.project.project, files),

    async importPreviewed({ documents }) {
      const { project, coder } = session.current
      await project.perform({ type: 'addDocuments', documents: previews.take(documents) }, coder)
    },
  } satisfies Partial<Handlers>
}
