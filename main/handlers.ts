import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { AgreementInput } from '../core/agreement/input.ts'
import type { Change } from '../core/change.ts'
import type { NewCode } from '../core/commands/codebook.ts'
import { coderOf } from '../core/commands/coder.ts'
import { checkCodings } from '../core/commands/codings.ts'
import { documentOf, textOf } from '../core/commands/document.ts'
import { compare, type Disagreement } from '../core/comparison.ts'
import type { CodingsPreview, Requests, Snapshot } from '../core/contract.ts'
import { readCodebookCsv, writeCodebookCsv } from '../core/exchange/codebook-csv.ts'
import { readCodebookJson, writeCodebookJson } from '../core/exchange/codebook-json.ts'
import { type CodingRow, readCodings } from '../core/exchange/codings-csv.ts'
import { writeDatasetCsv, writeDatasetJson } from '../core/exchange/dataset.ts'
import type { CoderId, Project } from '../core/model.ts'
import { documentsInOrder, segmentsOf, settingsOf } from '../core/model.ts'
import { slug } from '../core/name.ts'
import { Refusal } from '../core/refusal.ts'
import { agreementInput } from './agreement-input.ts'
import type { OpenProjects } from './open-projects.ts'
import { Desk } from './preferences.ts'
import { documentFilesIn, Previews, readFiles } from './previews.ts'
import { disk, reasonOf, replaceFile } from './project/disk.ts'
import { OpenProject } from './project/open-project.ts'
import { documentExtensions } from './read-document.ts'
import { defaultCodebook, makeSample } from './sample.ts'
import type { Handlers, Shell } from './shell.ts'
import { changeView, documentView, projectView } from './view-of.ts'

/** The project a window works on, and as whom. */
interface Session {
  readonly project: OpenProject
  coder: CoderId | null
  readonly previews: Previews
  /** Codings files that were previewed, by token. */
  readonly codings: Map<string, readonly CodingRow[]>
  /** Ends listening to the project. */
  stop(): void
}

