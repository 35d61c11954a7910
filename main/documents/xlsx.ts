import { type Archive, openArchive } from './archive.ts'
import { type GivenBytes, refuse } from './document.ts'
import { type Limits, standardLimits } from './limits.ts'
import { mainPart, relationsOf } from './package.ts'
import { readXmlOf, type XmlElement, type XmlReader } from './xml.ts'

const namespaces = {
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': 's',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': 's',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
}

/** A sheet of a workbook as text: the one that is named, or the first that holds anything. */
export interface Sheet {
  readonly sheet: string
  /** Names of all of them. */
  readonly sheets: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly warnings: readonly string[]
}

/** More columns than a table of texts has. */
export const mostColumns = 2000

/** Reads an Excel workbook (.xlsx, .xlsm): values as they are kept, dates in ISO 8601; no formula is computed. */
export async function readSheet(
  { name, bytes, options }: GivenBytes,
  limits: Limits = standardLimits,
): Promise<Sheet> {
  const archive = await openArchive(name, bytes, limits)
  const main = await mainPart(name, archive, 'xl/workbook.xml', limits)
  const relations = await relationsOf(name, archive, main, limits)
  const partOf = (type: string) => relations.find((relation) => relation.type === type)?.part
  const workbook = new WorkbookReader()
  await readXmlOf(name, archive, main, namespaces, workbook, limits)
  const strings = new StringsReader()
  const styles = new StylesReader()
  await readIfThere(partOf('sharedStrings'), strings)
  await readIfThere(partOf('styles'), styles)
  const sheets = workbook.sheets.filter(({ id }) => relations.some((relation) => relation.id === id))
  for (const [at, sheet] of sheets.entries()) {
    if (options.sheet !== undefined && sheet.name !== options.sheet) continue
    const part = relations.find((relation) => relation.id === sheet.id)!.part
    const reader = new SheetReader(name, strings.strings, styles.dates, workbook.from1904, limits)
    await readXmlOf(name, archive, part, namespaces, reader, limits)
    if (reader.rows.length > 0)
      return {
        rows: reader.rows,
        sheet: sheet.name,
        sheets: sheets.map((each) => each.name),
        warnings: sheetWarnings(archive, sheets, at),
      }
  }
  return refuse(
    name,
    options.sheet === undefined
      ? 'no sheet of the workbook holds anything; there is nothing to code'
      : `there is nothing in a sheet “${options.sheet}”; its sheets are ${sheets.map((each) => `“${each.name}”`).join(', ')}`,
  )

  async function readIfThere(part: string | undefined, reader: XmlReader): Promise<void> {
    if (part !== undefined) await readXmlOf(name, archive, part, namespaces, reader, limits)
  }
}

function sheetWarnings(archive: Archive, sheets: readonly { name: string }[], at: number): string[] {
  const macros = archive.names.some((name) => /vbaProject/i.test(name))
  return [
    ...(sheets.length > 1 ? [`only the sheet “${sheets[at]?.name}” was read, of ${sheets.length}`] : []),
    ...(macros ? ['its macros were left out'] : []),
  ]
}

class WorkbookReader implements XmlReader {
  readonly sheets: { name: string; id: string }[] = []
  from1904 = false

  open({ name, attribute }: XmlElement): void {
    if (name === 's:sheet') this.sheets.push({ name: attribute('name') ?? '', id: attribute('r:id') ?? '' })
    if (name === 's:workbookPr') this.from1904 = /^(1|true)$/.test(attribute('date1904') ?? '')
  }
  close(): void {}
  text(): void {}
}

/** Strings that cells share; how a Japanese word is read (rPh) is not part of it. */
class StringsReader implements XmlReader {
  readonly strings: string[] = []
  private inText = false
  private inReading = false

  open({ name }: XmlElement): void {
    if (name === 's:si') this.strings.push('')
    else if (name === 's:rPh') this.inReading = true
    else if (name === 's:t') this.inText = !this.inReading
  }

  close(name: string): void {
    if (name === 's:t') this.inText = false
    else if (name === 's:rPh') this.inReading = false
  }

  text(text: string): void {
    if (this.inText) this.strings[this.strings.length - 1] += text
  }
}

