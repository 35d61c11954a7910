import writeXlsx, { type Row, type Cell as SheetCell } from 'write-excel-file/universal'
import type { AgreementResult } from '../agreement/result.ts'
import type { Block, Cell, Column, Methods, Report, Section, Table } from './content.ts'
import { withoutClock, xmlText } from './parts.ts'
import { reportOf } from './report.ts'
import { stripeTable } from './stripe-table.ts'

/** What a spreadsheet takes as the name of a sheet. */
const LONGEST_NAME = 31

/** The report on a result as a workbook: a sheet to read first, then one for each table, numbers as numbers. */
export function xlsxOf(result: AgreementResult): Promise<Uint8Array> {
  return renderXlsx(reportOf(result))
}

export async function renderXlsx(report: Report): Promise<Uint8Array> {
  const sheets = [{ name: 'Report', rows: frontRows(report), widths: [110] }, ...tableSheets(report)]
  const names = sheetNames(sheets.map(({ name }) => name))
  const written = writeXlsx(
    sheets.map(({ rows, widths }, index) => ({
      data: rows as Row[],
      sheet: names[index]!,
      columns: widths.map((width) => ({ width })),
      ...(index === 0 ? {} : { stickyRowsCount: 1 }),
    })),
    { fontFamily: 'Calibri', fontSize: 11 },
  )
  return withoutClock(new Uint8Array(await (await written.toBlob()).arrayBuffer()))
}

/** Title, summary, warnings and the paragraph for the methods section. */
function frontRows({ title, summary, date, sections }: Report): readonly Row[] {
  const prose = sections.flatMap(({ heading, blocks }) => {
    const lines = blocks.flatMap(proseOf)
    return lines.length === 0 ? [] : [[], [bold(heading)], ...lines.map((line) => [wrapped(line)])]
  })
  return [[bold(title)], [wrapped(summary)], ...(date === undefined ? [] : [[words(date)]]), ...prose]
}

function proseOf(block: Block): readonly string[] {
  if (block.kind === 'paragraph') return [block.text]
  if (block.kind === 'warnings') return block.sentences
  return block.kind === 'methods' ? methodLines(block) : []
}

function methodLines({ text, references }: Methods): readonly string[] {
  return [text, ...references]
}

interface Sheet {
  readonly name: string
  readonly rows: readonly Row[]
  readonly widths: readonly number[]
}

/** Tables of one kind, such as those of the coefficients of each code, share a sheet; its first column tells them apart. */
function tableSheets({ sections }: Report): readonly Sheet[] {
  const kinds = new Map<string, { table: Table; of: string }[]>()
  for (const { table, of } of sections.flatMap(tablesOf)) {
    const kind = JSON.stringify([table.short ?? table.caption, table.columns])
    kinds.set(kind, [...(kinds.get(kind) ?? []), { table, of }])
  }
  return [...kinds.values()].map(sheetOf)
}

function tablesOf({ heading, blocks }: Section) {
  return blocks.flatMap((block) => {
    if (block.kind === 'table') return [{ table: block, of: heading }]
    if (block.kind !== 'stripes') return []
    return [{ table: { ...stripeTable(block), short: 'Segments' }, of: block.document }]
  })
}

function sheetOf(tables: readonly { readonly table: Table; readonly of: string }[]): Sheet {
  const first = tables[0]!.table
  const shared = tables.length > 1
  const shapes = first.columns.map((column, at) => shapeOf(column, at, tables))
  const head = [...(shared ? [bold('of')] : []), ...shapes.flatMap(({ names }) => names.map(bold))]
  const body = tables.flatMap(({ table, of }) =>
    table.rows.map((row) => [
      ...(shared ? [words(of)] : []),
      ...shapes.flatMap(({ cellsOf }, at) => cellsOf(row[at])),
    ]),
  )
  const notes = first.note === undefined ? [] : [[], [words(first.note)]]
  const rows = [head, ...body, ...notes]
  return { name: first.short ?? first.caption, rows, widths: widthsOf([head, ...body]) }
}

/** How a column of a table stands in a sheet: an interval in three columns, a plot only by the words in it. */
interface Shape {
  readonly names: readonly string[]
  cellsOf(cell: Cell | undefined): readonly SheetCell[]
}

function shapeOf({ name, kind }: Column, at: number, tables: readonly { readonly table: Table }[]): Shape {
  const cells = tables.flatMap(({ table }) => table.rows.map((row) => row[at]))
  if (cells.some((cell) => cell?.ends !== undefined)) {
    return {
      names: [`${name} from`, `${name} to`, 'note'],
      cellsOf: (cell) =>
        cell?.ends === undefined
          ? [null, null, words(cell?.text ?? '')]
          : [...cell.ends.map((end) => ({ value: end, type: Number, format: '0.000' })), null],
    }
  }
  if (kind !== 'plot') return { names: [name], cellsOf: (cell) => [plain(cell)] }
  return cells.some((cell) => cell?.text)
    ? { names: ['note'], cellsOf: (cell) => [plain(cell)] }
    : { names: [], cellsOf: () => [] }
}

function plain(cell: Cell | undefined): SheetCell {
  if (cell?.value === undefined) return words(cell?.text ?? '')
  const weight = cell.strong ? { fontWeight: 'bold' as const } : {}
  return { value: cell.value, type: Number, format: formatOf(cell.text), ...weight }
}

/** As many decimals as the text shows; the cell holds all of them. */
function formatOf(text: string): string {
  if (text.endsWith('%')) return '0.0%'
  const digits = /\.(\d+)$/.exec(text)?.[1]?.length ?? 0
  return digits === 0 ? '#,##0' : `0.${'0'.repeat(digits)}`
}

/** Text that stays text: the cell has the type of a text, so that no program takes “=1+1” for a formula. */
function words(text: string): SheetCell {
  return text === '' ? null : { value: xmlText(text), type: String }
}

function wrapped(text: string): SheetCell {
  return { value: xmlText(text), type: String, wrap: true, alignVertical: 'top' }
}

function bold(text: string): SheetCell {
  return text === '' ? null : { value: xmlText(text), type: String, fontWeight: 'bold' }
}

/** Wide enough for what stands in the column, within reason; in characters. */
function widthsOf(rows: readonly Row[]): readonly number[] {
  const columns = Math.max(...rows.map((row) => row.length))
  return Array.from({ length: columns }, (_, at) => {
    const longest = Math.max(...rows.map((row) => shownLength(row[at])))
    return Math.min(60, Math.max(9, longest + 2))
  })
}

function shownLength(cell: SheetCell): number {
  const value = typeof cell === 'object' && cell !== null && 'value' in cell ? cell.value : cell
  return typeof value === 'string' ? value.length : 8
}

/** Names that a workbook takes: without its signs, not too long, each once whatever the case. */
function sheetNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const clean =
      xmlText(name)
        .replace(/[\\/?*[\]:]/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || 'Table'
    let unique = shortened(clean, LONGEST_NAME)
    for (let n = 2; taken.has(unique.toLowerCase()); n++) {
      unique = `${shortened(clean, LONGEST_NAME - ` (${n})`.length)} (${n})`
    }
    taken.add(unique.toLowerCase())
    return unique
  })
}

function shortened(name: string, most: number): string {
  return name.slice(0, most).toWellFormed().trim()
}
