import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import type { ExportWish, ReadyExport } from '../../core/exchange/export.ts'
import { formatOf, formats } from '../../core/exchange/formats.ts'
import type { ExportChoice, ExportPreview } from '../../core/exchange-contract.ts'
import type { CoderId, Project } from '../../core/model.ts'
import { settingsOf } from '../../core/model.ts'
import { slug } from '../../core/name.ts'
import { Refusal } from '../../core/refusal.ts'
import { Thread } from '../apart/thread.ts'
import { standardLimits } from '../documents/limits.ts'
import { disk, reasonOf } from '../project/disk.ts'
import type { OpenProject } from '../project/open-project.ts'
import type { Handlers } from '../shell.ts'
import { writeText } from '../text-file.ts'
import { maySee, projectSeenBy } from '../view-of.ts'
import { savedAt, type WindowSession } from '../window-session.ts'

/** A large project is larger than any file that comes in. */
const limits = { ...standardLimits, memory: 4_000_000_000 }

/** As many files as a person looks through. */
const shownFiles = 50

/** Documents that are loaded at once, between two words on how far it is. */
const atOnce = 20

/** What is ready to be saved. */
interface Prepared {
  readonly token: string
  readonly choice: ExportChoice
  readonly project: OpenProject
  /** As it was when the files were made. */
  readonly state: Project
  readonly coder: CoderId | null
  readonly ready: ReadyExport
}

/** What goes out: made apart and looked at first, then saved as it was seen. */
export function exportHandlers(session: WindowSession) {
  let prepared: Prepared | undefined
  /** The one that is made now, or was last. */
  let making = new AbortController()

  const prepare = async (choice: ExportChoice, name?: string): Promise<Prepared> => {
    const { project, coder } = session.current
    refuseUnseen(project.project, coder, choice)
    making = new AbortController()
    const { signal } = making
    const state = await loadAll(project, choice, signal)
    const seen = projectSeenBy(state, session.still(project).coder)
    session.shell.send('progress', { what: 'making the files', done: 0, of: 1 })
    const thread = new Thread(limits)
    signal.addEventListener('abort', () => thread.stop())
    try {
      const wish = wishOf(choice, name ?? nameOf(state, choice), session.shell.version)
      const ready = await thread.run({ work: 'export', project: seen, wish })
      return { token: randomUUID(), choice, project, state, coder, ready }
    } finally {
      void thread.close()
    }
  }

  const loadAll = async (
    project: OpenProject,
    { documents }: ExportChoice,
    signal: AbortSignal,
  ): Promise<Project> => {
    for (let done = 0; done < documents.length; done += atOnce) {
      session.shell.send('progress', { what: 'reading documents', done, of: documents.length })
      await project.load(documents.slice(done, done + atOnce))
      if (signal.aborted) throw new Refusal('cancelled', 'It was stopped.')
    }
    return project.project
  }

  return {
    exportFormats: () =>
      formats.map(({ id, name, purpose, ending, cannotHold, options, dictionary }) => ({
        ...{ id, name, purpose, folder: ending === null, cannotHold, dictionary },
        options: options ?? [],
      })),

    async prepareExport(choice): Promise<ExportPreview> {
      prepared = await prepare(choice)
      return previewOf(prepared)
    },

    async saveExport({ token }) {
      if (prepared?.token !== token)
        throw new Refusal('missing', 'The preview is out of date; look at the export again.')
      const { choice, project, state, coder } = prepared
      const { ending } = formatOf(choice.format)
      const name = nameOf(state, choice)
      const title = 'Export'
      const path =
        ending === null
          ? await session.shell.chooseFolder({ title: 'A folder for the files', buttonLabel: 'Export here' })
          : await session.shell.chooseSaveFile({ title, suggestedName: name })
      if (path === undefined) return null
      const called = ending === null ? name : basename(path)
      // What was coded since is in it, too; and nobody else's work where the coder is another now.
      const now = session.still(project)
      const same = called === name && project.project === state && now.coder === coder
      const { ready } = same ? prepared : await prepare(choice, called)
      const saved = ending === null ? join(path, name) : path
      await writeFiles(ending === null ? saved : dirname(saved), ready)
      return savedAt(saved)
    },

    stopExport() {
      making.abort()
    },
  } satisfies Partial<Handlers> & { stopExport(): void }
}

function refuseUnseen(project: Project, coder: CoderId | null, { coders }: ExportChoice): void {
  if (coders.every((owner) => maySee(project, coder, owner))) return
  throw new Refusal(
    'blind',
    'Coding is blind: only your own segments can be exported before the comparison is opened.',
  )
}

/** What files are called whose ending says the format. */
const wordFor: Readonly<Record<string, string>> = {
  csv: 'segments',
  xlsx: 'segments',
  json: 'dataset',
  table: 'units',
  'table-xlsx': 'units',
}

/** What the file, or the folder, is called unless the person says otherwise. */
function nameOf(project: Project, { format }: ExportChoice): string {
  const { id, ending } = formatOf(format)
  const title = slug(settingsOf(project).title, 'project')
  if (ending === null) return `${title}-${id}`
  const what = /^(qdc|codebook-)/.test(id) ? '-codebook' : id === 'qdpx' ? '' : `-${wordFor[id] ?? id}`
  return `${title}${what}.${ending}`
}

function wishOf(choice: ExportChoice, name: string, version: string): ExportWish {
  const { format, coders, documents, preset, unit, mark, dictionary } = choice
  return {
    ...{ format, selection: { coders, documents }, dictionary },
    name: formatOf(format).ending === null ? null : name,
    options: {
      program: { name: 'Intercoder', version },
      ...(preset === undefined ? {} : { preset }),
      ...(unit === undefined ? {} : { unit }),
      ...(mark === undefined ? {} : { mark }),
    },
  }
}

function previewOf({ token, ready }: Prepared): ExportPreview {
  const { files, segments, positions, losses, sample } = ready
  const sizes = files.map(({ path, content }) => ({
    path,
    bytes: typeof content === 'string' ? Buffer.byteLength(content) : content.length,
  }))
  return {
    ...{ token, segments, positions, losses, sample, fileCount: files.length },
    files: sizes.slice(0, shownFiles),
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}

/** Many files go into a folder of their own, so that nothing that lies beside it is written over. */
async function writeFiles(folder: string, { files }: ReadyExport): Promise<void> {
  for (const { path, content } of files) {
    const file = join(folder, path)
    try {
      await disk.makeFolder(dirname(file))
    } catch (error) {
      throw new Refusal('disk', `${path}: not saved: ${reasonOf(error)}`)
    }
    await writeText(file, path, content)
  }
}
