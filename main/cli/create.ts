import { resolve } from 'node:path'
import { seedsFolder } from '../program.ts'
import { OpenProject } from '../project/open-project.ts'
import { defaultCodebook } from '../sample.ts'
import { readCodebook } from '../text-file.ts'
import { type CliCommand, exactly, UsageError } from './command.ts'

export const create: CliCommand = {
  name: 'create',
  usage: ['create PROJECT --name NAME [--codebook FILE]'],
  summary: 'Makes a new project in PROJECT, a folder that is empty or not there yet',
  options: {
    name: { value: 'NAME', help: 'what the project is called' },
    codebook: {
      value: 'FILE',
      help: 'its codes, .json or .csv (default: actor, accusation, munition, casualty, location)',
    },
  },
  async run(given, io) {
    const folder = exactly(create, given, 'PROJECT').PROJECT
    const title = given.value('name')
    if (title === undefined) throw new UsageError('create', '--name NAME is missing')
    const file = given.value('codebook')
    const codes =
      file === undefined
        ? await defaultCodebook(seedsFolder)
        : await readCodebook(resolve(io.cwd, file), file)
    const project = await OpenProject.create(resolve(io.cwd, folder), { title, codes })
    await project.close()
    io.out(`${folder}: a new project with ${project.project.codes.size} codes\n`)
    return 0
  },
}
