import type { TableName } from '../model.ts'
import { type Copies, pastsOf } from './copies.ts'
import type { Entry } from './knowledge.ts'
import { type Pasts, type Side, whoMovedOn } from './moved-on.ts'

/** What becomes of a record, with what is needed to think again when something else turns out to need it. */
export interface Fate<R> {
  /** As it will be if it stays. */
  readonly record: R
  /** Which copies have it. */
  readonly in: Side | 'both'
  /** It was deleted in the copy that does not have it: by this entry. */
  readonly deletion?: Entry
  kept: boolean
  /** It was decided against one of the copies. */
  disputed?: boolean
}

/**
 * The fate of a record that only one copy has, as far as the histories tell. It goes if the other copy deleted this
 * very version, and what the other copy never had stays. Where it was deleted in one and changed in the other, it
 * stays for now, and `asks` says that somebody must be asked.
 */
export function fateOf<R extends { readonly id: string }>(
  copies: Copies,
  table: TableName,
  side: Side,
  record: R,
  of: (record: R) => unknown,
): Fate<R> & { asks: boolean } {
  const pasts = pastsOf(copies, table, record)
  const last = pasts[side === 'mine' ? 'other' : 'mine'].at(-1)
  const fate = { record, in: side, kept: true, asks: false }
  if (last === undefined || last.record !== null) return fate
  const moved = movedOn(side, record, pasts, of)
  return { ...fate, deletion: last.entry, kept: moved === side || moved === 'both', asks: moved === 'both' }
}

function movedOn<R>(side: Side, record: R, pasts: Pasts, of: (record: R) => unknown) {
  return side === 'mine' ? whoMovedOn(record, null, pasts, of) : whoMovedOn(null, record, pasts, of)
}

/** "here" or "in the other copy". */
export function where(side: Side): string {
  return side === 'mine' ? 'here' : 'in the other copy'
}

/** Where a record of this fate was deleted. */
export function deletedWhere(fate: Fate<unknown>): string {
  return where(fate.in === 'mine' ? 'other' : 'mine')
}

export const keepOrDelete = ['keep', 'delete'] as const
