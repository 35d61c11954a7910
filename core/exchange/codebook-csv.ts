import { type Codebook, codesInOrder, colourCount, pathOf, pathSeparator } from '../codebook.ts'
import type { NewCode } from '../commands/codebook.ts'
import { Refusal } from '../refusal.ts'
import { attributeLines, attributesOfLines, type UnreadLine, unreadLines } from './attribute-lines.ts'
import { type CodeRow, treeOf } from './codebook-places.ts'
import { type CsvRecord, formulaText, readTableOf, withoutFormula, writeCsv } from './csv.ts'
import type { LineProblem } from './line-problem.ts'
import type { Loss } from './loss.ts'

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
type Column = (typeof columns)[number] | 'parent'

/** How people write a column that we call otherwise. */
const spellings: Readonly<Record<string, Column>> = {
  'counter-example': 'counter_example',
  'counter example': 'counter_example',
  counterexample: 'counter_example',
}

/** What a person needs who made the table otherwise; a program that gives one fault a try has them guess. */
const pattern = `A table of codes has a row a code and the columns “name” and “path” (the names from the top, joined with “${pathSeparator}”) or “name” and “parent” (the name of the code above, empty at the top); one of path and name is enough. It may have ${columns.slice(2).join(', ')}. “Export the codebook” as CSV gives a table to go by.`

/** Of what is wrong in a table, as much is said at once. */
const shown = 10

/**
 * Reads a codebook as a table, a row a code. Where a code stands is said by its path or by its parent; with names
 * alone all stand at the top. Throws a Refusal that names the lines that are wrong, and what is wanted.
 */
export function readCodebookCsv(file: string, text: string): { codes: NewCode[]; losses: Loss[] } {
  const { records, names, problems } = readTableOf<Column>(text, [], [...columns, 'parent'], spellings)
  const has = (column: Column) => names.includes(column)
  if (names.length > 0 && !has('path') && !has('name'))
    throw refused(file, [
      ...problems,
      { line: 1, message: `the header has neither a column path nor name; it has ${names.join(', ')}` },
    ])
  const unread: UnreadLine[] = []
  const rows = records.map((record) => rowOf(record, problems, unread))
  const tree = treeOf(rows, has('path') ? 'path' : 'parent')
  const wrong = [...problems, ...tree.problems].sort((a, b) => a.line - b.line)
  if (wrong.length > 0) throw refused(file, wrong)
  const known: readonly string[] = has('path') ? columns : [...columns, 'parent']
  return {
    codes: tree.codes,
    losses: [...leftOut(names.filter((name) => !known.includes(name))), ...unreadLines(unread)],
  }
}

function refused(file: string, problems: readonly LineProblem[]): Refusal {
  const lines = problems.slice(0, shown).map(({ line, message }) => `${file}:${line}: ${message}`)
  const more = problems.length > shown ? [`and ${problems.length - shown} more`] : []
  return new Refusal('invalid', [...lines, ...more, pattern].join('\n'))
}

function leftOut(names: readonly string[]): Loss[] {
  if (names.length === 0) return []
  const what = names.length === 1 ? 'column was left out' : 'columns were left out'
  return [{ what: `${what}: ${names.map((name) => `“${name}”`).join(', ')}`, count: names.length }]
}

function rowOf(record: CsvRecord<Column>, problems: LineProblem[], unread: UnreadLine[]): CodeRow {
  const { line } = record
  const cell = (name: Column) => formulaText(record.cell(name))
  const colour = record.cell('colour').trim()
  const isNumber = /^\d*$/.test(colour)
  if (!isNumber)
    problems.push({ line, message: `the colour is “${colour}”, not a number from 1 to ${colourCount}` })
  const said = attributesOfLines(cell('attributes'))
  const called = cell('name').trim() || cell('path').trim()
  unread.push(...said.unread.map((line) => ({ code: called, line })))
  const code: NewCode = {
    name: cell('name').trim(),
    ...(colour === '' || !isNumber ? {} : { colour: Number(colour) }),
    key: cell('key').trim(),
    definition: cell('definition'),
    include: cell('include'),
    exclude: cell('exclude'),
    example: cell('example'),
    counterExample: cell('counter_example'),
    ...(said.attributes.length === 0 ? {} : { attributes: said.attributes }),
    ...(cell('memo') === '' ? {} : { memo: cell('memo') }),
  }
  return { line, code, path: cell('path').trim(), parent: cell('parent').trim() }
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
