import { join } from 'node:path'
import type { NewDocument } from '../core/commands/document.ts'
import type { CodebookFile } from '../core/exchange/codebook-json.ts'
import { readCodings } from '../core/exchange/codings-csv.ts'
import { readTableOf } from '../core/exchange/csv.ts'
import { readText as readDocument } from './documents/text.ts'
import { createProject } from './project/opening.ts'
import { readSaid, withSaid } from './sample-said.ts'
import { readBytes, readCodebookFile, readText } from './text-file.ts'

/** When the sample is said to have been made: the same sample on every machine and day. */
const sampleDate = '2026-01-05T09:00:00.000Z'

/** The codes and types of link that a new project starts with. */
export async function defaultCodebook(seeds: string): Promise<CodebookFile> {
  const { codes, linkTypes } = await readCodebookFile(join(seeds, 'codebook.json'), 'codebook.json')
  return { codes, linkTypes }
}

/**
 * Makes the sample project in a folder that is empty or not there yet: five short texts, the default codebook and
 * the codings of two coders, the comparison open. The same bytes every time.
 */
export async function makeSample(folder: string, seeds: string): Promise<void> {
  const init = { title: 'Sample project', ...(await defaultCodebook(seeds)) }
  const documents = await sampleDocuments(seeds)
  const { rows } = readCodings(await readText(join(seeds, 'codings.csv'), 'codings.csv'))
  const project = await createProject(folder, init, { now: () => sampleDate, newId: countingIds() })
  try {
    await project.dispatch({ type: 'addDocuments', documents }, null)
    const said = readSaid(await readText(join(seeds, 'said.json'), 'said.json'))
    await project.dispatch({ type: 'addCodings', rows: withSaid(rows, said, project.project) }, null)
    // Both have finished, so that there is something to compare.
    for (const coder of project.project.coders.keys()) {
      for (const document of project.project.documents.keys()) {
        await project.dispatch({ type: 'markDone', document, done: true }, coder)
      }
    }
    await project.dispatch({ type: 'openComparison' }, null)
  } finally {
    await project.close()
  }
}

/** Twelve characters that count up; the first six tell them apart, for where ids are cut short. */
function countingIds(): () => string {
  let made = 0
  return () => {
    made++
    return `${made.toString(36).padStart(6, '0')}sample`
  }
}

/** The documents that documents.csv lists: file, title and language; every other column is a variable. */
async function sampleDocuments(seeds: string): Promise<NewDocument[]> {
  const list = await readText(join(seeds, 'documents.csv'), 'documents.csv')
  const { records } = readTableOf(list, ['file', 'title', 'outlet', 'date', 'language'], [])
  return Promise.all(
    records.map(async ({ cell }) => {
      const file = cell('file')
      const bytes = await readBytes(join(seeds, file), file)
      const { text, source } = await readDocument({ name: file, bytes, options: {} })
      const variables = { outlet: cell('outlet'), date: cell('date') }
      return { title: cell('title'), language: cell('language'), variables, source, text }
    }),
  )
}
