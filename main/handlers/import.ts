import { Refusal } from '../../core/refusal.ts'
import { newDocuments, previewLength } from '../exchange/documents-part.ts'
import { everyEnding, fileAt, fileOf, filesOfFolder } from '../exchange/given-files.ts'
import { ImportDesk, type ProjectSource } from '../exchange/import-desk.ts'
import { fillNew } from '../exchange/new-project.ts'
import { codingsEndings } from '../exchange/read-codings.ts'
import type { Handlers } from '../shell.ts'
import { projectSeenBy } from '../view-of.ts'
import type { WindowSession } from '../window-session.ts'

const wanted = {
  anything: { title: 'Import', extensions: everyEnding, many: true },
  project: { title: 'A project of another program', extensions: ['qdpx'], many: false },
  codebook: { title: 'Import a codebook', extensions: ['qdc', 'csv', 'json'], many: false },
  codings: { title: 'Import codings', extensions: [...codingsEndings, 'xlsx', 'zip'], many: true },
}

/** What comes in: any files, looked at first on a desk, then taken into the project or made into a new one. */
export function importHandlers(session: WindowSession) {
  const desk = new ImportDesk()
  const source: ProjectSource = {
    current: () => session.seen,
    async whole() {
      const { project } = session.current
      const loaded = await project.load()
      return projectSeenBy(loaded, session.still(project).coder)
    },
  }
  return {
    async chooseFiles({ what }) {
      const paths = await session.shell.chooseFiles(wanted[what])
      return desk.add(paths.map((path) => fileAt(path)))
    },
    async chooseFolder() {
      const title = 'Import a folder'
      const folder = await session.shell.chooseFolder({ title, buttonLabel: 'Import folder' })
      return folder === undefined ? [] : desk.add(await filesOfFolder(folder))
    },
    giveFiles: ({ files }) => desk.add(files.map(fileOf)),
    readGiven: ({ token, options }) => desk.read(token, options, source),
    readPreview({ token, from }) {
      const [document] = desk.kept(token, 'documents').documents
      return document?.text.slice(from, from + previewLength) ?? ''
    },
    forgetGiven: () => desk.forget(),

    async importDocuments({ files }) {
      const { project, coder } = session.current
      const documents = newDocuments(files, (token) => desk.kept(token, 'documents'))
      await project.perform({ type: 'addDocuments', documents }, coder)
    },
    async importCodings({ token }) {
      const { project, coder } = session.current
      const { documents, codes, rows, problems } = desk.kept(token, 'codings').taken
      if (problems.length > 0)
        throw new Refusal('invalid', 'Nothing was imported: not everything that is asked is answered.')
      await project.perform({ type: 'importCodings', documents, codes, rows }, coder)
    },
    async importCodebook({ token }) {
      const { project, coder } = session.current
      const { codes, linkTypes } = desk.kept(token, 'codebook')
      await project.perform({ type: 'importCodes', codes, linkTypes }, coder)
    },
    async createFrom({ token, title }) {
      const { draft } = desk.kept(token, 'project')
      const folder = await session.shell.chooseFolder({
        title: 'An empty folder for the project',
        buttonLabel: 'Create project',
      })
      if (folder === undefined) return null
      const made = await fillNew(folder, { ...draft, title })
      return session.begin(await session.projects.adopt(made))
    },
    stopReading: () => desk.stop(),
  } satisfies Partial<Handlers> & { stopReading(): void }
}
