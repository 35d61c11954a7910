import { resolve } from 'node:path'
import { selectedSegments, writeCodings } from '../../core/exchange/codings-csv.ts'
import { codingsFormats } from '../../core/exchange/codings-formats.ts'
import { LossCount, lossLine, unwritten } from '../../core/exchange/loss.ts'
import { writeText } from '../text-file.ts'
import { importCodings } from './codings-import.ts'
import {
  type CliCommand,
  complain,
  type ExitCode,
  exactly,
  type Given,
  type Io,
  UsageError,
} from './command.ts'
import { codersNamed, loadProject } from './project.ts'

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
    'What this table has no column for (certainty, attributes, links) is counted on standard error.',
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

async function exportCodings(folder: string, file: string, given: Given, io: Io): Promise<ExitCode> {
  const project = await loadProject(folder, io)
  const chosen = codersNamed(project, given.values('coder')).map(({ id }) => id)
  const selection = chosen.length > 0 ? { coders: chosen } : {}
  const segments = selectedSegments(project, selection).map(({ segment }) => segment)
  await writeText(resolve(io.cwd, file), file, writeCodings(project, selection))
  io.out(`${file}: ${segments.length} codings\n`)
  const losses = new LossCount()
  unwritten(segments, losses, ['said'])
  for (const loss of losses.list) complain(io, `${file}: ${lossLine(loss)}`)
  if (losses.list.length > 0)
    complain(io, 'intercoder export --format csv writes these too, and codings import reads them back')
  return 0
}
