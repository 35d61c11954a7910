import { stat } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import type { NewDocument } from '../../core/commands/document.ts'
import type { Project } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import { paragraphCount, sha256OfText } from '../../core/text.ts'
import type { ReadDocument, ReadOptions } from '../documents/document.ts'
import { isEncoding } from '../documents/encoding.ts'
import { documentExtensions } from '../documents/kind.ts'
import { DocumentReader } from '../documents/read-apart.ts'
import { documentFilesIn } from '../exchange/folder.ts'
import { readBytes, whyUnread } from '../text-file.ts'
import {
  type CliCommand,
  complain,
  type ExitCode,
  type Given,
  type Io,
  printJson,
  UsageError,
} from './command.ts'
import { changeProject } from './project.ts'

/** What became of one file; `file` is as it was named on the command line. */
interface Outcome {
  readonly file: string
  readonly status: 'imported' | 'duplicate' | 'failed'
  readonly document?: string
  readonly title?: string
  /** UTF-16 code units. */
  readonly characters?: number
  readonly paragraphs?: number
  readonly warnings: readonly string[]
  readonly error?: string
}

export const importDocuments: CliCommand = {
  name: 'import',
  usage: [
    'import PROJECT FILE… [--encoding NAME] [--language TAG] [--whole-page] [--json]',
    'import PROJECT TABLE… --text-column NAME [--title-column NAME] [--sheet NAME]',
  ],
  summary: 'Adds documents: texts, Word, PDF, web pages and more, and all of those in folders',
  options: {
    encoding: {
      value: 'NAME',
      help: 'of the files, such as windows-1251, where they are plain text (default: it is found out)',
    },
    language: {
      value: 'TAG',
      help: 'of the texts, such as az; decides where words and sentences end (default: en)',
    },
    'text-column': {
      value: 'NAME',
      help: 'of a table, whose rows are documents: the column with the texts (default: the longest)',
    },
    'title-column': {
      value: 'NAME',
      help: 'of a table: the column with the titles; the others are variables',
    },
    sheet: { value: 'NAME', help: 'of a workbook: the sheet (default: the first that holds anything)' },
    'whole-page': { help: 'of a web page: all of its text, not the article alone' },
    json: { help: 'print what became of every file as JSON' },
  },
  notes: `One bad file does not stop the others; the exit code is 1 if any failed. Files end in ${documentExtensions.map((each) => `.${each}`).join(', ')}; tables are taken where they are named, not from folders.`,
  async run(given, io) {
    const [folder, ...files] = given.positionals
    if (folder === undefined) throw new UsageError('import', 'PROJECT is missing')
    if (files.length === 0) throw new UsageError('import', 'FILE is missing')
    const encoding = given.value('encoding')
    await checkEncoding(encoding)
    const options = optionsOf(encoding, given)
    const outcomes = await changeProject(folder, io, async (open) => {
      const read = await readAll(files, options, io)
      const { outcomes, documents } = sort(open.project, read, given.value('language') ?? 'en')
      if (documents.length > 0) await open.dispatch({ type: 'addDocuments', documents }, null)
      return withIds(open.project, outcomes)
    })
    return tell(outcomes, given.has('json'), io)
  },
}

function optionsOf(encoding: string | undefined, given: Given): ReadOptions {
  const [textColumn, titleColumn, sheet] = ['text-column', 'title-column', 'sheet'].map((name) =>
    given.value(name),
  )
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(textColumn === undefined ? {} : { textColumn }),
    ...(titleColumn === undefined ? {} : { titleColumn }),
    ...(sheet === undefined ? {} : { sheet }),
    page: given.has('whole-page') ? 'whole' : 'article',
  }
}

async function checkEncoding(encoding: string | undefined): Promise<void> {
  if (encoding !== undefined && !(await isEncoding(encoding)))
    throw new UsageError('import', `there is no encoding “${encoding}”`)
}

type Read = { file: string; read: ReadDocument } | { file: string; error: string }

async function readAll(files: readonly string[], options: ReadOptions, io: Io): Promise<Read[]> {
  const reader = new DocumentReader()
  const found: Read[] = []
  let count = 0
  try {
    for (const given of files) {
      for (const file of await filesIn(given, io)) {
        found.push(...(await readFile(reader, given, file, options, io)))
        io.progress?.(`${++count} files read`)
      }
    }
  } finally {
    await reader.close()
  }
  return found
}

async function readFile(
  reader: DocumentReader,
  given: string,
  file: string | Refusal,
  options: ReadOptions,
  io: Io,
): Promise<Read[]> {
  try {
    if (typeof file !== 'string') throw file
    const name = basename(file)
    const documents = await reader.read(name, await readBytes(resolve(io.cwd, file), name), options)
    return documents.map((read) => ({ file, read }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const name = typeof file === 'string' ? file : given
    return [{ file: name, error: error.message.replace(`${basename(name)}: `, '') }]
  }
}

/** The file itself, or the documents in the folder; a Refusal where there is nothing. */
async function filesIn(given: string, io: Io): Promise<(string | Refusal)[]> {
  const path = resolve(io.cwd, given)
  try {
    if (!(await stat(path)).isDirectory()) return [given]
    const inside = await documentFilesIn(path)
    if (inside.length > 0) return inside.map((file) => join(given, relative(path, file)))
    return [new Refusal('missing', 'there is no document in this folder; name tables one by one')]
  } catch (error) {
    return [new Refusal('missing', `the file can't be read: ${whyUnread(error)}`)]
  }
}

/** Sets apart what is new, what is there already, and what failed, each file once. */
function sort(project: Project, files: readonly Read[], language: string) {
  const known = new Map([...project.documents.values()].map(({ sha256, title }) => [sha256, title]))
  const documents: NewDocument[] = []
  const outcomes = files.map((each): Outcome & { sha256?: string } => {
    if ('error' in each) return { file: each.file, status: 'failed', warnings: [], error: each.error }
    const { title, text, source, warnings, variables = {} } = each.read
    const sha256 = sha256OfText(text)
    const twin = known.get(sha256)
    const size = { characters: text.length, paragraphs: paragraphCount(text) }
    if (twin !== undefined)
      return { file: each.file, status: 'duplicate', title: twin, ...size, warnings, sha256 }
    known.set(sha256, title)
    documents.push({ title, text, source, language, variables })
    return { file: each.file, status: 'imported', title, ...size, warnings, sha256 }
  })
  return { documents, outcomes }
}

function withIds(project: Project, outcomes: readonly (Outcome & { sha256?: string })[]): Outcome[] {
  const ids = new Map([...project.documents.values()].map(({ sha256, id }) => [sha256, id]))
  return outcomes.map(({ sha256, file, status, ...rest }) => {
    const document = sha256 === undefined ? undefined : ids.get(sha256)
    return { file, status, ...(document === undefined ? {} : { document }), ...rest }
  })
}

function tell(outcomes: readonly Outcome[], json: boolean, io: Io): ExitCode {
  for (const { file, error } of outcomes) if (error !== undefined) complain(io, `${file}: ${error}`)
  if (json) printJson(io, outcomes)
  else for (const outcome of outcomes) io.out(line(outcome))
  return outcomes.some(({ status }) => status === 'failed') ? 1 : 0
}

function line({ file, status, title, characters, paragraphs, warnings }: Outcome): string {
  if (status === 'failed') return `${file}: not imported\n`
  if (status === 'duplicate') return `${file}: the text is there already as ${title}\n`
  const notes = warnings.map((warning) => `; ${warning}`).join('')
  return `${file}: imported as ${title}, ${characters} characters, ${paragraphs} paragraphs${notes}\n`
}
