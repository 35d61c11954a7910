import { resolve } from 'node:path'
import { checkCodings } from '../../core/commands/codings.ts'
import { readCodings, selectedSegments, writeCodings } from '../../core/exchange/codings-csv.ts'
import { codingsFormats } from '../../core/exchange/codings-formats.ts'
import { Refusal } from '../../core/refusal.ts'
import { readText, writeText } from '../text-file.ts'
import {
  type CliCommand,
  complain,
  type ExitCode,
  exactly,
  type Given,
  type Io,
  printJson,
  UsageError,
} from './command.ts'
import { importForeignCodings } from './foreign-codings.ts'
import { changeProject, codersNamed, loadProject } from './project.ts'

export const codings: CliCommand = {
  name: 'codings',
  usage: [
    'codings PROJECT import FILE.csv [--dry-run] [--json]',
    'codings PROJECT import FILE [--format F] [--coder C] [--document D] [--add-codes] [--add-documents] [--dry-run] [--json]',
    'codings PROJECT export FILE.csv [--coder C]…',
  ],
  summary: 'Takes in codings of other programs, or takes in and writes ours as a table',
  options: {
    format: { value: 'F', help: 'of FILE, where its ending and content do not tell' },
    coder: {
      value: 'C',
      many: true,
      help: 'export: only the work of this coder; import: who coded, where FILE does not say',
    },
    document: { value: 'D', help: 'import: the document it is about, where FILE does not say' },
    'add-codes': { help: 'import: add codes that are not in the codebook' },
    'add-documents': { help: 'import: add texts that FILE holds and the project does not' },
    language: { value: 'TAG', help: 'import: of texts that are added (default: en)' },
    'dry-run': { help: 'import: only say what would come in' },
    json: { help: 'print what was imported as JSON' },
  },
  notes: [
    'Columns of ours: document,coder,code,start,end,quote and optionally memo. DOCUMENT is an id, a title or a file',
    'name; offsets are UTF-16 code units, half-open; every quote must equal the text there.',
    'FILE of another program may be a folder or a .zip, too. One bad row refuses the file. Formats:',
    ...codingsFormats.map(({ id, name }) => `  ${id.padEnd(14)}${name}`),
  ].join('\n'),
  async run(given, io) {
    const { PROJECT, action, FILE } = exactly(codings, given, 'PROJECT', 'action', 'FILE')
    if (action === 'import') return importCodings(PROJECT, FILE, given, io)
    if (action === 'export') return exportCodings(PROJECT, FILE, given, io)
    throw new UsageError('codings', `“${action}” is neither import nor export`)
  },
}

/** A table of ours has one form, in which every row must be right; all else is of other programs. */
async function importCodings(folder: string, file: string, given: Given, io: Io): Promise<ExitCode> {
  if (!/\.csv$/i.test(file) || given.has('format')) return importForeignCodings(folder, file, given, io)
  const text = await readText(resolve(io.cwd, file), file)
  return isForeign(text)
    ? importForeignCodings(folder, file, given, io)
    : importOwnCodings(folder, file, text, given, io)
}

/** Only tables without our six columns that have those of another program; what is neither is ours with a mistake. */
function isForeign(text: string): boolean {
  const header = text.slice(0, 2000).split(/\r?\n/)[0]!.toLowerCase()
  const cells = header.split(/[,;\t]/).map((cell) => cell.replace(/^["\ufeff]+|"$/g, '').trim())
  if (cells.includes('start') && cells.includes('end')) return false
  return (
    cells.includes('start_utf16') ||
    (cells.includes('tag') && cells.includes('content')) ||
    cells.includes('codename') ||
    cells.length === 13
  )
}

async function importOwnCodings(
  folder: string,
  file: string,
  text: string,
  given: Given,
  io: Io,
): Promise<ExitCode> {
  const { rows, problems, warnings } = readCodings(text)
  // Checked before the project is opened for writing, so that a bad file leaves no trace.
  const check = checkCodings(await loadProject(folder, io), rows)
  const all = [...problems, ...check.problems].sort((a, b) => a.line - b.line)
  if (all.length > 0)
    throw new Refusal('invalid', all.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'))
  for (const warning of warnings) complain(io, `${file}: ${warning}`)
  if (!given.has('dry-run'))
    await changeProject(folder, io, (open) => open.dispatch({ type: 'addCodings', rows }, null))
  const result = { file, imported: rows.length - check.known, known: check.known, newCoders: check.newCoders }
  if (given.has('json')) printJson(io, result)
  else {
    const coders = check.newCoders.length > 0 ? `, new coders: ${check.newCoders.join(', ')}` : ''
    const would = given.has('dry-run') ? 'would be ' : ''
    io.out(`${file}: ${result.imported} codings ${would}imported, ${result.known} there already${coders}\n`)
  }
  return 0
}

async function exportCodings(folder: string, file: string, given: Given, io: Io): Promise<ExitCode> {
  const project = await loadProject(folder, io)
  const chosen = codersNamed(project, given.values('coder')).map(({ id }) => id)
  const selection = chosen.length > 0 ? { coders: chosen } : {}
  await writeText(resolve(io.cwd, file), file, writeCodings(project, selection))
  io.out(`${file}: ${selectedSegments(project, selection).length} codings\n`)
  return 0
}
