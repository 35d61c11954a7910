import { looksLikeFormula } from './csv.ts'
import type { DataTable } from './dataset.ts'
import { type Loss, LossCount } from './loss.ts'
import { escapeXml, keepable } from './xml.ts'
import { writeZip } from './zip.ts'

/** What a cell of Excel can hold, in UTF-16 code units. */
const cellLimit = 32_767
const cut = '… [cut off: a cell holds no more]'
/** Excel’s rows, the header included. */
const rowLimit = 1_048_576

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/**
 * Tables as an Excel file, a sheet each, the same bytes for the same tables. Text stands as text, so nothing in it is run; what
 * looks like a formula is marked as text (quotePrefix), so that it stays text when somebody edits the cell.
 */
export function writeXlsx(sheets: readonly Sheet[]): { bytes: Uint8Array; losses: Loss[] } {
  const losses = new LossCount()
  const places = sheets.map((_, n) => `worksheets/sheet${n + 1}.xml`)
  const bytes = writeZip([
    { path: '[Content_Types].xml', content: contentTypes(places) },
    { path: '_rels/.rels', content: relations([['officeDocument', 'xl/workbook.xml']]) },
    { path: 'xl/workbook.xml', content: workbook(sheets) },
    {
      path: 'xl/_rels/workbook.xml.rels',
      content: relations([
        ...places.map((place) => ['worksheet', place] as const),
        ['styles', 'styles.xml'] as const,
      ]),
    },
    { path: 'xl/styles.xml', content: styles },
    ...sheets.map(({ table }, n) => ({ path: `xl/${places[n]}`, content: sheetXml(table, losses) })),
  ])
  return { bytes, losses: losses.list }
}

export interface Sheet {
  readonly name: string
  readonly table: DataTable
}

function sheetXml({ columns, rows }: DataTable, losses: LossCount): string {
  losses.add('rows do not fit into an Excel sheet', Math.max(0, rows.length + 1 - rowLimit))
  const lines = [columns.map(({ name }) => name), ...rows.slice(0, rowLimit - 1)].map(
    (cells, row) =>
      `<row r="${row + 1}">${cells.map((cell, n) => cellXml(cell, row === 0, n, row, losses)).join('')}</row>`,
  )
  const pane =
    '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
  return `${declaration}<worksheet xmlns="${main}"><sheetViews>${pane}</sheetViews><sheetData>${lines.join('')}</sheetData></worksheet>`
}

function cellXml(
  cell: string | number,
  header: boolean,
  column: number,
  row: number,
  losses: LossCount,
): string {
  const place = `${letters(column)}${row + 1}`
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  if (cell === '') return ''
  const style = header ? ' s="1"' : looksLikeFormula(cell) ? ' s="2"' : ''
  return `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${cellText(cell, losses)}</t></is></c>`
}

function cellText(cell: string, losses: LossCount): string {
  const plain = keepable(cell)
  if (plain.length < cell.length) losses.add('cells lost control characters, which Excel files can’t hold')
  const fits =
    plain.length <= cellLimit ? plain : `${plain.slice(0, cellLimit - cut.length).toWellFormed()}${cut}`
  if (fits !== plain) losses.add('cells were cut off at the 32,767 characters that Excel can hold')
  // Excel reads _x0041_ as a character by its number.
  return escapeXml(fits.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_'), 'content')
}

/** A, B … Z, AA … for columns from 0. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last
}

function contentTypes(places: readonly string[]): string {
  const each = places.map(
    (place) => `<Override PartName="/xl/${place}" ContentType="${office}.worksheet+xml"/>`,
  )
  return `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${office}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${office}.styles+xml"/>${each.join('')}</Types>`
}

function workbook(sheets: readonly Sheet[]): string {
  const each = sheets.map(({ name }, n) => `<sheet name="${name}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`)
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${relation}"><sheets>${each.join('')}</sheets></workbook>`
}

/** 0: plain; 1: the header, bold; 2: text that looks like a formula. */
const styles = `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" quotePrefix="1"/></cellXfs></styleSheet>`

function relations(targets: readonly (readonly [kind: string, target: string])[]): string {
  const each = targets.map(
    ([kind, target], n) => `<Relationship Id="rId${n + 1}" Type="${relation}/${kind}" Target="${target}"/>`,
  )
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`
}
