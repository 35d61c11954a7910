import type { Code, CodeId, Codings, CodingsId, Document, DocumentId, Segment } from '../model.ts'
import type { CodeFate } from './codes.ts'
import { type Copies, codePath } from './copies.ts'
import { deletedWhere, type Fate, keepOrDelete } from './presence.ts'

/** What becomes of everything that can be deleted, or kept from being deleted. */
export interface Fates {
  readonly documents: readonly (Fate<Document> & { readonly asks?: boolean })[]
  readonly codes: readonly CodeFate[]
  readonly codings: readonly Fate<Codings>[]
  readonly segments: ReadonlyMap<CodingsId, readonly Fate<Segment>[]>
}

/**
 * Asks about documents and codes that were deleted in one copy while the other changed them or coded with them. What
 * is kept comes back with all that went with it by the same deletion; what is deleted takes along what was added.
 */
export function decideDeletions(copies: Copies, fates: Fates): void {
  const deleted = fates.codes.filter(({ deletion }) => deletion !== undefined)
  const documents = fates.documents.filter(({ deletion }) => deletion !== undefined)
  if (deleted.length + documents.length > 0) {
    const segments = [...fates.segments.values()].flat()
    for (const fate of documents) decideDocument(copies, fates, fate, segments)
    for (const fate of parentsFirst(deleted, fates.codes)) decideCode(copies, fates, fate, segments)
  }
  keepCodings(fates)
}

function decideDocument(
  copies: Copies,
  fates: Fates,
  fate: Fates['documents'][number],
  segments: readonly Fate<Segment>[],
): void {
  const { id, title } = fate.record
  const inside = segments.filter(({ record }) => record.document === id)
  const work = fates.codings.filter(({ record }) => record.document === id)
  const added = inside.filter(({ kept }) => kept).length
  if (!isOpen(fate, added > 0 || work.some(({ kept }) => kept))) return
  const keep = ask(copies, fate, `deletion/document/${id}`, `“${title}”`, added)
  carryOut(fate, keep, [...inside, ...work], [])
}

function decideCode(copies: Copies, fates: Fates, fate: CodeFate, segments: readonly Fate<Segment>[]): void {
  const below = subtree(fates.codes, fate.record)
  const codes = idsOf(below)
  const carrying = segments.filter(({ record }) => codes.has(record.code))
  const added = carrying.filter(({ kept }) => kept).length
  if (!isOpen(fate, added > 0 || below.some(({ kept }) => kept))) return
  const what = `The code ${codePath(copies, fate.record.id)}`
  const keep = ask(copies, fate, `deletion/code/${fate.record.id}`, what, added)
  // A code of both copies that stood below it stays; it has lost its place only.
  const own = subtree(
    fates.codes.filter((one) => one.in === fate.in),
    fate.record,
  )
  const ids = idsOf(own)
  const documents = keptDocuments(fates)
  const segmentsOfOwn = carrying.filter(
    ({ record }) => ids.has(record.code) && documents.has(record.document),
  )
  carryOut(fate, keep, segmentsOfOwn, own)
}

/** Whether there is a question: something of what was deleted was changed, or is needed. */
function isOpen(fate: Fate<unknown> & { readonly asks?: boolean }, needed: boolean): boolean {
  return fate.kept ? fate.asks === true : needed
}

/** Keeps what went by the same deletion, or lets go of what was added since. */
function carryOut(
  fate: Fate<unknown>,
  keep: boolean,
  with_: readonly Fate<unknown>[],
  below: readonly Fate<unknown>[],
): void {
  const settle = (one: Fate<unknown>, kept: boolean) => {
    one.kept = kept
    one.disputed = true
  }
  settle(fate, keep)
  for (const one of with_) {
    if (!keep && one.kept) settle(one, false)
    if (keep && one.deletion !== undefined && one.deletion === fate.deletion) settle(one, true)
  }
  if (!keep) for (const one of below) if (one.kept) settle(one, false)
}

function ask(copies: Copies, fate: Fate<unknown>, id: string, what: string, added: number): boolean {
  const coded = added === 1 ? 'one segment was coded' : `${added} segments were coded`
  const since = added === 0 ? 'and changed or needed' : `and ${coded} with it or in it`
  const shown = { segments: added }
  const chosen = copies.desk.ask({
    id,
    kind: 'deletion',
    sentence: `${what} was deleted ${deletedWhere(fate)}, ${since} on the other side.`,
    mine: fate.in === 'mine' ? shown : null,
    other: fate.in === 'other' ? shown : null,
    choices: keepOrDelete,
    default: 'keep',
  })
  return chosen === 'keep'
}

/** The code and those below it, as they will stand. */
function subtree(codes: readonly CodeFate[], top: Code): CodeFate[] {
  const ids = new Set<CodeId>([top.id])
  for (let size = 0; size < ids.size; ) {
    size = ids.size
    for (const { record } of codes) if (record.parent !== null && ids.has(record.parent)) ids.add(record.id)
  }
  return codes.filter(({ record }) => ids.has(record.id))
}

function parentsFirst(some: readonly CodeFate[], all: readonly CodeFate[]): CodeFate[] {
  const sizes = new Map(some.map((fate) => [fate, subtree(all, fate.record).length]))
  return [...some].sort((a, b) => sizes.get(b)! - sizes.get(a)!)
}

function idsOf(codes: readonly CodeFate[]): Set<CodeId> {
  return new Set(codes.map(({ record }) => record.id))
}

function keptDocuments({ documents }: Fates): Set<DocumentId> {
  return new Set(documents.filter(({ kept }) => kept).map(({ record }) => record.id))
}

/** Codings are there where a segment needs them, and nowhere without their document. */
function keepCodings(fates: Fates): void {
  const documents = keptDocuments(fates)
  for (const codings of fates.codings) {
    const needed = fates.segments.get(codings.record.id)?.some(({ kept }) => kept) ?? false
    codings.kept = documents.has(codings.record.document) && (codings.kept || needed)
  }
}
