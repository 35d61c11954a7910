import {
  AlignmentType,
  BorderStyle,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  ShadingType,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  Table as WordTable,
} from 'docx'
import type { AgreementResult } from '../agreement/result.ts'
import type { Block, Cell, Column, Methods, Report, Table } from './content.ts'
import { withoutClock, xmlText } from './parts.ts'
import { reportOf } from './report.ts'
import { stripeTable } from './stripe-table.ts'
import { hues } from './style.ts'

/** The report on a result as a text document; what is drawn in HTML stands in tables. */
export function docxOf(result: AgreementResult): Promise<Uint8Array> {
  return renderDocx(reportOf(result))
}

export async function renderDocx(report: Report): Promise<Uint8Array> {
  const { title, summary, date, sections } = report
  const document = new Document({
    title: xmlText(title),
    creator: 'Intercoder',
    lastModifiedBy: 'Intercoder',
    styles: { default: styles },
    sections: [
      {
        properties: { page: { margin: { top: 1000, right: 1000, bottom: 1000, left: 1000 } } },
        children: [
          heading(title, HeadingLevel.HEADING_1),
          paragraph(summary),
          ...(date === undefined ? [] : [paragraph(date)]),
          ...sections.flatMap((section) => [
            heading(section.heading, HeadingLevel.HEADING_2),
            ...section.blocks.flatMap(blockOf),
          ]),
        ],
      },
    ],
  })
  return withoutClock(new Uint8Array(await Packer.toArrayBuffer(document)))
}

const ink = '1B1C1E'
const faint = '4A4D51'

/** Sizes in half points, distances in twentieths of a point. */
const styles = {
  document: { run: { font: 'Calibri', size: 20, color: ink }, paragraph: { spacing: { after: 120 } } },
  heading1: headingStyle(36, 0),
  heading2: headingStyle(26, 360),
  heading3: headingStyle(20, 200),
}

function headingStyle(size: number, before: number) {
  return {
    run: { font: 'Calibri', size, bold: true, color: ink },
    paragraph: { spacing: { before, after: 100 }, keepNext: true },
  }
}

type Level = (typeof HeadingLevel)[keyof typeof HeadingLevel]

function heading(text: string, level: Level): Paragraph {
  return new Paragraph({ text: xmlText(text), heading: level })
}

function paragraph(text: string): Paragraph {
  return new Paragraph({ children: [new TextRun(xmlText(text))] })
}

function blockOf(block: Block): readonly (Paragraph | WordTable)[] {
  switch (block.kind) {
    case 'paragraph':
      return [paragraph(block.text)]
    case 'heading':
      return [heading(block.text, HeadingLevel.HEADING_3)]
    case 'warnings':
      return block.sentences.map((text) => new Paragraph({ text: xmlText(text), bullet: { level: 0 } }))
    case 'table':
      return tableOf(block, block.shaded === true)
    case 'stripes':
      return tableOf(stripeTable(block), true)
    case 'methods':
      return methodsOf(block)
  }
}

function methodsOf({ text, references }: Methods): readonly Paragraph[] {
  return [
    paragraph(text),
    ...references.map(
      (reference) =>
        new Paragraph({ children: [new TextRun(xmlText(reference))], indent: { left: 360, hanging: 360 } }),
    ),
  ]
}

interface ShownColumn {
  readonly column: Column
  readonly at: number
}

/** The table, its caption before it where it can't be read without, its note below. */
function tableOf(table: Table, withCaption: boolean): readonly (Paragraph | WordTable)[] {
  const shown = table.columns
    .map((column, at) => ({ column, at }))
    .filter(({ column, at }) => column.kind !== 'plot' || table.rows.some((row) => row[at]?.text))
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: shown.map(({ column }) => headCell(column)),
  })
  const rows = table.rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: shown.map(({ column, at }) =>
          bodyCell(row[at], column, shown.length > MANY_COLUMNS ? 15 : 18),
        ),
      }),
  )
  return [
    ...(withCaption ? [heading(table.caption, HeadingLevel.HEADING_3)] : []),
    new WordTable({
      rows: [head, ...rows],
      width: { size: 100, type: WidthType.PERCENTAGE },
      columnWidths: widthsOf(shown, table.rows),
      layout: TableLayoutType.FIXED,
      borders: { ...noBorders, insideHorizontal: line },
    }),
    new Paragraph({
      children:
        table.note === undefined ? [] : [new TextRun({ text: xmlText(table.note), size: 17, color: faint })],
      spacing: { before: 60, after: 160 },
    }),
  ]
}

/** What a page is wide between its margins, in twentieths of a point. */
const TEXT_WIDTH = 9906

/**
 * Widths of columns in proportion to their longest texts, 9 to 36 characters; a heading may go over several
 * lines, so only its words count.
 */
function widthsOf(shown: readonly ShownColumn[], rows: Table['rows']): number[] {
  const wants = shown.map(({ column, at }) => {
    const texts = [...column.name.split(' '), ...rows.map((row) => row[at]?.text ?? '')]
    return Math.min(36, Math.max(9, ...texts.map((text) => text.length + 3)))
  })
  const all = wants.reduce((sum, want) => sum + want, 0)
  return wants.map((want) => Math.floor((TEXT_WIDTH * want) / all))
}

const line = { style: BorderStyle.SINGLE, size: 4, color: 'D9D9D5' }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const noBorders = { top: none, bottom: line, left: none, right: none, insideVertical: none }

function headCell({ name, kind }: Column): TableCell {
  return cellOf([new TextRun({ text: kind === 'plot' ? '' : xmlText(name), size: 17, color: faint })], kind)
}

/** Tables with more columns than these are set smaller. */
const MANY_COLUMNS = 8

function bodyCell(cell: Cell | undefined, { kind }: Column, usual: number): TableCell {
  const { text = '', colour, strong = false, quiet = false, depth = 0 } = cell ?? {}
  const hue = colour === undefined ? undefined : hues[colour - 1]?.[0].slice(1)
  // The hash of an input is one long word.
  const size = text.length === 64 && !text.includes(' ') ? 12 : usual
  const words = new TextRun({ text: xmlText(text), size, bold: strong, ...(quiet ? { color: faint } : {}) })
  return cellOf(hue === undefined ? [words] : [new TextRun({ text: '■ ', color: hue }), words], kind, depth)
}

/** Ground of a cell by its depth, as in the drawn reports. */
const tints = ['FFFFFF', 'F3F2EF', 'E6E5E1', 'DFDED9']

function cellOf(children: readonly TextRun[], kind: Column['kind'], depth = 0): TableCell {
  const alignment = kind === 'number' ? AlignmentType.RIGHT : AlignmentType.LEFT
  return new TableCell({
    children: [new Paragraph({ children, alignment, spacing: { before: 30, after: 30 } })],
    ...(depth === 0 ? {} : { shading: { type: ShadingType.CLEAR, fill: tints[depth] ?? 'FFFFFF' } }),
  })
}
