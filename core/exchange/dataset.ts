import { shownValues } from '../attributes.ts'
import { codeLabel, codesInOrder, pathOf, pathSeparator } from '../codebook.ts'
import { linkTypesInOrder } from '../links.ts'
import type { Document, Project, Segment } from '../model.ts'
import { certainties, documentsInOrder, settingsOf } from '../model.ts'
import { type NamedAttribute, namedAttributes, valueText } from './attribute-names.ts'
import { textOfCode } from './codebook-json.ts'
import { codersInOrder, type Selection, selectedSegments } from './codings-csv.ts'
import { looksLikeFormula, withoutFormula, writeCsv } from './csv.ts'
import type { Column } from './exported.ts'
import { writeJson } from './json.ts'

/** A table of values with what its columns mean. */
export interface DataTable {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly (string | number)[])[]
}

const before: readonly Column[] = [
  { name: 'document_id', type: 'string', description: 'Identifies the document in the project' },
  { name: 'document', type: 'string', description: 'Title of the document' },
  { name: 'file', type: 'string', description: 'Name of the file the document came from' },
]
const behind: readonly Column[] = [
  { name: 'coder', type: 'string', description: 'Name of the coder who made the segment' },
  { name: 'code', type: 'string', description: 'The code; with its path where the name alone is not unique' },
  {
    name: 'code_path',
    type: 'string',
    description: 'Names from the top of the codebook down, joined with “ / ”',
  },
  {
    name: 'start_utf16',
    type: 'integer',
    description: 'Start of the segment in the text, in UTF-16 code units from 0',
  },
  {
    name: 'end_utf16',
    type: 'integer',
    description: 'End of the segment, the position behind its last character',
  },
  { name: 'quote', type: 'string', description: 'The words of the segment' },
  { name: 'memo', type: 'string', description: 'What the coder wrote on the segment' },
  {
    name: 'certainty',
    type: 'string',
    description: 'How sure the coder is; empty where they don’t say',
    constraints: { enum: certainties },
  },
]
const last: readonly Column[] = [
  { name: 'segment_id', type: 'string', description: 'Identifies the segment in the project' },
  { name: 'created', type: 'datetime', description: 'When the segment was made, ISO 8601 in UTC' },
  { name: 'changed', type: 'datetime', description: 'When the segment was last changed, ISO 8601 in UTC' },
]

/** The coded data as one long table, a row a segment. Offsets are UTF-16 code units, half-open. */
export function datasetTable(project: Project, selection: Selection = {}): DataTable {
  const segments = selectedSegments(project, selection).map(({ segment }) => segment)
  const { columns, rowsOf } = segmentTable(project, documentsOf(project, selection))
  return { columns, rows: rowsOf(segments) }
}

/** A table of segments with every variable of the documents, whose rows may be asked for part by part. */
function segmentTable(
  project: Project,
  documents: readonly Document[],
): { columns: readonly Column[]; rowsOf(segments: readonly Segment[]): DataTable['rows'] } {
  const variables = variableNames(documents)
  const attributes = namedAttributes(project)
  const codes = new Map(
    [...project.codes.values()].map((code) => [
      code.id,
      [codeLabel(project.codes, code), pathOf(project.codes, code).join(pathSeparator)] as const,
    ]),
  )
  const rowOf = (segment: Segment) => {
    const document = project.documents.get(segment.document)
    return [
      ...[segment.document, document?.title ?? '', document?.source.name ?? ''],
      ...variables.map((name) => document?.variables[name] ?? ''),
      project.coders.get(segment.coder)?.name ?? '',
      ...(codes.get(segment.code) ?? ['', '']),
      ...[segment.start, segment.end, segment.quote, segment.memo, segment.certainty ?? ''],
      ...cellsOf(project, segment, attributes),
      ...[segment.id, segment.created, segment.changed],
    ]
  }
  const ofVariables = variables.map(
    (name): Column => ({ name: `variable:${name}`, type: 'string', description: `The document’s ${name}` }),
  )
  const columns = [...before, ...ofVariables, ...behind, ...attributes.map(columnOf), ...last]
  return { columns, rowsOf: (segments) => segments.map(rowOf) }
}

/** A column an attribute; numbers are numbers, yes and no are words. */
function columnOf({ name, attribute, code }: NamedAttribute): Column {
  const about = { name: `attribute:${name}`, description: `${attribute.name} of segments coded ${code.name}` }
  switch (attribute.kind) {
    case 'number':
      return { ...about, type: 'number' }
    case 'yes/no':
      return { ...about, type: 'boolean', trueValues: ['yes'], falseValues: ['no'] }
    case 'choice': {
      const plain = !attribute.choices.some(looksLikeFormula)
      return { ...about, type: 'string', ...(plain ? { constraints: { enum: attribute.choices } } : {}) }
    }
    default:
      return { ...about, type: 'string' }
  }
}

