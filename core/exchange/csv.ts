import Papa from 'papaparse'
import { freeze } from '../text.ts'
import type { LineProblem } from './line-problem.ts'

/** One record of a CSV file, with the line on which it begins, from 1. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * The records of a CSV file (RFC 4180) without blank lines. A byte order mark and any kind of line end are fine;
 * line ends inside of quotes come out as LF. The first line says whether commas, semicolons or tabs separate.
 */
export function readCsv(text: string): { rows: CsvRow[]; problems: LineProblem[] } {
  const content = freeze(text)
  const firstLine = content.slice(0, content.indexOf('\n') + 1 || content.length)
  const delimiter = [',', ';', '\t'].find((sign) => firstLine.includes(sign)) ?? ','
  const rows: CsvRow[] = []
  const problems: LineProblem[] = []
  let line = 1
  let cursor = 0
  Papa.parse<string[]>(content, {
    delimiter,
    newline: '\n',
    step: ({ data, errors, meta }) => {
      for (const { message } of errors) problems.push({ line, message: `the quotes are broken (${message})` })
      if (data.length > 1 || data[0]?.trim() !== '') rows.push({ line, cells: data })
      line += lineEnds(content, cursor, meta.cursor)
      cursor = meta.cursor
    },
  })
  return { rows, problems }
}

function lineEnds(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** A CSV file as RFC 4180 has it: CRLF after every record, quotes only where they are needed. */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  return `${Papa.unparse(rows as (string | number)[][], { newline: '\r\n' })}\r\n`
}

/**
 * The records below the header as values by column name, without rows whose cells are all empty, as spreadsheets leave
 * them. Columns may stand in any order; names are compared without regard to case, and other spellings of a column are
 * taken for it. Says which columns there are, which are missing and which nobody asked for.
 */
export function readTableOf<Column extends string>(
  text: string,
  required: readonly Column[],
  optional: readonly Column[],
  spellings: Readonly<Record<string, Column>> = {},
): { records: CsvRecord<Column>[]; names: string[]; problems: LineProblem[]; warnings: string[] } {
  const { rows, problems } = readCsv(text)
  const [header, ...below] = rows
  const body = below.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (header === undefined)
    return { records: [], names: [], problems: [...problems, emptyFile(required)], warnings: [] }
  const names = header.cells.map((cell) => {
    const name = cell.trim().toLowerCase()
    return Object.hasOwn(spellings, name) ? spellings[name]! : name
  })
  const place = new Map<string, number>(names.map((name, index) => [name, index]))
  const missing = required.filter((name) => !place.has(name))
  if (missing.length > 0 || place.size < names.length) {
    return {
      records: [],
      names,
      problems: [...problems, ...badHeader(header.line, names, missing)],
      warnings: [],
    }
  }
  const known = [...required, ...optional] as readonly string[]
  const unknown = names.filter((name) => !known.includes(name))
  for (const { line, cells } of body) {
    if (cells.length !== names.length)
      problems.push({ line, message: `there are ${cells.length} cells, but the header has ${names.length}` })
  }
  return {
    records: body.map(({ line, cells }) => ({ line, cell: (name) => cells[place.get(name) ?? -1] ?? '' })),
    names,
    problems,
    warnings: unknown.map((name) => `the column “${name}” is not known and was left out`),
  }
}

export interface CsvRecord<Column extends string> {
  readonly line: number
  /** The value in the column; '' where the column is not there. */
  cell(name: Column): string
}

function emptyFile(required: readonly string[]): LineProblem {
  const wanted = required.length === 0 ? '' : ` with ${required.join(',')}`
  return { line: 1, message: `the file is empty; it needs a header${wanted}` }
}

function badHeader(line: number, names: readonly string[], missing: readonly string[]): LineProblem[] {
  const twice = new Set(names.filter((name, index) => names.indexOf(name) < index))
  return [
    ...(missing.length === 0
      ? []
      : [{ line, message: `the header has no column ${missing.join(', ')}; it has ${names.join(', ')}` }]),
    ...[...twice].map((name) => ({ line, message: `the header has the column “${name}” twice` })),
  ]
}

/**
 * Text for a spreadsheet that must not be taken for a formula: an apostrophe goes before what begins with =, +, -, @
 * or their wide forms, also behind quotation marks, white space or other apostrophes, and before a tab or line end
 * (OWASP, CSV injection). A plain number stays. `formulaText` takes exactly that apostrophe away again.
 */
export function withoutFormula(value: string): string {
  return looksLikeFormula(value) ? `'${value}` : value
}

export function formulaText(cell: string): string {
  return cell.startsWith("'") && looksLikeFormula(cell.slice(1)) ? cell.slice(1) : cell
}

export function looksLikeFormula(value: string): boolean {
  return /^(?:'*["'\s]*[=+\-@＝＋－＠]|'*[\t\r\n])/.test(value) && !/^[+-]?\d+([.,]\d+)?$/.test(value)
}
