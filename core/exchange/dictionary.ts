import { codesInOrder, pathOf, pathSeparator } from '../codebook.ts'
import type { Project } from '../model.ts'
import { documentsInOrder, settingsOf } from '../model.ts'
import { slug } from '../name.ts'
import { sha256OfBytes } from '../text.ts'
import type { Selection } from './codings-csv.ts'
import { chosenCoders, type Exported, type ExportedFile, type ExportOptions } from './exported.ts'
import type { ExportFormat } from './formats.ts'
import { writeJson } from './json.ts'
import { lossLine } from './loss.ts'
import { snippetsFor } from './snippets.ts'

/**
 * What goes with a dataset: a README that says what is in it, what its columns mean, what was left out and how it is
 * loaded, and a Frictionless data package (specification 1.0) that programs read. `nameOf` says where a file will lie.
 */
export function dictionaryOf(
  format: ExportFormat,
  exported: Exported,
  { project, selection, options, nameOf }: Circumstances,
): { readme: string; datapackage: string } {
  return {
    readme: readme(format, exported, { project, selection, options, nameOf }),
    datapackage: writeJson(datapackage(format, exported, { project, selection, options, nameOf })),
  }
}

export interface Circumstances {
  readonly project: Project
  readonly selection: Selection
  readonly options: ExportOptions
  nameOf(path: string): string
}

function readme(format: ExportFormat, { files, losses, tables }: Exported, given: Circumstances): string {
  const { project, selection, options, nameOf } = given
  const documents = documentsInOrder(project).filter(({ id }) => selection.documents?.includes(id) ?? true)
  const coders = chosenCoders(project, selection).map(({ name }) => name)
  const sections = [
    `# ${settingsOf(project).title}: ${format.name}`,
    `Coded data, written by ${options.program.name} ${options.program.version}. ${documents.length} documents, ${project.codes.size} codes, coders: ${coders.join(', ') || 'none'}.`,
    format.positions === 'none'
      ? ''
      : `Positions count ${format.positions} from 0; the end is the position behind the last character.${unitNote(format)} Line ends are LF and count as one.`,
    section('Files', fileLines(files, nameOf)),
    ...Object.entries(tables ?? {}).map(([path, columns]) =>
      section(
        `Columns of ${nameOf(path)}`,
        columns.map(({ name, type, description }) => `- \`${name}\` (${type}): ${description}`),
      ),
    ),
    tables !== undefined && files.some(({ path }) => path.endsWith('.csv'))
      ? 'Text that a spreadsheet would take for a formula has an apostrophe before it, which is not part of it.'
      : '',
    section('Codes', codeLines(project)),
    section('Left out', [
      ...(format.cannotHold.length > 0
        ? [`- The format has no place for ${format.cannotHold.join('; ')}.`]
        : []),
      ...losses.map((loss) => `- ${lossLine(loss)}.`),
    ]),
    ...snippetsFor(format, exportedNames(files, nameOf)),
  ]
  return `${sections.filter((part) => part !== '').join('\n\n')}\n`
}

function unitNote({ positions }: ExportFormat): string {
  return positions === 'code points'
    ? ' Python and R count so, too.'
    : ' They differ from what Python and R count wherever a character lies beyond U+FFFF, such as an emoji.'
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `## ${title}\n\n${lines.join('\n')}`
}

/** A folder of many files is told by its beginning. */
function fileLines(files: readonly ExportedFile[], nameOf: Circumstances['nameOf']): string[] {
  const lines = files.slice(0, 20).map(({ path }) => `- \`${nameOf(path)}\``)
  return files.length > 20 ? [...lines, `- and ${files.length - 20} more`] : lines
}

function exportedNames(files: readonly ExportedFile[], nameOf: Circumstances['nameOf']): string[] {
  return files.map(({ path }) => nameOf(path))
}

function codeLines({ codes }: Project): string[] {
  return codesInOrder(codes).map(({ code, depth }) => {
    const definition = code.definition.replace(/\s+/g, ' ').trim()
    return `${'  '.repeat(depth)}- ${code.name}${definition === '' ? '' : `: ${definition}`}`
  })
}

function datapackage(format: ExportFormat, { files, tables }: Exported, given: Circumstances): object {
  const { project, options, nameOf } = given
  const { title, created } = settingsOf(project)
  return {
    profile: tables === undefined ? 'data-package' : 'tabular-data-package',
    name: `${slug(title, 'project')}-${format.id}`,
    title: `${title}: ${format.name}`,
    description: `Coded data, written by ${options.program.name} ${options.program.version}. Positions count ${format.positions}.`,
    created,
    resources: files.map((file, n) => resource(file, n, nameOf(file.path), tables?.[file.path])),
    codes: codesInOrder(project.codes).map(({ code }) => ({
      path: pathOf(project.codes, code).join(pathSeparator),
      definition: code.definition,
    })),
  }
}

function resource(
  { path, content }: ExportedFile,
  n: number,
  name: string,
  columns: readonly object[] | undefined,
): object {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const ending = /\.([^.]+)$/.exec(path)?.[1] ?? ''
  return {
    ...(columns === undefined ? {} : { profile: 'tabular-data-resource' }),
    name: `${slug(path, 'file')}${n === 0 ? '' : `-${n + 1}`}`,
    path: name,
    format: ending,
    ...(mediaTypes[ending] === undefined ? {} : { mediatype: mediaTypes[ending] }),
    encoding: 'utf-8',
    bytes: bytes.length,
    hash: `sha256:${sha256OfBytes(bytes)}`,
    ...(columns === undefined
      ? {}
      : {
          ...(ending === 'csv'
            ? { dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true } }
            : {}),
          schema: { fields: columns, missingValues: [''] },
        }),
  }
}

const mediaTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  jsonl: 'application/jsonl',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  txt: 'text/plain',
  tsv: 'text/tab-separated-values',
  xmi: 'application/xml',
  xml: 'application/xml',
}
