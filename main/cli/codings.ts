import { resolve } from 'node:path'
import { checkCodings } from '../../core/commands/codings.ts'
import { readCodings, selectedSegments, writeCodings } from '../../core/exchange/codings-csv.ts'
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
import { changeProject, codersNamed, loadProject } from './project.ts'

export const codings: CliCommand = {
  name: 'codings',
  usage: ['codings PROJECT import FILE.csv [--json]', 'codings PROJECT export FILE.csv [--coder C]…'],
  summary: 'Takes in or writes codings as a table',
  options: {
    coder: { value: 'C', many: true, help: 'export the work of this coder only' },
    json: { help: 'print what was imported as JSON' },
  },
  notes: [
    'Columns: document,coder,code,start,end,quote and optionally memo. DOCUMENT is an id, a title or a file name;',
    'offsets are UTF-16 code units, half-open; every quote must equal the text there. One bad row refuses the file.',
  ].join('\n'),
  async run(given, io) {
    const { PROJECT, action, FILE } = exactly(codings, given, 'PROJECT', 'action', 'FILE')
    if (action === 'import') return importCodings(PROJECT, FILE, given, io)
    if (action === 'export') return exportCodings(PROJECT, FILE, given, io)
    throw new UsageError('codings', `“${action}” is neither import nor export`)
  },
}

async function importCodings(folder: string, file: string, given: Given, io: Io): Promise<ExitCode> {
  const { rows, problems, warnings } = readCodings(await readText(resolve(io.cwd, file), file))
  // Checked before the project is opened for writing, so that a bad file leaves no trace.
  const check = checkCodings(await loadProject(folder, io), rows)
  const all = [...problems, ...check.problems].sort((a, b) => a.line - b.line)
  if (all.length > 0)
    throw new Refusal('invalid', all.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'))
  for (const warning of warnings) complain(io, `${file}: ${warning}`)
  await changeProject(folder, io, (open) => open.dispatch({ type: 'addCodings', rows }, null))
  const result = { file, imported: rows.length - check.known, known: check.known, newCoders: check.newCoders }
  if (given.has('json')) printJson(io, result)
  else {
    const coders = check.newCoders.length > 0 ? `, new coders: ${check.newCoders.join(', ')}` : ''
    io.out(`${file}: ${result.imported} codings imported, ${result.known} there already${coders}\n`)
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
