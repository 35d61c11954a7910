import { extname, resolve } from 'node:path'
import { codeLabel } from '../../core/codebook.ts'
import { compareCodebooks } from '../../core/codebook-comparison.ts'
import { codebookWriters } from '../../core/exchange/codebook-writers.ts'
import { Refusal } from '../../core/refusal.ts'
import { version } from '../program.ts'
import { readCodebookFile, writeText } from '../text-file.ts'
import { type CliCommand, complain, type ExitCode, exactly, type Io, UsageError } from './command.ts'
import { changeProject, loadProject } from './project.ts'

export const codebook: CliCommand = {
  name: 'codebook',
  usage: ['codebook PROJECT import FILE', 'codebook PROJECT export FILE'],
  summary:
    'Takes in or writes the codebook; by the ending of FILE: .json, .csv or .qdc, and out .md or .docx too',
  notes:
    'A code that is there already, by its path of names, gets what FILE says of it. What FILE leaves empty, or has no column for, stays as it is; nothing is removed.',
  async run(given, io) {
    const { PROJECT, action, FILE } = exactly(codebook, given, 'PROJECT', 'action', 'FILE')
    if (action === 'import') return importCodebook(PROJECT, FILE, io)
    if (action === 'export') return exportCodebook(PROJECT, FILE, io)
    throw new UsageError('codebook', `“${action}” is neither import nor export`)
  },
}

async function importCodebook(folder: string, file: string, io: Io): Promise<ExitCode> {
  const { codes, linkTypes, losses } = await readCodebookFile(resolve(io.cwd, file), file)
  await changeProject(folder, io, async (open) => {
    try {
      const before = open.project
      const { label } = await open.dispatch({ type: 'importCodes', codes, linkTypes }, null)
      for (const { what, count } of losses) complain(io, `${file}: ${count} ${what}`)
      io.out(`${file}: ${label.replace('import ', '')} taken in\n`)
      const { changed } = compareCodebooks(before, open.project, 'all')
      for (const { code, fields } of changed)
        io.out(
          `  ${codeLabel(open.project.codes, code)}: ${fields.map(({ field }) => field).join(', ')} changed\n`,
        )
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
  const write = codebookWriters[extname(file).toLowerCase().slice(1)]
  if (write === undefined) {
    const endings = Object.keys(codebookWriters).map((ending) => `.${ending}`)
    throw new Refusal('invalid', `${file}: a codebook is a file ending in ${endings.join(', ')}`)
  }
  const project = await loadProject(folder, io)
  await writeText(resolve(io.cwd, file), file, write(project, version))
  io.out(`${file}: ${project.codes.size} codes\n`)
  return 0
}
