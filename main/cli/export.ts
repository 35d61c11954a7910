import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { selectedSegments } from '../../core/exchange/codings-csv.ts'
import { dictionaryOf } from '../../core/exchange/dictionary.ts'
import type { Exported, ExportOptions } from '../../core/exchange/exported.ts'
import { type ExportFormat, formatOf, formats } from '../../core/exchange/formats.ts'
import { lossLine } from '../../core/exchange/loss.ts'
import { type PresetName, presets } from '../../core/exchange/refi-qda/write.ts'
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
    'no-dictionary': { help: 'without the README and the datapackage.json that go with a dataset' },
    json: { help: 'print what was written and what was left out as JSON' },
  },
  notes: ['Formats:', ...formats.map(({ id, name }) => `  ${id.padEnd(14)}${name}`)].join('\n'),
  async run(given, io) {
    const folder = exactly(exportData, given, 'PROJECT').PROJECT
    const { format, output, options } = asked(given)
    const project = await loadProject(folder, io)
    const coders = codersNamed(project, given.values('coder')).map(({ id }) => id)
    const documents = documentsNamed(project, given.values('document')).map(({ id }) => id)
    const selection = {
      ...(coders.length > 0 ? { coders } : {}),
      ...(documents.length > 0 ? { documents } : {}),
    }
    const exported = format.write(project, selection, options)
    const place = await placeOf(format, output, io)
    const dictionary =
      format.dictionary && !given.has('no-dictionary')
        ? dictionaryOf(format, exported, { project, selection, options, nameOf: place.nameOf })
        : undefined
    await writeAll(exported, place, dictionary, io)
    const segments = selectedSegments(project, selection).length
    tell({ output, format, segments, exported, json: given.has('json') }, io)
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
    },
  }
}

/** Where the files go: into a folder under their own names, or the one file to where it was asked for. */
interface Place {
  /** What a file is called beside its dictionary. */
  nameOf(path: string): string
  pathOf(path: string): string
  readonly readme: string
  readonly datapackage: string
  /** Whether folders are made for the files. */
  readonly folder: boolean
}

async function placeOf(format: ExportFormat, output: string, io: Io): Promise<Place> {
  const inFolder =
    format.ending === null || /[/\\]$/.test(output) || (await isFolder(resolve(io.cwd, output)))
  if (inFolder) {
    return {
      nameOf: (path) => path,
      pathOf: (path) => join(output, path),
      readme: join(output, 'README.md'),
      datapackage: join(output, 'datapackage.json'),
      folder: true,
    }
  }
  // Beside other files, whose README this must not be taken for.
  const name = output.replace(/^.*[/\\]/, '')
  return {
    nameOf: () => name,
    pathOf: () => output,
    readme: `${output}.README.md`,
    datapackage: `${output}.datapackage.json`,
    folder: false,
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

async function writeAll(
  { files }: Exported,
  place: Place,
  dictionary: { readme: string; datapackage: string } | undefined,
  io: Io,
): Promise<void> {
  const all = files.map(({ path, content }) => ({ file: place.pathOf(path), content }))
  if (dictionary !== undefined) {
    all.push({ file: place.readme, content: dictionary.readme })
    all.push({ file: place.datapackage, content: dictionary.datapackage })
  }
  for (const { file, content } of all) {
    const path = resolve(io.cwd, file)
    if (place.folder) await disk.makeFolder(resolve(path, '..'))
    await writeText(path, file, content)
  }
}

interface Told {
  readonly output: string
  readonly format: ExportFormat
  readonly segments: number
  readonly exported: Exported
  readonly json: boolean
}

function tell({ output, format, segments, exported, json }: Told, io: Io): void {
  const { losses, files } = exported
  if (json) {
    const { id, cannotHold } = format
    printJson(io, { output, format: id, segments, files: files.map(({ path }) => path), cannotHold, losses })
    return
  }
  io.out(`${output}: ${format.id === 'qdc' ? 'the codebook' : `${segments} segments`}\n`)
  for (const loss of losses) io.out(`  ${lossLine(loss)}\n`)
}
