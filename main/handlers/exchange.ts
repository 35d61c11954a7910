import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { checkCodings } from '../../core/commands/codings.ts'
import type { CodingsPreview } from '../../core/contract.ts'
import { writeCodebookCsv } from '../../core/exchange/codebook-csv.ts'
import { writeCodebookJson } from '../../core/exchange/codebook-json.ts'
import { type CodingRow, readCodings } from '../../core/exchange/codings-csv.ts'
import { writeDatasetCsv, writeDatasetJson } from '../../core/exchange/dataset.ts'
import { settingsOf } from '../../core/model.ts'
import { slug } from '../../core/name.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Handlers } from '../shell.ts'
import { readCodebookFile, readText } from '../text-file.ts'
import { maySee, projectSeenBy } from '../view-of.ts'
import type { WindowSession } from '../window-session.ts'

/** What goes out to other programs and comes in from them: datasets, codings, codebooks. */
export function exchangeHandlers(session: WindowSession) {
  /** The codings file that the person looked at last. */
  let previewed: { token: string; rows: readonly CodingRow[] } | undefined
  const fileName = (what: string, ending: string) =>
    `${slug(settingsOf(session.current.project.project).title, 'project')}-${what}.${ending}`

  return {
    async exportDataset({ format, coders, documents }) {
      const { project, coder } = session.current
      if (!coders.every((owner) => maySee(project.project, coder, owner))) {
        throw new Refusal(
          'blind',
          'Coding is blind: only your own segments can be exported before the comparison is opened.',
        )
      }
      const write = format === 'csv' ? writeDatasetCsv : writeDatasetJson
      return session.save('Export the dataset', fileName('dataset', format), async () =>
        write(await project.load(documents), { coders, documents }),
      )
    },

    async previewCodings(): Promise<CodingsPreview | null> {
      const title = 'Import codings'
      const [path] = await session.shell.chooseFiles({ title, extensions: ['csv'], many: false })
      if (path === undefined) return null
      const file = basename(path)
      const { rows, problems } = readCodings(await readText(path, file))
      const { project, coder } = session.current
      const checked = checkCodings(projectSeenBy(await project.load(), coder), rows)
      previewed = { token: randomUUID(), rows }
      return {
        token: previewed.token,
        file,
        rows: rows.length,
        known: checked.known,
        newCoders: checked.newCoders,
        problems: [...problems, ...checked.problems].map(
          ({ line, message }) => `${file}:${line}: ${message}`,
        ),
      }
    },
    async importCodings({ token }) {
      const { project, coder } = session.current
      if (previewed?.token !== token) {
        throw new Refusal('missing', 'The preview is out of date; choose the file again.')
      }
      await project.perform({ type: 'addCodings', rows: previewed.rows }, coder)
    },

    async importCodebook() {
      const title = 'Import a codebook'
      const [path] = await session.shell.chooseFiles({ title, extensions: ['json', 'csv'], many: false })
      if (path === undefined) return null
      const { project } = session.current
      const { codes, linkTypes } = await readCodebookFile(path, basename(path))
      await project.perform({ type: 'importCodes', codes, linkTypes }, session.still(project).coder)
      return basename(path)
    },
    exportCodebook({ format }) {
      const { project } = session.current.project
      return session.save('Export the codebook', fileName('codebook', format), () =>
        format === 'csv' ? writeCodebookCsv(project.codes) : writeCodebookJson(project),
      )
    },
  } satisfies Partial<Handlers>
}
