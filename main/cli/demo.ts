import { join, resolve } from 'node:path'
import { agreement } from '../../core/agreement/agreement.ts'
import { writeDatasetCsv } from '../../core/exchange/dataset.ts'
import { Refusal } from '../../core/refusal.ts'
import { agreementInput } from '../agreement-input.ts'
import { seedsFolder, version } from '../program.ts'
import { disk } from '../project/disk.ts'
import { makeSample } from '../sample.ts'
import { writeText } from '../text-file.ts'
import { finish } from './agree.ts'
import { type CliCommand, exactly, type Io } from './command.ts'
import { loadProject } from './project.ts'
import { reportWriter } from './report-formats.ts'

/** Enough for steady intervals, few enough for a moment. */
const replicates = 1000

export const demo: CliCommand = {
  name: 'demo',
  usage: ['demo DIR'],
  summary: 'Makes the sample project in DIR with two coders’ codings, its agreement report and its dataset',
  notes: 'DIR must be empty or not there yet. The files are the same every time.',
  async run(given, io) {
    const folder = exactly(demo, given, 'DIR').DIR
    if ((await disk.list(resolve(io.cwd, folder))).length > 0)
      throw new Refusal('taken', `${folder}: the folder is not empty; name a new or an empty one`)
    const project = join(folder, 'project')
    await makeSample(resolve(io.cwd, project), seedsFolder)
    io.out(`project    ${project}\n`)
    await writeReports(folder, project, io)
    return 0
  },
}

async function writeReports(folder: string, projectFolder: string, io: Io): Promise<void> {
  const project = await loadProject(projectFolder, io)
  const result = finish(
    agreement(agreementInput(project, version), {
      coders: [...project.coders.keys()],
      unit: 'character',
      population: 'all',
      by: ['code', 'document'],
      bootstrap: { replicates, seed: 1, level: 0.95, resample: 'paragraph' },
    }),
    io,
  )
  for (const name of ['agreement.html', 'agreement.md', 'agreement.json']) {
    const file = join(folder, name)
    await writeText(resolve(io.cwd, file), file, await reportWriter(name)(result))
    io.out(`agreement  ${file}\n`)
  }
  const dataset = join(folder, 'dataset.csv')
  await writeText(resolve(io.cwd, dataset), dataset, writeDatasetCsv(project))
  io.out(`dataset    ${dataset}\n`)
}
