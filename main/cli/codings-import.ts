import { basename, resolve } from 'node:path'
import { codingsFormats } from '../../core/exchange/codings-formats.ts'
import {
  type CodingsIn,
  codePaths,
  codingsIn,
  documentNames,
  type FileCodings,
  problemLine,
} from '../../core/exchange/codings-in.ts'
import { lossLine } from '../../core/exchange/loss.ts'
import { Refusal } from '../../core/refusal.ts'
import { codingsFilesAt } from '../exchange/codings-files.ts'
import { readCodingsFiles } from '../exchange/read-codings.ts'
import { complain, type ExitCode, type Given, type Io, printJson, UsageError } from './command.ts'
import { changeProject, loadProject } from './project.ts'

/** Takes in a file of codings: all of them or none, after saying what is wrong with which. */
export async function importCodings(folder: string, file: string, given: Given, io: Io): Promise<ExitCode> {
  const wanted = given.value('format')
  if (wanted !== undefined && !codingsFormats.some(({ id }) => id === wanted))
    throw new UsageError(
      'codings',
      `there is no format “${wanted}”; there are ${codingsFormats.map(({ id }) => id).join(', ')}`,
    )
  const files = await codingsFilesAt(resolve(io.cwd, file), file)
  // Checked before the project is opened for writing, so that a bad file leaves no trace.
  const project = await loadProject(folder, io)
  const read = await inPlace(file, () => readCodingsFiles(files, wanted, documentNames(project)))
  if ('found' in read) refuseEmpty(file, read.found)
  const taken = codingsIn(project, basename(file), read, answersOf(given))
  if (taken.problems.length > 0)
    throw new Refusal(
      'invalid',
      taken.problems.map((problem) => problemLine(file, basename(file), problem)).join('\n'),
    )
  for (const warning of taken.warnings) complain(io, `${file}: ${warning}`)
  const { documents, codes, rows } = taken
  if (!given.has('dry-run'))
    await changeProject(folder, io, (open) =>
      open.dispatch({ type: 'importCodings', documents, codes, rows }, null),
    )
  tell(file, read, taken, given, io)
  return 0
}

function answersOf(given: Given) {
  const [coder, document, language] = ['coder', 'document', 'language'].map((name) => given.value(name))
  return {
    ...(coder === undefined ? {} : { coder }),
    ...(document === undefined ? {} : { document }),
    ...(language === undefined ? {} : { language }),
    addCodes: given.has('add-codes'),
    addDocuments: given.has('add-documents'),
  }
}

function refuseEmpty(
  file: string,
  { codings, losses }: Extract<FileCodings, { found: unknown }>['found'],
): void {
  if (codings.length > 0) return
  const lines = losses.map((loss) => `${file}: ${lossLine(loss)}`)
  throw new Refusal('invalid', [`${file}: there are no codings of text in it`, ...lines].join('\n'))
}

/** Readers know a file by its name; a person needs the path they gave. */
async function inPlace<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    const name = basename(file)
    if (!(error instanceof Refusal) || name === file) throw error
    const lines = error.message
      .split('\n')
      .map((line) => (line.startsWith(name) ? file + line.slice(name.length) : line))
    throw new Refusal(error.code, lines.join('\n'))
  }
}

function tell(file: string, read: FileCodings, taken: CodingsIn, given: Given, io: Io): void {
  const { rows, known, byWords, newCoders, codes, documents, losses } = taken
  const imported = rows.length - known
  const [newCodes, newDocuments] = [codePaths(codes), documents.map(({ title }) => title)]
  if (given.has('json')) {
    const foreign =
      'found' in read ? { format: read.format, foundByWords: byWords, newCodes, newDocuments, losses } : {}
    printJson(io, { file, imported, known, newCoders, ...foreign })
    return
  }
  const would = given.has('dry-run') ? 'would be ' : ''
  const format = 'found' in read ? ` (${read.format})` : ''
  const parts = [
    `${file}: ${imported} codings ${would}imported${format}, ${known} there already`,
    ...(newCoders.length > 0 ? [`new coders: ${newCoders.join(', ')}`] : []),
    ...(newCodes.length > 0 ? [`new codes: ${newCodes.join(', ')}`] : []),
    ...(newDocuments.length > 0 ? [`new documents: ${newDocuments.join(', ')}`] : []),
    ...(byWords > 0 ? [`${byWords} found by their words`] : []),
  ]
  io.out(`${parts.join(', ')}\n${losses.map((loss) => `  ${lossLine(loss)}\n`).join('')}`)
}
