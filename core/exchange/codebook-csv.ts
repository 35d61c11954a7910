import { type Codebook, codesInOrder, pathOf, pathSeparator } from '../codebook.ts'
import type { NewCode } from '../commands/codebook.ts'
import { Refusal } from '../refusal.ts'
import { attributeLines, attributesOfLines } from './attribute-lines.ts'
import { type CsvRecord, formulaText, readTableOf, withoutFormula, writeCsv } from './csv.ts'

const columns = [
  'path',
  'name',
  'colour',
  'key',
  'definition',
  'include',
  'exclude',
  'example',
  'counter_example',
  'attributes',
  'memo',
] as const
type Column = (typeof columns)[number]

/** A code while those below it are still being read. */
type Growing = NewCode & { children?: Growing[] }

/**
 * Reads a codebook as a table, a row a code, parents above their children. The path is the names from the top
 * joined with ` / `; only path and name are needed. Throws a Refusal that names the lines that are wrong.
 */
export function readCodebookCsv(file: string, text: string): NewCode[] {
  const { records, problems } = readTableOf<Column>(text, ['path', 'name'], columns)
  if (problems.length > 0)
    throw new Refusal(
      'invalid',
      problems.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'),
    )
  const top: Growing[] = []
  const byPath = new Map<string, Growing>()
  for (const record of records) {
    const where = `${file}:${record.line}:`
    const path = formulaText(record.cell('path')).trim()
    const code = codeOfRow(record, where)
    const siblings = siblingsAt(byPath, top, path, code.name, where)
    if (byPath.has(path)) throw new Refusal('taken', `${where} the path “${path}” is there twice`)
    siblings.push(code)
    byPath.set(path, code)
  }
  return top
}

/** The list that a code belongs into by its path, which ends with its name. */
function siblingsAt(
  byPath: ReadonlyMap<string, Growing>,
  top: Growing[],
  path: string,
  name: string,
  where: string,
): Growing[] {
  if (path === name) return top
  if (!path.endsWith(pathSeparator + name))
    throw new Refusal('invalid', `${where} the path “${path}” does not end with the name “${name}”`)
  const above = path.slice(0, -(pathSeparator + name).length)
  const parent = byPath.get(above)
  if (parent === undefined)
    throw new Refusal('missing', `${where} no line above it has the path “${above}”, which it belongs under`)
  parent.children ??= []
  return parent.children
}

function codeOfRow(record: CsvRecord<Column>, where: string): Growing {
  const cell = (name: Column) => formulaText(record.cell(name))
  const colour = record.cell('colour').trim()
  if (!/^\d*$/.test(colour)) throw new Refusal('invalid', `${where} the colour is “${colour}”, not a number`)
  return {
    name: cell('name').trim(),
    ...(colour === '' ? {} : { colour: Number(colour) }),
    key: cell('key').trim(),
    definition: cell('definition'),
    include: cell('include'),
    exclude: cell('exclude'),
    example: cell('example'),
    counterExample: cell('counter_example'),
    ...(cell('attributes') === '' ? {} : { attributes: attributesOfLines(cell('attributes')) }),
    ...(cell('memo') === '' ? {} : { memo: cell('memo') }),
  }
}

/**
 * The codebook as a table that readCodebookCsv reads, with columns for attributes and memos where any code has them;
 * what a spreadsheet would take for a formula is marked.
 */
export function writeCodebookCsv(codes: Codebook): string {
  const all = codesInOrder(codes).map(({ code }) => code)
  const said = all.some(({ attributes, memo }) => attributes.length > 0 || memo !== '')
  const rows = all.map((code) => {
    const { name, colour, key, definition, include, exclude, example, counterExample, memo } = code
    const path = pathOf(codes, code).join(pathSeparator)
    const texts = [definition, include, exclude, example, counterExample]
    const more = said ? [attributeLines(code.attributes), memo] : []
    return [path, name, colour, key, ...texts, ...more].map((cell) =>
      typeof cell === 'string' ? withoutFormula(cell) : cell,
    )
  })
  return writeCsv([said ? [...columns] : columns.slice(0, -2), ...rows])
}
