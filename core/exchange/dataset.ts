import { codesInOrder, pathOf, pathSeparator } from '../codebook.ts'
import type { Document, Project } from '../model.ts'
import { documentsInOrder, settingsOf } from '../model.ts'
import { textOfCode } from './codebook-json.ts'
import { codersInOrder, type NamedSegment, type Selection, selectedSegments } from './codings-csv.ts'
import { withoutFormula, writeCsv } from './csv.ts'
import { writeJson } from './json.ts'

/**
 * The coded data as one long table, a row a segment, for statistics and spreadsheets. Offsets are UTF-16 code
 * units, half-open. Text that a spreadsheet would take for a formula has an apostrophe before it.
 */
export function writeDatasetCsv(project: Project, selection: Selection = {}): string {
  const variables = variableNames(documentsOf(project, selection))
  const header = [
    ...['document_id', 'document', 'file', ...variables.map((name) => `variable:${name}`), 'coder', 'code'],
    ...['code_path', 'start_utf16', 'end_utf16', 'quote', 'memo', 'segment_id', 'created', 'changed'],
  ]
  const rows = selectedSegments(project, selection).map((named) => datasetRow(project, named, variables))
  const safe = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? withoutFormula(cell) : cell)))
  return writeCsv([header, ...safe])
}

function datasetRow(
  project: Project,
  { segment, document, coder, code, codeName }: NamedSegment,
  variables: string[],
) {
  return [
    document.id,
    document.title,
    document.source.name,
    ...variables.map((name) => document.variables[name] ?? ''),
    coder,
    codeName,
    pathOf(project.codes, code).join(pathSeparator),
    segment.start,
    segment.end,
    segment.quote,
    segment.memo,
    segment.id,
    segment.created,
    segment.changed,
  ]
}

function documentsOf(project: Project, { documents }: Selection): Document[] {
  return documentsInOrder(project).filter(({ id }) => documents?.includes(id) ?? true)
}

/** Every variable that any of the documents has, by name in the order of code units. */
function variableNames(documents: readonly Document[]): string[] {
  return [...new Set(documents.flatMap(({ variables }) => Object.keys(variables)))].sort()
}

/**
 * The same as JSON with the codebook, and with the documents and coders that have no segment. The texts stay
 * behind; each document has the SHA-256 of its text in UTF-8.
 */
export function writeDatasetJson(project: Project, selection: Selection = {}): string {
  const { id, title, created } = settingsOf(project)
  return writeJson({
    format: 'intercoder-dataset/1',
    offsets: 'UTF-16 code units, half-open',
    project: { id, title, created },
    codebook: codesInOrder(project.codes).map(({ code }) => ({
      id: code.id,
      parent: code.parent,
      path: pathOf(project.codes, code),
      ...textOfCode(code),
    })),
    documents: documentsOf(project, selection).map(({ order: _, ...document }) => document),
    coders: codersInOrder(project).filter((coder) => selection.coders?.includes(coder.id) ?? true),
    segments: selectedSegments(project, selection).map(({ segment }) => segment),
  })
}
