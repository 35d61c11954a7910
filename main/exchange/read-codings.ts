import { readCodings } from '../../core/exchange/codings-csv.ts'
import { codingsFormatOf, codingsFormats, readSheetCodings } from '../../core/exchange/codings-formats.ts'
import type { FileCodings } from '../../core/exchange/codings-in.ts'
import type { FoundCodings, GivenFile } from '../../core/exchange/found.ts'
import { textOfBytes } from '../../core/exchange/text-bytes.ts'
import { openZip } from '../../core/exchange/zip.ts'
import { Refusal } from '../../core/refusal.ts'
import { readSheet } from '../documents/xlsx.ts'

/** Endings of files that codings lie in, without the dot. */
export const codingsEndings = [...new Set(codingsFormats.flatMap(({ endings }) => endings))]

/**
 * Reads codings of any format out of one file, those of a folder, or a ZIP file. `wanted` is the id of a format, or
 * it is told by endings and content; `names` are those of the project's documents. Throws a Refusal that begins with
 * a file's name.
 */
export async function readCodingsFiles(
  files: readonly GivenFile[],
  wanted: string | undefined,
  names: readonly string[],
): Promise<FileCodings> {
  const [first] = files
  if (first === undefined) throw new Refusal('invalid', 'There is no file with codings.')
  if (/\.xls$/i.test(first.path))
    throw new Refusal('invalid', `${first.path}: old Excel files can’t be read; save it as .xlsx`)
  if (/\.xlsx$/i.test(first.path)) {
    return { format: 'table', found: await codingsOfWorkbook(first) }
  }
  const own = ownTable(first, wanted)
  if (own !== undefined) return own
  const all = files.flatMap((file) => (/\.zip$/i.test(file.path) ? unpacked(file) : [file]))
  const format = wanted === undefined ? codingsFormatOf(all) : codingsFormats.find(({ id }) => id === wanted)
  if (format === undefined) throw new Refusal('invalid', `${first.path}: there is no format “${wanted}”`)
  const ofFormat = all.filter(({ path }) =>
    format.endings.some((ending) => path.toLowerCase().endsWith(`.${ending}`)),
  )
  const known = new Set(names)
  const isDocument = (name: string) => known.has(name) || known.has(name.replace(/\.[^.]{1,5}$/, ''))
  return { format: format.id, found: format.read(ofFormat.length > 0 ? ofFormat : all, { isDocument }) }
}

/** The first sheet; in a workbook of ours with the sheet of links beside it. */
async function codingsOfWorkbook({ path, bytes }: GivenFile): Promise<FoundCodings> {
  const { rows, sheets } = await readSheet({ name: path, bytes, options: {} })
  if (!sheets.includes('Links') || !rows[0]?.includes('segment_id')) return readSheetCodings(path, rows)
  const links = await readSheet({ name: path, bytes, options: { sheet: 'Links' } })
  return readSheetCodings(path, rows, links.rows)
}

function unpacked({ path, bytes }: GivenFile): GivenFile[] {
  const zip = openZip(path, bytes)
  return zip.entries
    .filter(({ name }) => codingsEndings.some((ending) => name.toLowerCase().endsWith(`.${ending}`)))
    .map(({ name }) => ({ path: name, bytes: zip.read(name) }))
}

/** A table of ours has one form, in which every row must be right; all else is of other programs. */
function ownTable({ path, bytes }: GivenFile, wanted: string | undefined): FileCodings | undefined {
  if (!/\.csv$/i.test(path) || (wanted !== undefined && wanted !== 'intercoder')) return undefined
  const text = textOfBytes(path, bytes)
  if (wanted === undefined && isForeignTable(text)) return undefined
  return { format: 'intercoder', ...readCodings(text) }
}

/** Only tables without our six columns that have those of another program; what is neither is ours with a mistake. */
function isForeignTable(text: string): boolean {
  const cells = headerCells(text)
  if (cells.includes('start') && cells.includes('end')) return false
  return (
    cells.includes('start_utf16') ||
    (cells.includes('tag') && cells.includes('content')) ||
    cells.includes('codename') ||
    cells.length === 13
  )
}

/** The cells of a table's first line, as far as they are plain, in lower case. */
export function headerCells(text: string): string[] {
  const header = text.slice(0, 2000).split(/\r?\n/)[0]!.toLowerCase()
  return header.split(/[,;\t]/).map((cell) => cell.replace(/^["\ufeff]+|"$/g, '').trim())
}
