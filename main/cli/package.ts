import { resolve } from 'node:path'
import { writePackage } from '../project/coding-package.ts'
import { disk } from '../project/disk.ts'
import { inFolder } from '../project/problem-line.ts'
import { readHistory } from '../project/read-history.ts'
import { writeText } from '../text-file.ts'
import { type CliCommand, exactly, UsageError } from './command.ts'
import { codersNamed, loadProject } from './project.ts'

export const packageWork: CliCommand = {
  name: 'package',
  usage: ['package PROJECT --coder C --output FILE.zip [--texts]'],
  summary: 'Writes one coder’s work as a file to be handed over and merged into another copy',
  options: {
    coder: { value: 'C', help: 'whose work' },
    output: { value: 'FILE', help: 'the ZIP file to write' },
    texts: { help: 'with the texts of the documents, which the other copy has otherwise' },
  },
  notes: [
    'In it are the coder’s segments with memos, values and links, the codebook under which they were made, the hash',
    'of every text, and the hash of every file. Nothing of other coders is in it. “merge” takes it in.',
  ].join('\n'),
  async run(given, io) {
    const folder = exactly(packageWork, given, 'PROJECT').PROJECT
    const [name, output] = [given.value('coder'), given.value('output')]
    if (name === undefined) throw new UsageError('package', '--coder C is missing')
    if (output === undefined) throw new UsageError('package', '--output FILE.zip is missing')
    if (!output.toLowerCase().endsWith('.zip'))
      throw new UsageError('package', `--output is “${output}”; a package is a .zip file`)
    const project = await loadProject(folder, io)
    const [coder, ...more] = codersNamed(project, [name])
    if (coder === undefined || more.length > 0)
      throw new UsageError('package', 'a package holds the work of one coder')
    const entries = await inFolder(folder, () => readHistory(disk, resolve(io.cwd, folder)))
    const bytes = writePackage(project, entries, coder.id, {
      texts: given.has('texts'),
      made: new Date().toISOString(),
    })
    await writeText(resolve(io.cwd, output), output, bytes)
    const documents = [...project.codings.values()].filter((codings) => codings.coder === coder.id).length
    io.out(`${output}: the work of ${coder.name} in ${documents} documents\n`)
    return 0
  },
}
