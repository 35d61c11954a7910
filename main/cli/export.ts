import { resolve } from 'node:path'
import { selectedSegments } from '../../core/exchange/codings-csv.ts'
import { writeDatasetCsv, writeDatasetJson } from '../../core/exchange/dataset.ts'
import { writeText } from '../text-file.ts'
import { type CliCommand, exactly, UsageError } from './command.ts'
import { codersNamed, documentsNamed, loadProject } from './project.ts'

const formats: Readonly<Record<string, typeof writeDatasetCsv>> = {
  csv: writeDatasetCsv,
  json: writeDatasetJson,
}

export const exportData: CliCommand = {
  name: 'export',
  usage: ['export PROJECT --format F --output PATH [--coder C]… [--document D]…'],
  summary: 'Writes the coded data, a row or record a segment',
  options: {
    format: { value: 'F', help: Object.keys(formats).join(' or ') },
    output: { value: 'PATH', help: 'the file to write' },
    coder: { value: 'C', many: true, help: 'only the work of this coder' },
    document: { value: 'D', many: true, help: 'only this document, by id, title or file name' },
  },
  async run(given, io) {
    const folder = exactly(exportData, given, 'PROJECT').PROJECT
    const [format, output] = [given.value('format'), given.value('output')]
    if (format === undefined) throw new UsageError('export', '--format F is missing')
    if (output === undefined) throw new UsageError('export', '--output PATH is missing')
    const write = formats[format]
    if (write === undefined)
      throw new UsageError(
        'export',
        `there is no format “${format}”; there are ${Object.keys(formats).join(', ')}`,
      )
    const project = await loadProject(folder, io)
    const coders = codersNamed(project, given.values('coder')).map(({ id }) => id)
    const documents = documentsNamed(project, given.values('document')).map(({ id }) => id)
    const selection = {
      ...(coders.length > 0 ? { coders } : {}),
      ...(documents.length > 0 ? { documents } : {}),
    }
    await writeText(resolve(io.cwd, output), output, write(project, selection))
    io.out(`${output}: ${selectedSegments(project, selection).length} segments\n`)
    return 0
  },
}