/** The requests of one window over its shell; no Electron here, so tests and the stand-in serve the same object. */
export async function createHandlers(
  shell: Shell,
  projects: OpenProjects,
): Promise<{ handlers: Handlers; close(): Promise<void> }> {
  const desk = await Desk.open(shell.userData)
  let session: Session | null = null

  function current(): Session {
    if (session === null) throw new Refusal('missing', 'No project is open.')
    return session
  }

  async function begin(project: OpenProject): Promise<Snapshot> {
    await end()
    const coders = [...project.project.coders.keys()]
    const opened: Session = {
      project,
      // Nobody is guessed where there is a choice.
      coder: coders.length === 1 ? coders[0]! : null,
      previews: new Previews(),
      codings: new Map(),
      stop: () => {},
    }
    const stopChanges = project.onChange((change) => tell(opened, change))
    const stopSaved = project.onSaved((saved) => shell.send('saved', saved))
    opened.stop = () => {
      stopChanges()
      stopSaved()
    }
    session = opened
    await desk.remember(project.folder, settingsOf(project.project).title)
    return snapshot(opened)
  }

  function tell({ project, coder }: Session, change: Change): void {
    const [before, after] = change.settings?.updated[0] ?? []
    if (before?.blind !== after?.blind) shell.send('replaced', snapshot(current()))
    else shell.send('changed', { change: changeView(project.project, change, coder), ...project.steps })
  }

  async function end(): Promise<void> {
    if (session === null) return
    const { project, stop } = session
    session = null
    stop()
    await projects.letGo(project)
  }

  function snapshot({ project, coder }: Session): Snapshot {
    return {
      ...projectView(project.project, coder),
      coder,
      folder: project.folder,
      ...project.steps,
      problems: project.problems.map(({ file, what }) => `${file}: ${what}`),
      saved: project.saved,
    }
  }

  async function save(
    title: string,
    suggestedName: string,
    content: () => string | Uint8Array | Promise<Uint8Array>,
  ) {
    const path = await shell.chooseSaveFile({ title, suggestedName })
    if (path === undefined) return null
    try {
      await replaceFile(disk, path, await content())
    } catch (error) {
      throw new Refusal('disk', `${basename(path)}: not saved: ${reasonOf(error)}`)
    }
    return basename(path)
  }

  const handlers: Handlers = {
    start: () => ({
      version: shell.version,
      recent: desk.recent.map(({ folder, title }) => ({ token: folder, title, folder })),
      preferences: desk.preferences,
      open: session === null ? null : snapshot(session),
    }),

    async openSample() {
      const folder = join(shell.userData, 'sample-project')
      if ((await disk.list(folder)).length === 0) await makeSample(folder, shell.seeds)
      return begin(await projects.open(folder))
    },

    async createProject({ title }) {
      const folder = await shell.chooseFolder({
        title: 'An empty folder for the project',
        buttonLabel: 'Create project',
      })
      if (folder === undefined) return null
      const codes = await defaultCodebook(shell.seeds)
      return begin(await projects.adopt(await OpenProject.create(folder, { title, codes })))
    },

    async openProject() {
      const folder = await shell.chooseFolder({ title: 'Open a project', buttonLabel: 'Open project' })
      return folder === undefined ? null : begin(await projects.open(folder))
    },

    async openRecent({ token }) {
      const recent = desk.recent.find(({ folder }) => folder === token)
      if (recent === undefined)
        throw new Refusal('missing', 'This project is not in the list any more; open its folder.')
      return begin(await projects.open(recent.folder))
    },

    closeProject: end,

    chooseCoder({ coder }) {
      const { project } = current()
      if (coder !== null) coderOf(project.project, coder)
      current().coder = coder
      return snapshot(current())
    },

    dispatch(command) {
      current().project.perform(command, current().coder)
    },
    undo: () => current().project.undo(),
    redo: () => current().project.redo(),
    saveAgain: () => current().project.flush(),

    readDocument({ document }) {
      const { project, coder } = current()
      documentOf(project.project, document)
      return documentView(project.project, document, coder)
    },

    async previewFiles() {
      const paths = await shell.chooseFiles({
        title: 'Import documents',
        extensions: documentExtensions,
        many: true,
      })
      return current().previews.show(current().project.project, await readFiles(paths))
    },
    async previewFolder() {
      const folder = await shell.chooseFolder({
        title: 'Import a folder of documents',
        buttonLabel: 'Import folder',
      })
      const paths = folder === undefined ? [] : await documentFilesIn(folder)
      return current().previews.show(current().project.project, await readFiles(paths))
    },
    previewDropped: ({ files }) => current().previews.show(current().project.project, files),

    importPreviewed({ documents }) {
      const { project, previews, coder } = current()
      project.perform({ type: 'addDocuments', documents: previews.take(documents) }, coder)
    },

    readDisagreements({ coders }) {
      const { project } = openComparison(current())
      return disagreements(project, coders)
    },
    readAgreementInput(): AgreementInput {
      return agreementInput(openComparison(current()).project, shell.version)
    },

    exportDataset({ format, coders, documents }) {
      const { project, coder } = current()
      const wanted = new Set(coders)
      if (settingsOf(project.project).blind && [...wanted].some((one) => one !== coder)) {
        throw new Refusal(
          'blind',
          'Coding is blind: only your own segments can be exported before the comparison is opened.',
        )
      }
      const name = `${slug(settingsOf(project.project).title, 'project')}-dataset.${format}`
      const write = format === 'csv' ? writeDatasetCsv : writeDatasetJson
      return save('Export the dataset', name, () => write(project.project, { coders, documents }))
    },

    async previewCodings(): Promise<CodingsPreview | null> {
      const [path] = await shell.chooseFiles({ title: 'Import codings', extensions: ['csv'], many: false })
      if (path === undefined) return null
      const { project, codings } = current()
      const file = basename(path)
      const { rows, problems } = readCodings(await fileText(path))
      const checked = checkCodings(project.project, rows)
      const token = randomUUID()
      codings.clear()
      codings.set(token, rows)
      return {
        token,
        file,
        rows: rows.length,
        known: checked.known,
        newCoders: checked.newCoders,
        problems: [...problems, ...checked.problems].map(
          ({ line, message }) => `${file}:${line}: ${message}`,
        ),
      }
    },
    importCodings({ token }) {
      const { project, codings, coder } = current()
      const rows = codings.get(token)
      if (rows === undefined)
        throw new Refusal('missing', 'The preview is out of date; choose the file again.')
      project.perform({ type: 'addCodings', rows }, coder)
    },

    async importCodebook() {
      const [path] = await shell.chooseFiles({
        title: 'Import a codebook',
        extensions: ['json', 'csv'],
        many: false,
      })
      if (path === undefined) return null
      const { project, coder } = current()
      project.perform({ type: 'addCodes', parent: null, codes: await readCodebook(path) }, coder)
      return basename(path)
    },
    exportCodebook({ format }) {
      const { codes, settings: _ } = current().project.project
      const name = `${slug(settingsOf(current().project.project).title, 'project')}-codebook.${format}`
      const write = format === 'csv' ? writeCodebookCsv : writeCodebookJson
      return save('Export the codebook', name, () => write(codes))
    },

    saveReport: ({ suggestedName, content }) => save('Save the report', suggestedName, () => content),
    saveReportAsPdf: ({ suggestedName, html }) =>
      save('Save the report as PDF', suggestedName, () => shell.printPdf(html)),

    writePreferences: (preferences) => desk.prefer(preferences),
  }
  return { handlers, close: end }
}

/** The window's project, as long as comparing is allowed. */
function openComparison({ project }: Session): { project: Project } {
  if (settingsOf(project.project).blind) {
    throw new Refusal('blind', 'Coding is blind until the lead opens the comparison.')
  }
  return { project: project.project }
}

/** What two coders differ in, document by document. */
export function disagreements(
  project: Project,
  [a, b]: Parameters<Requests['readDisagreements']>[0]['coders'],
): Disagreement[] {
  return documentsInOrder(project).flatMap(
    ({ id }) =>
      compare(textOf(project, id), segmentsOf(project, a, id), segmentsOf(project, b, id)).disagreements,
  )
}

/** The codes of a codebook file, by its ending. */
export async function readCodebook(path: string): Promise<NewCode[]> {
  const file = basename(path)
  const text = await fileText(path)
  if (extname(path).toLowerCase() === '.json') return readCodebookJson(file, text)
  if (extname(path).toLowerCase() === '.csv') return readCodebookCsv(file, text)
  throw new Refusal('invalid', `${file}: a codebook is a .json or .csv file`)
}

async function fileText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
  } catch (error) {
    const reason = error instanceof TypeError ? 'it is not UTF-8 text; save it as UTF-8' : reasonOf(error)
    throw new Refusal('invalid', `${basename(path)}: the file can't be read: ${reason}`)
  }
}
