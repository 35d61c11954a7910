import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { apply } from '../../core/change.ts'
import { type Command, decide } from '../../core/command.ts'
import type { NewCode } from '../../core/commands/codebook.ts'
import { checkCodings } from '../../core/commands/codings.ts'
import { languageTag, type NewDocument } from '../../core/commands/document.ts'
import { documentsNamed } from '../../core/document-name.ts'
import { codingsFormatOf, codingsFormats, readSheetCodings } from '../../core/exchange/codings-formats.ts'
import { documentFileNames } from '../../core/exchange/exported.ts'
import type { FoundCodings, GivenFile } from '../../core/exchange/found.ts'
import { lossLine } from '../../core/exchange/loss.ts'
import { newDocumentsOf, type PlacedCodings, placeCodings } from '../../core/exchange/place.ts'
import { openZip } from '../../core/exchange/zip.ts'
import type { Project } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import { readSheet } from '../documents/xlsx.ts'
import { readBytes } from '../text-file.ts'
import { type ExitCode, type Given, type Io, printJson, UsageError } from './command.ts'
import { changeProject, loadProject } from './project.ts'

/** More than this lies in no export that somebody made. */
const mostFiles = 20_000

/** Takes in codings of another program: all of them or none, after saying what is wrong with which. */
export async function importForeignCodings(
  folder: string,
  file: string,
  given: Given,
  io: Io,
): Promise<ExitCode> {
  const before = await loadProject(folder, io)
  const { format, found } = await read(before, file, given.value('format'), io)
  if (found.codings.length === 0)
    throw new Refusal(
      'invalid',
      [
        `${file}: there are no codings of text in it`,
        ...found.losses.map((loss) => `${file}: ${lossLine(loss)}`),
      ].join('\n'),
    )
  const documents = given.has('add-documents')
    ? newDocumentsOf(before, basename(file), found.codings, languageTag(given.value('language') ?? 'en'))
    : []
  const project = withDocuments(before, documents)
  const [coder, document] = [given.value('coder'), given.value('document')]
  const placed = placeCodings(project, found.codings, {
    ...(coder === undefined ? {} : { coder }),
    ...(document === undefined ? {} : { document }),
    addCodes: given.has('add-codes'),
  })
  refuseProblems(file, placed)
  const check = checkCodings(withCodes(project, placed.newCodes), placed.rows)
  refuseProblems(file, { problems: check.problems.map((problem) => ({ ...problem, file: undefined })) })
  if (!given.has('dry-run')) await write(folder, documents, placed, io)
  const result = {
    ...{
      file,
      format,
      imported: placed.rows.length - check.known,
      known: check.known,
      foundByWords: placed.byWords,
    },
    ...{
      newCoders: check.newCoders,
      newCodes: namesOf(placed.newCodes),
      newDocuments: documents.map(({ title }) => title),
      losses: found.losses,
    },
  }
  if (given.has('json')) printJson(io, result)
  else io.out(inWords(result, given.has('dry-run')))
  return 0
}

async function read(
  project: Project,
  file: string,
  wanted: string | undefined,
  io: Io,
): Promise<{ format: string; found: FoundCodings }> {
  if (/\.xls$/i.test(file))
    throw new Refusal('invalid', `${file}: old Excel files can’t be read; save it as .xlsx`)
  if (/\.xlsx$/i.test(file)) {
    const bytes = await readBytes(resolve(io.cwd, file), file)
    const { rows } = await readSheet({ name: file, bytes, options: {} })
    return { format: 'table', found: readSheetCodings(file, rows) }
  }
  const files = await filesOf(file, io)
  const chosen =
    wanted === undefined
      ? inPlace(file, () => codingsFormatOf(files))
      : codingsFormats.find(({ id }) => id === wanted)
  if (chosen === undefined)
    throw new UsageError(
      'codings',
      `there is no format “${wanted}”; there are ${codingsFormats.map(({ id }) => id).join(', ')}`,
    )
  const names = new Set(documentFileNames(project).values())
  const isDocument = (name: string) =>
    names.has(name.replace(/\.[^.]{1,5}$/, '')) || names.has(name) || documentsNamed(project, name).length > 0
  const ofFormat = files.filter(({ path }) =>
    chosen.endings.some((ending) => path.toLowerCase().endsWith(`.${ending}`)),
  )
  return {
    format: chosen.id,
    found: inPlace(file, () => chosen.read(ofFormat.length > 0 ? ofFormat : files, { isDocument })),
  }
}

