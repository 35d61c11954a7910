import { Refusal } from '../refusal.ts'
import type { FoundCoding, FoundCodings } from './found.ts'
import { LossCount } from './loss.ts'

/** A row of a table, with the line it began on, from 1. */
export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** Where a table has what; each is the place of a column, or −1. */
interface Columns {
  readonly document: number
  readonly code: number
  readonly quote: number
  readonly coder: number
  readonly memo: number
  readonly paragraph: number
}

/** A program’s table of coded segments. Columns are told by their names in lower case. */
interface TableKind {
  readonly name: string
  columnsOf(header: readonly string[]): Columns | undefined
  /** Why a row is no coding of text, or undefined. */
  skip?(cells: readonly string[], header: readonly string[]): string | undefined
}

const taguette: TableKind = {
  name: 'Taguette',
  columnsOf(header) {
    const [document, code, quote] = placesOf(header, ['document'], ['tag'], ['content'])
    return complete({ document, code, quote, coder: -1, memo: -1, paragraph: -1 })
  },
  skip: (cells, header) =>
    cells[header.indexOf('tag')] === '' ? 'highlights without a tag were left out' : undefined,
}

const qualcoder: TableKind = {
  name: 'QualCoder',
  columnsOf(header) {
    const [document, code, quote, coder, memo] = placesOf(
      header,
      ['filename', 'file'],
      ['codename'],
      ['coded'],
      ['coder'],
      ['coded_memo'],
    )
    return complete({ document, code, quote, coder: coder ?? -1, memo: memo ?? -1, paragraph: -1 })
  },
  skip: (cells, header) =>
    /^(imid|avid):/.test(cells[header.indexOf('id')] ?? '')
      ? 'codings of pictures and recordings were left out'
      : undefined,
}

/** MAXQDA writes its headers in the language of its interface; the order of the columns stays. */
const maxqdaNames = {
  document: [
    'document name',
    'document',
    'dokumentname',
    'nazwa dokumentu',
    'nombre del documento',
    'nom du document',
    'nome do documento',
    'nome documento',
    'documentnaam',
    'belge adı',
    '文档名称',
    'ドキュメント名',
  ],
  code: ['code', 'kod', 'código', 'codice', 'codewort', '代码', 'コード'],
  quote: [
    'segment',
    'coded segment',
    'coded segments',
    'codiertes segment',
    'fragment',
    'segmento',
    'segmento codificado',
    'segment codé',
    'bölüm',
    '片段',
    'セグメント',
  ],
  coder: [
    'author',
    'created by',
    'autor',
    'erstellt von',
    'bearbeiter',
    'auteur',
    'créé par',
    'autore',
    'creado por',
    'yazar',
    '作者',
    '作成者',
  ],
  memo: [
    'comment',
    'kommentar',
    'komentarz',
    'comentario',
    'commentaire',
    'comentário',
    'commento',
    'opmerking',
    'yorum',
    '注释',
    'コメント',
  ],
  paragraph: [
    'beginning',
    'begin',
    'anfang',
    'początek',
    'inicio',
    'comienzo',
    'début',
    'início',
    'inizio',
    'başlangıç',
    '开始',
    '開始',
  ],
} as const

const maxqda: TableKind = {
  name: 'MAXQDA',
  columnsOf(header) {
    const { document, code, quote, coder, memo, paragraph } = maxqdaNames
    const places = placesOf(header, document, code, quote, coder, memo, paragraph)
    const [d, c, q, a = -1, m = -1, p = -1] = places
    const named = complete({ document: d, code: c, quote: q, coder: a, memo: m, paragraph: p })
    if (named !== undefined) return named
    // Colour, comment, group, document, code, beginning, end, weight, segment, area, coverage, author, date.
    return header.length === 13
      ? { document: 3, code: 4, quote: 8, coder: 11, memo: 1, paragraph: 5 }
      : undefined
  },
}

const kinds: readonly TableKind[] = [taguette, qualcoder, maxqda]

function placesOf(header: readonly string[], ...names: (readonly string[])[]): (number | undefined)[] {
  return names.map((any) => {
    const place = any.map((name) => header.indexOf(name)).find((at) => at >= 0)
    return place
  })
}

function complete(columns: { [Name in keyof Columns]: number | undefined }): Columns | undefined {
  return Object.values(columns).includes(undefined) ? undefined : (columns as Columns)
}

/**
 * A table of coded segments from another program, told by its columns. It has no positions: the words are found again
 * in the text. `plain` takes away what a cell of ours has before what looks like a formula. Throws a Refusal where the columns are those of no program that is known.
 */
