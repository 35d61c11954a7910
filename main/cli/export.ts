import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { exportOf, type ReadyExport } from '../../core/exchange/export.ts'
import type { ExportOptions } from '../../core/exchange/exported.ts'
import { type ExportFormat, formatOf, formats } from '../../core/exchange/formats.ts'
import { lossLine } from '../../core/exchange/loss.ts'
import { type PresetName, presets } from '../../core/exchange/refi-qda/presets.ts'
import { units } from '../../core/units.ts'
import { version } from '../program.ts'
import { disk } from '../project/disk.ts'
import { writeText } from '../text-file.ts'
import { type CliCommand, exactly, type Given, type Io, printJson, UsageError } from './command.ts'
import { codersNamed, documentsNamed, loadProject } from './project.ts'

export const exportData: CliCommand = {
  name: 'export',
  usage: ['export PROJECT --format F --output PATH [--coder C]… [--document D]…'],
  summary: 'Writes the coded data for other programs',
  options: {
    format: { value: 'F', help: 'one of the formats below' },
    output: { value: 'PATH', help: 'the file to write, or a folder' },
    coder: { value: 'C', many: true, help: 'only the work of this coder' },
    document: { value: 'D', many: true, help: 'only this document, by id, title or file name' },
    preset: { value: 'NAME', help: `qdpx: for ${Object.keys(presets).join(', ')} (default: standard)` },
    unit: { value: 'UNIT', help: 'table: token, sentence, paragraph or document (default: paragraph)' },
    bom: { help: 'csv, table: with a byte order mark, by which Excel reads UTF-8' },
    'no-dictionary': { help: 'without the README and the datapackage.json that go with a dataset' },
    json: { help: 'print what was written and what was left out as JSON' },
  },
  notes: ['Formats:', ...formats.map(({ id, name }) => `  ${id.padEnd(14)}${name}`)].join('\n'),
  async run(given, io) {
    const { PROJECT } = exactly(exportData, given, 'PROJECT')
    const { format, output, options } = asked(given)
    const project = await loadProject(PROJECT, io)
    const coders = codersNamed(project, given.values('coder')).map(({ id }) => id)
    const documents = documentsNamed(project, given.values('document')).map(({ id }) => id)
    const selection = {
      ...(coders.length > 0 ? { coders } : {}),
      ...(documents.length > 0 ? { documents } : {}),
    }
    const folder = await isFolderWanted(format, output, io)
    const ready = exportOf(project, {
      format: format.id,
      ...{ selection, options },
      name: folder ? null : basename(output),
      dictionary: !given.has('no-dictionary'),
    })
    await writeAll(ready, output, folder, io)
    tell({ output, format, ready, json: given.has('json') }, io)
    return 0
  },
}

function asked(given: Given): { format: ExportFormat; output: string; options: ExportOptions } {
  const [id, output, preset, unit] = ['format', 'output', 'preset', 'unit'].map((name) => given.value(name))
  if (id === undefined) throw new UsageError('export', '--format F is missing')
  if (output === undefined) throw new UsageError('export', '--output PATH is missing')
  if (!formats.some((one) => one.id === id))
    throw new UsageError(
      'export',
      `there is no format “${id}”; there are ${formats.map((one) => one.id).join(', ')}`,
    )
  if (preset !== undefined && !Object.hasOwn(presets, preset))
    throw new UsageError(
      'export',
      `there is no preset “${preset}”; there are ${Object.keys(presets).join(', ')}`,
    )
  const known = units.find((one) => one === unit)
  if (unit !== undefined && known === undefined)
    throw new UsageError('export', `there is no unit “${unit}”; there are ${units.slice(1).join(', ')}`)
  return {
    format: formatOf(id),
    output,
    options: {
      program: { name: 'Intercoder', version },
      ...(preset === undefined ? {} : { preset: preset as PresetName }),
      ...(known === undefined ? {} : { unit: known }),
      mark: given.has('bom'),
    },
  }
}

/** Whether the files go into a folder under their own names, or the one file to where it was asked for. */
async function isFolderWanted({ ending }: ExportFormat, output: string, io: Io): Promise<boolean> {
  return ending === null || /[/\\]$/.test(output) || isFolder(resolve(io.cwd, output))
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

async function writeAll({ files }: ReadyExport, output: string, folder: boolean, io: Io): Promise<void> {
  for (const { path, content } of files) {
    const file = join(folder ? output : dirname(output), path)
    if (folder) await disk.makeFolder(dirname(resolve(io.cwd, file)))
    await writeText(resolve(io.cwd, file), file, content)
  }
}

interface Told {
  readonly output: string
  readonly format: ExportFormat
  readonly ready: ReadyExport
  readonly json: boolean
}

function tell({ output, format, ready, json }: Told, io: Io): void {
  const { losses, segments, files } = ready
  const { id, cannotHold } = format
  if (json) {
    printJson(io, { output, format: id, segments, files: files.map(({ path }) => path), cannotHold, losses })
    return
  }
  io.out(
    `${output}: ${format.positions === 'none' && id !== 'conll' ? 'the codebook' : `${segments} segments`}\n`,
  )
  for (const loss of losses) io.out(`  ${lossLine(loss)}\n`)
}
