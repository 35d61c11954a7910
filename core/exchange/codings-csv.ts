import { codeLabel, codesInOrder } from '../codebook.ts'
import { documentLabel } from '../document-name.ts'
import type {
  Certainty,
  Code,
  CoderId,
  Document,
  DocumentId,
  LinkTypeId,
  Project,
  Segment,
} from '../model.ts'
import { documentsInOrder, segmentsOf } from '../model.ts'
import type { CsvRecord } from './csv.ts'
import { readTableOf, writeCsv } from './csv.ts'
import type { LineProblem } from './line-problem.ts'

/** One coding as a file names it: document, coder and code in words, offsets in UTF-16 code units, half-open. */
export interface CodingRow {
  /** Line of the file on which it begins, from 1. */
  readonly line: number
  readonly document: string
  readonly coder: string
  readonly code: string
  readonly start: number
  readonly end: number
  readonly quote: string
  readonly memo: string
  /** By which links lead to it. */
  readonly key?: string
  readonly certainty?: Certainty
  readonly attributes?: Segment['attributes']
  /** To rows by their keys, of the same coder and document. */
  readonly links?: readonly { readonly type: LinkTypeId; readonly to: string }[]
}

const columns = ['document', 'coder', 'code', 'start', 'end', 'quote'] as const
type Column = (typeof columns)[number] | 'memo'

/** Reads a codings file. What the rows name is not looked up yet: see checkCodings in commands/codings.ts. */
export function readCodings(text: string): {
  rows: CodingRow[]
  problems: LineProblem[]
  warnings: string[]
} {
  const { records, problems, warnings } = readTableOf<Column>(text, columns, ['memo'])
  const rows = problems.length > 0 ? [] : records.flatMap((record) => rowOf(record, problems))
  return { rows, problems, warnings }
}

function rowOf(record: CsvRecord<Column>, problems: LineProblem[]): CodingRow[] {
  const [start, end] = (['start', 'end'] as const).map((name) => {
    const cell = record.cell(name).trim()
    if (/^\d+$/.test(cell)) return Number(cell)
    problems.push({ line: record.line, message: `${name} is “${cell}”, which is not a whole number` })
    return undefined
  })
  if (start === undefined || end === undefined) return []
  return [
    {
      line: record.line,
      document: record.cell('document'),
      coder: record.cell('coder'),
      code: record.cell('code'),
      start,
      end,
      quote: record.cell('quote'),
      memo: record.cell('memo'),
    },
  ]
}

/** Whose work on what is written; what is left out is everything. */
export interface Selection {
  readonly coders?: readonly CoderId[]
  readonly documents?: readonly DocumentId[]
}

/**
 * The codings of a project as a file that readCodings reads, by document, coder, code and place. There is a memo
 * column where any segment has a memo.
 */
export function writeCodings(project: Project, selection: Selection = {}): string {
  const segments = selectedSegments(project, selection)
  const withMemo = segments.some(({ segment }) => segment.memo !== '')
  const rows = segments.map(({ segment, documentName, coder, codeName }) => [
    documentName,
    coder,
    codeName,
    segment.start,
    segment.end,
    segment.quote,
    ...(withMemo ? [segment.memo] : []),
  ])
  return writeCsv([[...columns, ...(withMemo ? ['memo'] : [])], ...rows])
}

/** A segment with what it names. */
export interface NamedSegment {
  readonly segment: Segment
  readonly document: Document
  /** What documentNamed and codeNamed find them by. */
  readonly documentName: string
  readonly codeName: string
  readonly coder: string
  readonly code: Code
}

/** The segments of a selection by document, coder's name, code in the order of the codebook, and place. */
export function selectedSegments(project: Project, selection: Selection): NamedSegment[] {
  const documents = documentsInOrder(project).filter(({ id }) => selection.documents?.includes(id) ?? true)
  const coders = codersInOrder(project).filter(({ id }) => selection.coders?.includes(id) ?? true)
  // Names are looked up once each, not once a segment.
  const codes = new Map(
    codesInOrder(project.codes).map(({ code }, rank) => [
      code.id,
      { code, codeName: codeLabel(project.codes, code), rank },
    ]),
  )
  const rank = ({ code }: Segment) => codes.get(code)!.rank
  return documents.flatMap((document) => {
    const documentName = documentLabel(project, document)
    return coders.flatMap((coder) =>
      segmentsOf(project, coder.id, document.id)
        .sort((a, b) => rank(a) - rank(b) || byStartAndEnd(a, b))
        .map((segment) => {
          const { code, codeName } = codes.get(segment.code)!
          return { segment, document, documentName, coder: coder.name, code, codeName }
        }),
    )
  })
}

/** The shorter first, as tables are sorted; not as segments nest. */
function byStartAndEnd(a: Segment, b: Segment): number {
  return a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1)
}

/** Coders by name, in the order of code units, so that no locale plays a part. */
export function codersInOrder(project: Project) {
  return [...project.coders.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}