function cellsOf(
  { codes }: Project,
  segment: Segment,
  attributes: readonly NamedAttribute[],
): (string | number)[] {
  if (attributes.length === 0) return []
  const shown = new Map(shownValues(codes, segment).map(({ attribute, value }) => [attribute.id, value]))
  return attributes.map(({ attribute }) => {
    const value = shown.get(attribute.id)
    return value === undefined ? '' : typeof value === 'number' ? value : valueText(value)
  })
}

const ofLinks: readonly Column[] = [
  { name: 'document_id', type: 'string', description: 'Identifies the document in the project' },
  { name: 'document', type: 'string', description: 'Title of the document' },
  { name: 'coder', type: 'string', description: 'Name of the coder who made the link' },
  {
    name: 'link',
    type: 'string',
    description: 'Type of the link, read from the first segment to the second',
  },
  { name: 'from_segment_id', type: 'string', description: 'The segment that the link goes out from' },
  { name: 'from_code', type: 'string', description: 'Its code' },
  { name: 'from_quote', type: 'string', description: 'Its words' },
  { name: 'to_segment_id', type: 'string', description: 'The segment that the link leads to' },
  { name: 'to_code', type: 'string', description: 'Its code' },
  { name: 'to_quote', type: 'string', description: 'Its words' },
]

/** The links between segments as a table, a row a link. */
export function linkTable(project: Project, selection: Selection = {}): DataTable {
  const all = selectedSegments(project, selection)
  const byId = new Map(all.map((named) => [named.segment.id, named]))
  const rows = all.flatMap(({ segment, document, coder, codeName }) =>
    segment.links.flatMap(({ type, to }) => {
      const target = byId.get(to)
      if (target === undefined) return []
      const link = project.linkTypes.get(type)?.name ?? ''
      return [
        [
          ...[document.id, document.title, coder, link, segment.id, codeName, segment.quote],
          ...[to, target.codeName, target.segment.quote],
        ],
      ]
    }),
  )
  return { columns: ofLinks, rows }
}

/** A table as CSV. Text that a spreadsheet would take for a formula has an apostrophe before it. */
export function tableCsv({ columns, rows }: DataTable): string {
  return writeCsv([columns.map(({ name }) => withoutFormula(name)), ...safeRows(rows)])
}

function safeRows(rows: DataTable['rows']): DataTable['rows'] {
  return rows.map((row) => row.map((cell) => (typeof cell === 'string' ? withoutFormula(cell) : cell)))
}

/** The long table as CSV, for statistics and spreadsheets. */
export function writeDatasetCsv(project: Project, selection: Selection = {}): string {
  return tableCsv(datasetTable(project, selection))
}

/** A list of segments in its own order as CSV, with the same columns; its rows are written part by part. */
export function segmentList(project: Project): { head: string; rows(segments: readonly Segment[]): string } {
  const { columns, rowsOf } = segmentTable(project, documentsInOrder(project))
  return {
    head: tableCsv({ columns, rows: [] }),
    rows: (segments) => (segments.length === 0 ? '' : writeCsv(safeRows(rowsOf(segments)))),
  }
}

export function writeSegmentList(project: Project, segments: readonly Segment[]): string {
  const { head, rows } = segmentList(project)
  return head + rows(segments)
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
  const { id, title, created, memo } = settingsOf(project)
  return writeJson({
    format: 'intercoder-dataset/1',
    offsets: 'UTF-16 code units, half-open',
    project: { id, title, created, memo },
    codebook: codesInOrder(project.codes).map(({ code }) => ({
      id: code.id,
      parent: code.parent,
      path: pathOf(project.codes, code),
      ...textOfCode(code),
    })),
    linkTypes: linkTypesInOrder(project).map(({ order: _, ...linkType }) => linkType),
    documents: documentsOf(project, selection).map(({ order: _, ...document }) => document),
    coders: codersInOrder(project).filter((coder) => selection.coders?.includes(coder.id) ?? true),
    segments: selectedSegments(project, selection).map(({ segment }) => ({
      ...segment,
      attributes: Object.fromEntries(
        shownValues(project.codes, segment).map(({ attribute, value }) => [attribute.id, value]),
      ),
    })),
  })
}
