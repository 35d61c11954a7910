import { apply, diffOf } from '../change.ts'
import { codeNamed } from '../codebook.ts'
import { currentVersion } from '../codebook-version.ts'
import type { Context, Deciders } from '../decision.ts'
import { documentNamed } from '../document-name.ts'
import type { CodingRow } from '../exchange/codings-csv.ts'
import { clauseOf, type LineProblem } from '../exchange/line-problem.ts'
import type {
  Code,
  CodeId,
  Coder,
  CoderId,
  Codings,
  Document,
  DocumentId,
  Project,
  Segment,
  SegmentId,
  VersionId,
} from '../model.ts'
import { codingsId, unsaid } from '../model.ts'
import { nameFor } from '../name.ts'
import { Refusal } from '../refusal.ts'
import type { Span } from '../span.ts'
import { excerpt, quoteOf } from '../text.ts'
import { coderDeciders, coderNamed } from './coder.ts'
import { textOf } from './document.ts'
import { spanProblem } from './segment.ts'

export interface CodingsCommands {
  /**
   * Adds codings of any coders, who are made where they are missing. Spans are taken as they are given. A coding
   * that is there already is not doubled and keeps its memo. Any bad row refuses all of them.
   */
  addCodings: { readonly rows: readonly CodingRow[] }
}

/** What adding the rows would do. */
export interface CodingsCheck {
  readonly problems: readonly LineProblem[]
  /** Rows that are in the project, or further up in the file, already. */
  readonly known: number
  /** In the order of the file. */
  readonly newCoders: readonly string[]
}

/** Checks every row against the texts, which must be loaded, and the codebook. */
export function checkCodings(project: Project, rows: readonly CodingRow[]): CodingsCheck {
  let made = 0
  const { problems, known, newCoders } = resolve(project, rows, {
    coder: null,
    now: '',
    newId: () => String(made++),
  })
  return { problems, known: known.length, newCoders: newCoders.map(({ name }) => name) }
}

export const codingsDeciders: Deciders<CodingsCommands> = {
  addCodings(project, { rows }, context) {
    const { problems, resolved, known, newCoders } = resolve(project, rows, context)
    if (problems.length > 0) {
      const lines = problems.map(({ line, message }) => `line ${line}: ${message}`)
      throw new Refusal('invalid', `Nothing was imported. ${lines.join('\n')}`)
    }
    const version = currentVersion(project, context.now)
    const segments = withLinks(
      resolved.map((one) => ({ row: one.row, segment: segmentOf(one, version.id, context) })),
      known,
    )
    return {
      label: `import ${segments.length} codings`,
      change: {
        ...(newCoders.length > 0 ? { coders: diffOf({ added: newCoders }) } : {}),
        ...(segments.length > 0 ? version.change : {}),
        codings: diffOf({ added: newCodings(project, segments) }),
        segments: diffOf({ added: segments }),
      },
    }
  },
}

/** A row with what it names. */
interface Resolved {
  readonly row: CodingRow
  readonly document: Document
  readonly text: string
  readonly coder: Coder
  readonly code: Code
}

function resolve(project: Project, rows: readonly CodingRow[], context: Context) {
  const problems: LineProblem[] = []
  const resolved: Resolved[] = []
  const seen = knownKeys(project)
  const look = lookup(project, context)
  const known: Known[] = []
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

function resolveRow(project: Project, row: CodingRow, look: Lookup): Resolved {
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

/** A row that is a segment of the project, or the same as a row further up. */
interface Known {
  readonly row: CodingRow
  readonly there: Segment | CodingRow
}

/** Links lead to the segments that became of rows, or that the rows are already; all others were left out before. */
function withLinks(
  made: readonly { readonly row: CodingRow; readonly segment: Segment }[],
  known: readonly Known[],
): Segment[] {
  const ids = new Map<string, SegmentId>()
  const ofRow = new Map<CodingRow, SegmentId>()
  for (const { row, segment } of made) {
    ofRow.set(row, segment.id)
    if (row.key !== undefined) ids.set(row.key, segment.id)
  }
  for (const { row, there } of known) {
    const id = 'id' in there ? there.id : ofRow.get(there)
    if (row.key !== undefined && id !== undefined) ids.set(row.key, id)
  }
  return made.map(({ row, segment }) => {
    const links = (row.links ?? []).flatMap(({ type, to }) => {
      const target = ids.get(to)
      return target === undefined || target === segment.id ? [] : [{ type, to: target }]
    })
    return links.length === 0 ? segment : { ...segment, links }
  })
}

function keyOf(coder: CoderId, document: DocumentId, code: CodeId, { start, end }: Span): string {
  return [coder, document, code, start, end].join('/')
}

function segmentOf(
  { row, document, text, coder, code }: Resolved,
  version: VersionId,
  context: Context,
): Segment {
  return {
    id: context.newId() as SegmentId,
    document: document.id,
    coder: coder.id,
    code: code.id,
    start: row.start,
    end: row.end,
    ...quoteOf(text, row.start, row.end),
    ...unsaid,
    memo: row.memo.toWellFormed(),
    certainty: row.certainty ?? null,
    attributes: row.attributes ?? {},
    version,
    created: context.now,
    changed: context.now,
  }
}

/** The codings records that the segments bring along. */
function newCodings(project: Project, segments: readonly Segment[]): Codings[] {
  const found = new Map<string, Codings>()
  for (const { coder, document } of segments) {
    const id = codingsId(coder, document)
    if (!project.codings.has(id)) found.set(id, { id, coder, document, done: false })
  }
  return [...found.values()]
}
