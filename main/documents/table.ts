import { counted } from '../../core/counted.ts'
import type { EncodingSign } from '../../core/exchange-contract.ts'
import { freeze, sha256OfBytes } from '../../core/text.ts'
import { endingOf, type GivenBytes, longestText, type ReadDocument, refuse, stemOf } from './document.ts'
import { decodeBytes } from './encoding.ts'
import { type Limits, standardLimits } from './limits.ts'
import { mostColumns, readSheet } from './xlsx.ts'

/** A table with the names of its columns. */
interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly encoding: string
  readonly encodingSign?: EncodingSign
  readonly sheets: readonly string[]
  readonly sheet: string | undefined
  readonly header: boolean
  readonly importer: string
  readonly warnings: readonly string[]
}

/**
 * A table (CSV, TSV, XLSX): each row is a document, one column is its text, one may be its title, the others are
 * variables. Throws a Refusal where a column that is named is not there. What is said of the whole table is a
 * warning of its first document.
 */
export async function readTable(given: GivenBytes, limits: Limits = standardLimits): Promise<ReadDocument[]> {
  const { name, bytes, options } = given
  const table = await (isSheet(bytes) ? sheetTable(given, limits) : textTable(given, limits))
  const text =
    options.textColumn === undefined ? longestColumn(table) : columnNamed(given, table, options.textColumn)
  const title =
    options.titleColumn === undefined
      ? titleColumn(table, text)
      : columnNamed(given, table, options.titleColumn)
  const sha256 = sha256OfBytes(bytes)
  const documents = table.rows.flatMap((row, at): ReadDocument[] => {
    const content = freeze(row[text] ?? '')
    if (content.trim() === '') return []
    const source = { name, sha256, encoding: table.encoding, importer: table.importer }
    const ownTitle = title === undefined ? '' : (row[title] ?? '').replace(/\s+/g, ' ').trim().slice(0, 200)
    const variables = variablesOf(table, row, text, title)
    return [
      { title: ownTitle || `${stemOf(name)} ${at + 1}`, text: content, source, warnings: [], variables },
    ]
  })
  if (documents.length === 0)
    refuse(name, `no row has a text in the column “${table.columns[text]}”; there is nothing to code`)
  if (documents.reduce((sum, each) => sum + each.text.length, 0) > longestText)
    refuse(name, 'there are more than 20 million characters in it; split it')
  const [first, ...others] = documents
  const said = tableWarnings(table, text, options.textColumn !== undefined, documents.length)
  return [{ ...first!, warnings: said, ...readingOf(table, text, title) }, ...others]
}

function readingOf(
  { sheets, sheet, header, columns, encodingSign }: Table,
  text: number,
  title: number | undefined,
): Pick<ReadDocument, 'table' | 'encodingSign'> {
  const titleColumn = title === undefined ? undefined : columns[title]
  return {
    table: { sheets, sheet, header, columns, textColumn: columns[text]!, titleColumn },
    ...(encodingSign === undefined ? {} : { encodingSign }),
  }
}

