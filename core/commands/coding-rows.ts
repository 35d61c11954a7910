import { apply } from '../change.ts'
import { codeNamed } from '../codebook.ts'
import type { Context } from '../decision.ts'
import { documentNamed } from '../document-name.ts'
import type { CodingRow } from '../exchange/codings-csv.ts'
import { clauseOf, type LineProblem } from '../exchange/line-problem.ts'
import type { Code, CodeId, Coder, CoderId, Document, DocumentId, Project, Segment } from '../model.ts'
import { nameFor } from '../name.ts'
import { Refusal } from '../refusal.ts'
import type { Span } from '../span.ts'
import { excerpt } from '../text.ts'
import { coderDeciders, coderNamed } from './coder.ts'
import { textOf } from './document.ts'
import { spanProblem } from './segment.ts'

/** A row with what it names. */
export interface ResolvedRow {
  readonly row: CodingRow
  readonly document: Document
  readonly text: string
  readonly coder: Coder
  readonly code: Code
}

/** A row that is a segment of the project, or the same as a row further up. */
export interface KnownRow {
  readonly row: CodingRow
  readonly there: Segment | CodingRow
}

export interface ResolvedRows {
  readonly problems: readonly LineProblem[]
  readonly resolved: readonly ResolvedRow[]
  readonly known: readonly KnownRow[]
  readonly newCoders: readonly Coder[]
}

/**
 * What rows of codings name in the project, whose texts must be loaded; those that are there already, or further up;
 * and what is wrong with the others. Coders who are missing are made.
 */
export function resolveRows(project: Project, rows: readonly CodingRow[], context: Context): ResolvedRows {
  const problems: LineProblem[] = []
  const resolved: ResolvedRow[] = []
  const seen = knownKeys(project)
  const look = lookup(project, context)
  const known: KnownRow[] = []
  for (const row of rows) {
    try {
      const found = resolveRow(project, row, look)
      const key = keyOf(found.coder.id, found.document.id, found.code.id, row)
      const there = seen.get(key)
      if (there === undefined) {
        resolved.push(found)
        seen.set(key, row)
      } else known.push({ row, there })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      problems.push({ line: row.line, message: clauseOf(error.message) })
    }
  }
  return { problems, resolved, known, newCoders: look.newCoders }
}

function resolveRow(project: Project, row: CodingRow, look: Lookup): ResolvedRow {
  const document = look.document(row.document)
  const code = look.code(row.code)
  const text = textOf(project, document.id)
  const problem = rowProblem(text, row)
  if (problem !== undefined) throw new Refusal('invalid', problem)
  return { row, document, text, code, coder: look.coder(row.coder) }
}

/** Finds what rows name, each name once, however many rows there are. Throws a Refusal where nothing is found. */
function lookup(project: Project, context: Context) {
  let withCoders = project
  const newCoders: Coder[] = []
  return {
    newCoders,
    document: remembering((name) => documentNamed(project, name)),
    code: remembering((name) => {
      const code = codeNamed(project.codes, name)
      if (code === undefined) throw new Refusal('missing', unknownCode(project, name))
      return code
    }),
    /** A coder who is missing is made as addCoder makes one. */
    coder: remembering((given) => {
      const name = nameFor('coder', given)
      const found = coderNamed(withCoders, name)
      if (found !== undefined) return found
      withCoders = apply(withCoders, coderDeciders.addCoder(withCoders, { name }, context).change)
      const made = coderNamed(withCoders, name)!
      newCoders.push(made)
      return made
    }),
  }
}
type Lookup = ReturnType<typeof lookup>

function remembering<T>(find: (name: string) => T): (name: string) => T {
  const found = new Map<string, T>()
  return (name) => {
    const value = found.get(name) ?? find(name)
    found.set(name, value)
    return value
  }
}

function unknownCode(project: Project, name: string): string {
  const twins = [...project.codes.values()].filter((code) => code.name === name)
  return twins.length > 1
    ? `“${name}” names ${twins.length} codes; write the path, such as “parent / ${name}”`
    : `there is no code “${name}” in the codebook; add it, or correct the name`
}

/** What is wrong with a row's span and quote, or undefined. */
function rowProblem(text: string, row: CodingRow): string | undefined {
  const problem = spanProblem(text, row)
  if (problem !== undefined) return problem
  const stands = text.slice(row.start, row.end)
  if (stands === row.quote) return undefined
  const [is, said] = fromDifference(stands, row.quote)
  return `the text from ${row.start} to ${row.end} is ${is}, not ${said}${elsewhere(text, row.quote)}`
}

/** Excerpts of both from shortly before they part. */
function fromDifference(a: string, b: string): [string, string] {
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  const from = same > 24 ? same - 12 : 0
  return [excerpt(a.slice(from).toWellFormed()), excerpt(b.slice(from).toWellFormed())]
}

/** A hint where offsets were counted in another way: the only place where the quote stands. */
function elsewhere(text: string, quote: string): string {
  const at = quote === '' ? -1 : text.indexOf(quote)
  if (at < 0 || text.indexOf(quote, at + 1) >= 0) return ''
  return `; that stands from ${at} to ${at + quote.length} in UTF-16 code units`
}

function knownKeys(project: Project): Map<string, Segment | CodingRow> {
  const keys = new Map<string, Segment | CodingRow>()
  for (const table of project.segments.values()) {
    for (const segment of table.values())
      keys.set(keyOf(segment.coder, segment.document, segment.code, segment), segment)
  }
  return keys
}

function keyOf(coder: CoderId, document: DocumentId, code: CodeId, { start, end }: Span): string {
  return [coder, document, code, start, end].join('/')
}