export function readCodingTable(
  file: string,
  rows: readonly TableRow[],
  plain: (cell: string) => string,
): FoundCodings {
  const [first, ...body] = rows
  const header = first?.cells.map((cell) => cell.trim().toLowerCase()) ?? []
  const own = ownTable(header, body, plain)
  if (own !== undefined) return own
  for (const kind of kinds) {
    const columns = kind.columnsOf(header)
    if (columns !== undefined) return codingsOf(kind, columns, header, body)
  }
  throw new Refusal(
    'invalid',
    `${file}:1: the columns ${first?.cells.join(', ') ?? ''} are those of no table that is known (${kinds.map(({ name }) => name).join(', ')}, or ours); see intercoder codings --help`,
  )
}

function codingsOf(
  kind: TableKind,
  columns: Columns,
  header: readonly string[],
  rows: readonly TableRow[],
): FoundCodings {
  const losses = new LossCount()
  const codings = rows.flatMap(({ line, cells }): FoundCoding[] => {
    const skipped = kind.skip?.(cells, header)
    if (skipped !== undefined) {
      losses.add(skipped)
      return []
    }
    const cell = (at: number) => (at < 0 ? '' : (cells[at] ?? ''))
    const paragraph = Number(cell(columns.paragraph))
    return [
      {
        ...{ line, documents: [cell(columns.document)], code: cell(columns.code), memo: cell(columns.memo) },
        ...{ coder: cell(columns.coder) || undefined, quote: cell(columns.quote) },
        ...(Number.isInteger(paragraph) && paragraph > 0 ? { paragraph } : {}),
      },
    ]
  })
  return { codings, losses: losses.list }
}

/** Whether the names of columns, in lower case, are those of codings; the order of MAXQDA’s alone does not tell. */
export function isCodingTable(header: readonly string[]): boolean {
  const named = [...header, ...Array<string>(14).fill('')]
  return (
    ownTable(header, [], (cell) => cell) !== undefined ||
    kinds.some((kind) => kind.columnsOf(named) !== undefined)
  )
}

/** Our own tables of segments and of the links between them (dataset.ts), which have positions. */
function ownTable(
  header: readonly string[],
  rows: readonly TableRow[],
  plain: (cell: string) => string,
): FoundCodings | undefined {
  const names = [
    'document_id',
    'document',
    'file',
    'coder',
    'code_path',
    'start_utf16',
    'end_utf16',
    'quote',
    'memo',
  ]
  const at = (name: string) => header.indexOf(name)
  if (isLinkTable(header)) return ownLinks(at, rows, plain)
  if (names.some((name) => at(name) < 0)) return undefined
  const attributes = header.flatMap((name, place) =>
    name.startsWith('attribute:') ? [[name.slice('attribute:'.length), place] as const] : [],
  )
  const codings = rows.map(({ line, cells }): FoundCoding => {
    const cell = (name: string) => plain(cells[at(name)] ?? '')
    const said = attributes.flatMap(([name, place]) => {
      const value = plain(cells[place] ?? '')
      return value === '' ? [] : [[name, value] as const]
    })
    return {
      ...{ line, key: cell('segment_id'), documents: [cell('document_id'), cell('document'), cell('file')] },
      ...{ coder: cell('coder'), code: cell('code_path'), memo: cell('memo'), quote: cell('quote') },
      start: wholeNumber(cell('start_utf16')),
      end: wholeNumber(cell('end_utf16')),
      unit: 'utf-16',
      ...(cell('certainty') === '' ? {} : { certainty: cell('certainty') }),
      ...(said.length === 0 ? {} : { values: Object.fromEntries(said) }),
    }
  })
  return { codings, losses: [] }
}

/** Whether the names of columns are those of our table of links. */
export function isLinkTable(header: readonly string[]): boolean {
  return ['link', 'from_segment_id', 'to_segment_id'].every((name) => header.includes(name))
}

function ownLinks(
  at: (name: string) => number,
  rows: readonly TableRow[],
  plain: (cell: string) => string,
): FoundCodings {
  const links = rows.map(({ cells }) => {
    const cell = (name: string) => plain(cells[at(name)] ?? '')
    return { type: cell('link'), from: cell('from_segment_id'), to: cell('to_segment_id') }
  })
  return { codings: [], links, losses: [] }
}

function wholeNumber(cell: string): number {
  return /^\d+$/.test(cell.trim()) ? Number(cell) : Number.NaN
}
