import { diffOf } from '../change.ts'
import { currentVersion } from '../codebook-version.ts'
import type { Context, Deciders } from '../decision.ts'
import type { CodingRow } from '../exchange/codings-csv.ts'
import type { LineProblem } from '../exchange/line-problem.ts'
import type { Codings, Project, Segment, SegmentId, VersionId } from '../model.ts'
import { codingsId, unsaid } from '../model.ts'
import { Refusal } from '../refusal.ts'
import { quoteOf } from '../text.ts'
import { type KnownRow, type ResolvedRow, resolveRows } from './coding-rows.ts'

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
  const { problems, known, newCoders } = resolveRows(project, rows, {
    coder: null,
    now: '',
    newId: () => String(made++),
  })
  return { problems, known: known.length, newCoders: newCoders.map(({ name }) => name) }
}

export const codingsDeciders: Deciders<CodingsCommands> = {
  addCodings(project, { rows }, context) {
    const { problems, resolved, known, newCoders } = resolveRows(project, rows, context)
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

/** Links lead to the segments that became of rows, or that the rows are already; all others were left out before. */
function withLinks(
  made: readonly { readonly row: CodingRow; readonly segment: Segment }[],
  known: readonly KnownRow[],
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

function segmentOf(
  { row, document, text, coder, code }: ResolvedRow,
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