/** Numbers are dates where their style says so: by a built-in format, or one with letters for days or hours. */
class StylesReader implements XmlReader {
  /** By the number of the style: whether it shows a date, a time, or both. */
  readonly dates: (DateParts | undefined)[] = []
  private readonly formats = new Map<number, string>()
  private inCells = false

  open({ name, attribute }: XmlElement): void {
    const id = Number(attribute('numFmtId') ?? '0')
    if (name === 's:numFmt') this.formats.set(id, attribute('formatCode') ?? '')
    else if (name === 's:cellXfs') this.inCells = true
    else if (name === 's:xf' && this.inCells) this.dates.push(dateParts(id, this.formats.get(id)))
  }

  close(name: string): void {
    if (name === 's:cellXfs') this.inCells = false
  }

  text(): void {}
}

type DateParts = 'date' | 'time' | 'both'

function dateParts(id: number, code: string | undefined): DateParts | undefined {
  if (code === undefined) {
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date'
    return id === 22 ? 'both' : (id >= 18 && id <= 21) || (id >= 45 && id <= 47) ? 'time' : undefined
  }
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').toLowerCase()
  const [date, time] = [/[yd]/.test(bare) || /mmm/.test(bare), /[hs]/.test(bare)]
  return date && time ? 'both' : date ? 'date' : time ? 'time' : undefined
}

class SheetReader implements XmlReader {
  readonly rows: string[][] = []
  private row: string[] = []
  private column = 0
  private type = 'n'
  private style = 0
  private value = ''
  private reading: 'value' | 'text' | undefined
  private inReading = false

  constructor(
    private readonly file: string,
    private readonly strings: readonly string[],
    private readonly dates: readonly (DateParts | undefined)[],
    private readonly from1904: boolean,
    private readonly limits: Limits,
  ) {}

  open({ name, attribute }: XmlElement): void {
    if (name === 's:row') [this.row, this.column] = [[], 0]
    else if (name === 's:c') {
      this.column = columnOf(attribute('r')) ?? this.column
      this.type = attribute('t') ?? 'n'
      this.style = Number(attribute('s') ?? '0')
      this.value = ''
    } else if (name === 's:rPh') this.inReading = true
    else if (name === 's:v') this.reading = 'value'
    else if (name === 's:t' && !this.inReading) this.reading = 'text'
  }

  text(text: string): void {
    if (this.reading !== undefined) this.value += text
  }

  close(name: string): void {
    if (name === 's:v' || name === 's:t') this.reading = undefined
    else if (name === 's:rPh') this.inReading = false
    else if (name === 's:c') this.closeCell()
    else if (name === 's:row' && this.row.some((cell) => cell !== '')) this.closeRow()
  }

  private closeCell(): void {
    if (this.column >= mostColumns)
      refuse(this.file, `the table has more than ${mostColumns} columns; leave out those that are not needed`)
    while (this.row.length < this.column) this.row.push('')
    this.row[this.column] = this.shown()
    this.column++
  }

  private closeRow(): void {
    if (this.rows.length > this.limits.rows)
      refuse(this.file, `the table has more than ${this.limits.rows} rows; split it`)
    this.rows.push(this.row)
  }

  private shown(): string {
    const { type, value } = this
    if (type === 's') return withCharacters(this.strings[Number(value)] ?? '')
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (type !== 'n' || value === '') return withCharacters(value)
    const date = this.dates[this.style]
    const number = Number(value)
    if (!Number.isFinite(number)) return value
    // As many digits as Excel shows.
    const short = Number(number.toPrecision(15))
    if (date === undefined) return String(Number.isFinite(short) ? short : number)
    return dateText(number, date, this.from1904)
  }
}

/** Excel writes what XML can't hold by its number, such as `_x000D_` (ECMA-376, 22.9.2.19). */
function withCharacters(text: string): string {
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** A cell's place, “BC12”, as the number of its column from 0. */
function columnOf(place: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(place ?? '')?.[0]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** Days since 30 December 1899, which makes all days since March 1900 right, or since 1904. */
function dateText(days: number, parts: DateParts, from1904: boolean): string {
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const moment = new Date(start + Math.round(days * 86_400) * 1000)
  if (Number.isNaN(moment.getTime())) return String(days)
  const [date = '', time = ''] = moment.toISOString().split('T')
  if (parts === 'date') return date
  return parts === 'time' ? time.slice(0, 8) : `${date} ${time.slice(0, 8)}`
}