function isSheet(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

async function sheetTable(given: GivenBytes, limits: Limits): Promise<Table> {
  const { rows, sheets, sheet, warnings } = await readSheet(given, limits)
  const about = { encoding: 'utf-8', importer: 'xlsx/1', sheets, sheet, warnings }
  return withHeader(rows, about, given.options.header)
}

async function textTable(given: GivenBytes, limits: Limits): Promise<Table> {
  const { default: Papa } = await import('papaparse')
  const { name, bytes, options } = given
  const { text, encoding, sign, warnings } = await decodeBytes(name, bytes, options.encoding)
  const [, separator, body] = /^\ufeff?sep=([^\r\n])\r?\n([\s\S]*)$/i.exec(text) ?? []
  const content = body ?? text.replace(/^\ufeff/, '')
  const { data, errors } = Papa.parse<string[]>(content, {
    // Excel writes a first line that says what separates.
    delimiter: separator ?? (endingOf(name) === 'tsv' ? '\t' : ''),
    delimitersToGuess: [',', ';', '\t', '|'],
    skipEmptyLines: true,
    preview: limits.rows + 2,
  })
  const quotes = errors.filter(({ type }) => type === 'Quotes')
  const [unclosed] = quotes
  if (unclosed?.code === 'MissingQuotes')
    refuse(name, `a quotation mark is opened in row ${(unclosed.row ?? 0) + 1} and never closed; close it`)
  if (data.some((row) => row.length > mostColumns))
    refuse(name, `the table has more than ${mostColumns} columns; leave out those that are not needed`)
  if (data.length > limits.rows + 1) refuse(name, `the table has more than ${limits.rows} rows; split it`)
  const doubts =
    quotes.length === 0
      ? []
      : [`${counted(quotes.length, 'quotation mark')} in odd places: see that the cells are right`]
  const about = { encoding, encodingSign: sign, importer: 'table/1', sheets: [], sheet: undefined }
  return withHeader(data, { ...about, warnings: [...warnings, ...doubts] }, options.header)
}

/** The first row names the columns, unless it looks like any other row, or a person says otherwise. */
function withHeader(
  rows: readonly (readonly string[])[],
  about: Omit<Table, 'columns' | 'rows' | 'header'>,
  said: boolean | undefined,
): Table {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const [first = [], ...rest] = rows
  if (rest.length > 0 && (said ?? isHeader(first))) {
    const columns = Array.from({ length: width }, (_, at) => first[at]?.trim() || `column ${at + 1}`)
    return { ...about, header: true, columns: distinct(columns), rows: rest }
  }
  const warning = 'the first row does not name the columns; they are called column 1, column 2 and so on'
  const columns = Array.from({ length: width }, (_, at) => `column ${at + 1}`)
  const warnings = said === false ? about.warnings : [...about.warnings, warning]
  return { ...about, header: false, columns, rows, warnings }
}

/** Names are short, each once, and neither numbers, dates nor addresses. */
function isHeader(row: readonly string[]): boolean {
  const names = row.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const isValue = (name: string) => /^[+-]?[\d.,]+$|^\d{4}-\d\d-\d\d|@.+\.|^https?:/.test(name)
  return (
    names.length > 0 &&
    new Set(names).size === names.length &&
    !names.some((each) => each.length > 200 || isValue(each))
  )
}

function distinct(columns: readonly string[]): string[] {
  const used = new Set<string>()
  return columns.map((column) => {
    let name = column
    for (let n = 2; used.has(name); n++) name = `${column} ${n}`
    used.add(name)
    return name
  })
}

function longestColumn({ columns, rows }: Table): number {
  const sums = columns.map((_, at) => rows.reduce((sum, row) => sum + (row[at]?.length ?? 0), 0))
  return sums.indexOf(Math.max(...sums))
}

/** What columns are called that name their rows, the better title first. */
const titleNames = [
  /^(title|headline|heading|titel|titre|título|titolo)$/i,
  /^(name|document|file|case)$/i,
  /^(id|.+[ _-]id)$/i,
]

/** A column whose name says that it names the rows. Two articles may share a headline; other names must do it. */
function titleColumn({ columns, rows }: Table, text: number): number | undefined {
  const names = (at: number, rank: number) => {
    const titles = rows.map((row) => row[at]?.trim() ?? '').filter((title) => title !== '')
    return titles.length > 0 && (rank === 0 || new Set(titles).size === titles.length)
  }
  for (const [rank, called] of titleNames.entries()) {
    const at = columns.findIndex(
      (name, column) => column !== text && called.test(name) && names(column, rank),
    )
    if (at >= 0) return at
  }
  return undefined
}

/** By its name, in whatever case, or else by its number from 1. */
function columnNamed({ name }: GivenBytes, { columns }: Table, wanted: string): number {
  const exact = columns.indexOf(wanted)
  const loose = columns.findIndex((column) => column.toLowerCase() === wanted.trim().toLowerCase())
  const number = /^\d+$/.test(wanted) ? Number(wanted) - 1 : -1
  const at = exact >= 0 ? exact : loose >= 0 ? loose : number
  if (columns[at] === undefined)
    refuse(
      name,
      `there is no column “${wanted}”; its columns are ${columns.map((each) => `“${each}”`).join(', ')}`,
    )
  return at
}

function variablesOf(
  { columns }: Table,
  row: readonly string[],
  text: number,
  title: number | undefined,
): Record<string, string> {
  const others = columns.map((column, at) => [column, (row[at] ?? '').trim(), at] as const)
  return Object.fromEntries(
    others
      .filter(([, value, at]) => at !== text && at !== title && value !== '')
      .map(([column, value]) => [column, value]),
  )
}

function tableWarnings(table: Table, text: number, named: boolean, documents: number): string[] {
  const empty = table.rows.length - documents
  return [
    ...table.warnings,
    ...(named
      ? []
      : [`the texts were taken from the column “${table.columns[text]}”, the longest; another can be named`]),
    ...(empty === 0 ? [] : [`${counted(empty, 'row')} without a text left out`]),
  ]
}
