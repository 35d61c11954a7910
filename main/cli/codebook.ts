import { extname, resolve } from 'node:path'
import { writeCodebookCsv } from '../../core/exchange/codebook-csv.ts'
import { writeCodebookJson } from '../../core/exchange/codebook-json.ts'
import { Refusal } from '../../core/refusal.ts'
import { readCodebook, writeText } from '../text-file.ts'
import { type CliCommand, type ExitCode, exactly, type Io, UsageError } from './command.ts'
import { changeProject, loadProject } from './project.ts'

export const codebook: CliCommand = {
  name: 'codebook',
  usage: ['codebook PROJECT import FILE', 'codebook PROJECT export FILE'],
  summary: 'Takes in or writes the codebook; .json or .csv by the ending of FILE',
  notes: 'A code that is there already, by its path of names, gets what FILE says of it. Nothing is removed.',
  async run(given, io) {
    const { PROJECT, action, FILE } = exactly(codebook, given, 'PROJECT', 'action', 'FILE')
    if (action === 'import') return importCodebook(PROJECT, FILE, io)
    if (action === 'export') return exportCodebook(PROJECT, FILE, io)
    throw new UsageError('codebook', `“${action}” is neither import nor export`)
  },
}

async function importCodebook(folder: string, file: string, io: Io): Promise<ExitCode> {
  const codes = await readCodebook(resolve(io.cwd, file), file)
  await changeProject(folder, io, async (open) => {
    try {
      const { label } = await open.dispatch({ type: 'importCodes', codes }, null)
      io.out(`${file}: ${label.replace('import ', '')} taken in\n`)
    } catch (error) {
      // What breaks a rule of codebooks stands in the file.
      if (error instanceof Refusal && error.code !== 'disk')
        throw new Refusal(error.code, `${file}: ${error.message}`)
      throw error
    }
  })
  return 0
}

async function exportCodebook(folder: string, file: string, io: Io): Promise<ExitCode> {
  const write = { '.json': writeCodebookJson, '.csv': writeCodebookCsv }[extname(file).toLowerCase()]
  if (write === undefined) throw new Refusal('invalid', `${file}: a codebook is a .json or .csv file`)
  const { codes } = await loadProject(folder, io)
  await writeText(resolve(io.cwd, file), file, write(codes))
  io.out(`${file}: ${codes.size} codes\n`)
  return 0
}