/** The file; or those of a folder or ZIP file, with their paths from there on. */
async function filesOf(file: string, io: Io): Promise<GivenFile[]> {
  const path = resolve(io.cwd, file)
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) {
    const names = (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    )
    if (names.length > mostFiles)
      throw new Refusal(
        'invalid',
        `${file}: there are more than ${mostFiles} files in this folder; name one with codings only`,
      )
    const paths = names
      .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
      .filter((inside) => knownEndings.some((ending) => inside.toLowerCase().endsWith(`.${ending}`)))
      .sort()
    return Promise.all(
      paths.map(async (inside) => ({
        path: inside.replaceAll('\\', '/'),
        bytes: await readBytes(join(path, inside), join(file, inside)),
      })),
    )
  }
  const bytes = await readBytes(path, file)
  // brat keeps the text beside the codings.
  if (/\.ann$/i.test(file)) {
    const text = await readBytes(path.replace(/ann$/i, 'txt'), file).catch(() => undefined)
    return [
      { path: basename(file), bytes },
      ...(text === undefined ? [] : [{ path: basename(file).replace(/ann$/i, 'txt'), bytes: text }]),
    ]
  }
  // A file alone says nothing by its folder.
  if (!/\.zip$/i.test(file)) return [{ path: basename(file), bytes }]
  const zip = openZip(file, bytes)
  const known = zip.entries.filter(({ name }) =>
    knownEndings.some((ending) => name.toLowerCase().endsWith(`.${ending}`)),
  )
  return known.map(({ name }) => ({ path: name, bytes: zip.read(name) }))
}

const knownEndings = [...new Set(codingsFormats.flatMap(({ endings }) => endings))]

/** Readers know a file by its name; a person needs the path they gave. */
function inPlace<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    const name = basename(file)
    if (!(error instanceof Refusal) || name === file) throw error
    const lines = error.message
      .split('\n')
      .map((line) => (line.startsWith(name) ? file + line.slice(name.length) : line))
    throw new Refusal(error.code, lines.join('\n'))
  }
}

function refuseProblems(file: string, { problems }: Pick<PlacedCodings, 'problems'>): void {
  if (problems.length === 0) return
  const lines = problems.map((problem) => {
    const alone = problem.file === undefined || problem.file === basename(file)
    const inside = alone ? file : `${file}/${problem.file}`
    return `${inside}:${problem.line}: ${problem.message}`
  })
  throw new Refusal('invalid', lines.join('\n'))
}

/** The project as it is once the new codes are in it, to check the rows against. */
function withCodes(project: Project, codes: readonly NewCode[]): Project {
  return codes.length === 0 ? project : tried(project, { type: 'importCodes', codes })
}

function withDocuments(project: Project, documents: readonly NewDocument[]): Project {
  return documents.length === 0 ? project : tried(project, { type: 'addDocuments', documents })
}

/** What a command would make of the project; ids of documents are the same when it is carried out. */
function tried(project: Project, command: Command): Project {
  let made = 0
  const context = { coder: null, now: '', newId: () => `${made++}`.padStart(12, '0') }
  return apply(project, decide(project, command, context).change)
}

async function write(
  folder: string,
  documents: readonly NewDocument[],
  { newCodes, rows }: PlacedCodings,
  io: Io,
): Promise<void> {
  await changeProject(folder, io, async (open) => {
    if (documents.length > 0) await open.perform({ type: 'addDocuments', documents }, null)
    if (newCodes.length > 0) await open.perform({ type: 'importCodes', codes: newCodes }, null)
    await open.dispatch({ type: 'addCodings', rows }, null)
  })
}

function namesOf(codes: readonly NewCode[]): string[] {
  return codes.map(({ name, children = [] }) => [name, ...namesOf(children)].join(' / '))
}

function inWords(
  { file, format, imported, known, foundByWords, newCoders, newCodes, newDocuments, losses }: Result,
  dry: boolean,
): string {
  const parts = [
    `${file}: ${imported} codings ${dry ? 'would be ' : ''}imported (${format}), ${known} there already`,
    ...(newCoders.length > 0 ? [`new coders: ${newCoders.join(', ')}`] : []),
    ...(newCodes.length > 0 ? [`new codes: ${newCodes.join(', ')}`] : []),
    ...(newDocuments.length > 0 ? [`new documents: ${newDocuments.join(', ')}`] : []),
    ...(foundByWords > 0 ? [`${foundByWords} found by their words`] : []),
  ]
  return `${parts.join(', ')}\n${losses.map((loss) => `  ${lossLine(loss)}\n`).join('')}`
}

interface Result {
  readonly file: string
  readonly format: string
  readonly imported: number
  readonly known: number
  readonly foundByWords: number
  readonly newCoders: readonly string[]
  readonly newCodes: readonly string[]
  readonly newDocuments: readonly string[]
  readonly losses: FoundCodings['losses']
}
