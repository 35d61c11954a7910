import { resolve } from 'node:path'
import { seedsFolder } from '../program.ts'
import { createProject } from '../project/opening.ts'
import { defaultCodebook } from '../sample.ts'
import { readCodebookFile } from '../text-file.ts'
import {
  type CliCommand,
  complain,
  type ExitCode,
  exactly,
  type Given,
  type Io,
  UsageError,
} from './command.ts'
import { createFrom } from './create-from.ts'

/** Options that only make sense with --from. */
const onlyFrom = ['language', 'positions', 'line-ends', 'dry-run', 'json'] as const

export const create: CliCommand = {
  name: 'create',
  usage: [
    'create PROJECT --name NAME [--codebook FILE]',
    'create PROJECT --from FILE.qdpx [--name NAME] [--language TAG] [--dry-run] [--json]',
  ],
  summary: 'Makes a new project in PROJECT, a folder that is empty or not there yet',
  options: {
    name: { value: 'NAME', help: 'what the project is called' },
    codebook: {
      value: 'FILE',
      help: 'its codes, .json, .csv or .qdc (default: actor, accusation, munition, casualty, location)',
    },
    from: { value: 'FILE', help: 'a project of another program (REFI-QDA, .qdpx)' },
    language: { value: 'TAG', help: 'of its texts, such as az (default: en); the file does not say' },
    positions: {
      value: 'UNIT',
      help: 'what its positions count: utf-16, code-points or utf-8 (default: what fits its words best)',
    },
    'line-ends': { value: 'N', help: 'whether CRLF counts as 1 or 2 in it (default: what fits best)' },
    'dry-run': { help: 'only say what would come in and what would be lost' },
    json: { help: 'print the report of what came in as JSON' },
  },
  async run(given, io) {
    const folder = exactly(create, given, 'PROJECT').PROJECT
    const from = given.value('from')
    if (from !== undefined) return createFrom(folder, from, given, io)
    return createNew(folder, given, io)
  },
}

async function createNew(folder: string, given: Given, io: Io): Promise<ExitCode> {
  const odd = onlyFrom.find((option) => given.has(option))
  if (odd !== undefined) throw new UsageError('create', `--${odd} needs --from`)
  const title = given.value('name')
  if (title === undefined) throw new UsageError('create', '--name NAME is missing')
  const file = given.value('codebook')
  const { codes, linkTypes, losses } =
    file === undefined
      ? { ...(await defaultCodebook(seedsFolder)), losses: [] }
      : await readCodebookFile(resolve(io.cwd, file), file)
  const project = await createProject(resolve(io.cwd, folder), { title, codes, linkTypes })
  await project.close()
  for (const { what, count } of losses) complain(io, `${file}: ${count} ${what}`)
  io.out(`${folder}: a new project with ${project.project.codes.size} codes\n`)
  return 0
}
