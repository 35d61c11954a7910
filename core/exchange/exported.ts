import type { Coder, Document, Project, Segment } from '../model.ts'
import { codingsId, documentsInOrder, segmentsOf } from '../model.ts'
import type { Unit } from '../units.ts'
import { codersInOrder, type Selection } from './codings-csv.ts'
import type { Loss } from './loss.ts'
import type { PresetName } from './refi-qda/presets.ts'

/** A file of an export; the path is relative, with slashes. */
export interface ExportedFile {
  readonly path: string
  readonly content: string | Uint8Array
}

export interface Exported {
  /** The first is the dataset where there is one file of it. */
  readonly files: readonly ExportedFile[]
  readonly losses: readonly Loss[]
  /** The columns of the tables among them, by the path of the file. */
  readonly tables?: Readonly<Record<string, readonly Column[]>>
  /** How it begins, where that is not how its first file does. */
  readonly sample?: Sample
}

/** The beginning of an export, for a person to look at. */
export type Sample = { readonly rows: readonly (readonly (string | number)[])[] } | { readonly text: string }

/** A column of a table as a data dictionary describes it. Types are those of Frictionless Table Schema. */
export interface Column {
  readonly name: string
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'datetime'
  readonly description: string
  /** What its values are limited to. */
  readonly constraints?: { readonly enum: readonly string[] }
  /** Of a boolean. */
  readonly trueValues?: readonly string[]
  readonly falseValues?: readonly string[]
}

export interface ExportOptions {
  readonly program: { readonly name: string; readonly version: string }
  /** Of `qdpx`. */
  readonly preset?: PresetName
  /** Of `table`. */
  readonly unit?: Unit
  /** Of tables as CSV: a byte order mark comes first. */
  readonly mark?: boolean
}

/** As much of a file as a person looks at. */
export function beginning(text: string): string {
  return text.length <= 4000 ? text : `${text.slice(0, 4000).toWellFormed()}…`
}

/** One coder’s work on one document, which several formats keep in a file of its own. */
export interface Work {
  readonly coder: Coder
  readonly document: Document
  readonly text: string
  /** In the order of the text. */
  readonly segments: readonly Segment[]
}

/** The work of a selection by coder and document; a coder who has not begun a document has none. */
export function worksOf(project: Project, selection: Selection): Work[] {
  const documents = documentsInOrder(project).filter(({ id }) => selection.documents?.includes(id) ?? true)
  return chosenCoders(project, selection).flatMap((coder) =>
    documents
      .filter((document) => project.codings.has(codingsId(coder.id, document.id)))
      .map((document) => ({
        coder,
        document,
        text: project.texts.get(document.id)?.text ?? '',
        segments: segmentsOf(project, coder.id, document.id),
      })),
  )
}

export function chosenCoders(project: Project, { coders }: Selection): Coder[] {
  return codersInOrder(project).filter(({ id }) => coders?.includes(id) ?? true)
}

/** A name that every file system can hold, in any script. */
export function fileNameFor(name: string): string {
  const safe = name
    .replace(/[\p{Cc}/\\:*?"<>|]+/gu, '_')
    .replace(/^\.+|[. ]+$/g, '')
    .slice(0, 80)
    .toWellFormed()
  return safe === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(safe) ? `${safe}_` : safe
}

/** File names for records, each once, whatever case a file system minds. */
export function fileNames<R extends { readonly id: string }>(
  records: readonly R[],
  nameOf: (record: R) => string,
): Map<string, string> {
  const taken = new Set<string>()
  const names = new Map<string, string>()
  for (const record of records) {
    const wanted = fileNameFor(nameOf(record))
    let name = wanted
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}-${n}`
    taken.add(name.toLowerCase())
    names.set(record.id, name)
  }
  return names
}

/** What files of a document are called: as the file it came from, without the ending. */
export function documentFileNames(project: Project): Map<string, string> {
  return fileNames(documentsInOrder(project), ({ source }) => source.name.replace(/\.[^.]{1,5}$/, ''))
}

export function coderFileNames(project: Project): Map<string, string> {
  return fileNames(codersInOrder(project), ({ name }) => name)
}
