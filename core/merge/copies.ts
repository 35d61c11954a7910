import { pathOf, pathSeparator } from '../codebook.ts'
import type { CodeId, CoderId, DocumentId, Project, TableName } from '../model.ts'
import type { Desk } from './conflict.ts'
import type { Past } from './knowledge.ts'
import type { Pasts, Side } from './moved-on.ts'

/** Two copies of a project under the ids that they will have, with what is known of earlier versions. */
export interface Copies {
  readonly mine: Project
  readonly other: Project
  readonly pasts: { readonly mine: Past; readonly other: Past }
  readonly desk: Desk
}

/** What the histories know of the record, and of another one that it turned out to be. */
export function pastsOf(copies: Copies, table: TableName, ...records: ({ id: string } | undefined)[]): Pasts {
  const [first, second] = records.filter((record) => record !== undefined)
  const known = first?.id === second?.id ? [first] : [first, second]
  const of = (past: Past) => known.flatMap((record) => (record === undefined ? [] : past.of(table, record)))
  return { mine: of(copies.pasts.mine), other: of(copies.pasts.other) }
}

/** The records of both copies by id, in the order of their ids. */
export function sideBySide<R extends { readonly id: string }>(
  mine: ReadonlyMap<string, R>,
  other: ReadonlyMap<string, R>,
): [mine: R | undefined, other: R | undefined][] {
  const ids = [...new Set([...mine.keys(), ...other.keys()])].sort()
  return ids.map((id) => [mine.get(id), other.get(id)])
}

export function coderName({ mine, other }: Copies, id: CoderId): string {
  return (mine.coders.get(id) ?? other.coders.get(id))?.name ?? id
}

export function titleOf({ mine, other }: Copies, id: DocumentId): string {
  return (mine.documents.get(id) ?? other.documents.get(id))?.title ?? id
}

/** The code's path of names, in the copy that is asked for if it is there. */
export function codePath(copies: Copies, id: CodeId, side: Side = 'mine'): string {
  const projects = side === 'mine' ? [copies.mine, copies.other] : [copies.other, copies.mine]
  for (const { codes } of projects) {
    const code = codes.get(id)
    if (code !== undefined) return pathOf(codes, code).join(pathSeparator)
  }
  return id
}
