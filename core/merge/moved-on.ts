import { canonical, greater } from './canonical.ts'
import type { Version } from './knowledge.ts'

export type Side = 'mine' | 'other'

/** What the two histories know of one record. */
export interface Pasts {
  readonly mine: readonly Version[]
  readonly other: readonly Version[]
}

/** A part of a record that changes by itself. */
export interface Field<R> {
  /** As it stands in a sentence. */
  readonly name: string
  of(record: R): unknown
}

/**
 * Which copy has moved on from the other's version of a record; null stands for a deleted one. A copy has moved on if
 * the other's version occurs among its earlier ones and not the other way round. Where each has been at the other's
 * version (one went back), the one whose versions contain all of the other's in their order has. 'both': neither, or
 * nothing is known.
 */
export function whoMovedOn<R>(mine: R | null, other: R | null, pasts: Pasts, of: (record: R) => unknown) {
  const value = (record: R | null) => (record === null ? null : canonical(of(record)))
  const line = (versions: readonly Version[], now: string | null) =>
    steps([...versions.map(({ record }) => value(record as R | null)), now])
  const [m, o] = [value(mine), value(other)]
  const lines = { mine: line(pasts.mine, m), other: line(pasts.other, o) }
  const knows = { mine: lines.mine.includes(o), other: lines.other.includes(m) }
  if (knows.mine !== knows.other) return knows.mine ? 'mine' : 'other'
  if (!knows.mine) return 'both'
  const holds = { mine: contains(lines.mine, lines.other), other: contains(lines.other, lines.mine) }
  if (holds.mine !== holds.other) return holds.mine ? 'mine' : 'other'
  return 'both'
}

/** The values without repetitions in a row. */
function steps(values: readonly (string | null)[]): (string | null)[] {
  return values.filter((value, index) => index === 0 || value !== values[index - 1])
}

function contains(whole: readonly (string | null)[], part: readonly (string | null)[]): boolean {
  let at = 0
  for (const value of whole) if (at < part.length && value === part[at]) at++
  return at === part.length
}

/** Whose each field is to be, as far as the histories tell, and the fields that both changed. */
export interface Settled<R> {
  readonly of: (field: string) => Side
  readonly apart: readonly Field<R>[]
  /** Whether each copy changed fields that the other left alone. */
  readonly woven: boolean
}

/** Compares two versions field by field. */
export function settle<R>(mine: R, other: R, pasts: Pasts, fields: readonly Field<R>[]): Settled<R> {
  const sides = new Map<string, Side>()
  const apart: Field<R>[] = []
  for (const field of fields) {
    if (canonical(field.of(mine)) === canonical(field.of(other))) continue
    const side = whoMovedOn(mine, other, pasts, field.of)
    if (side === 'both') apart.push(field)
    else sides.set(field.name, side)
  }
  return {
    of: (field) => sides.get(field) ?? 'mine',
    apart,
    woven: new Set(sides.values()).size === 2,
  }
}

/** Whose version of the fields is the later one; where the histories don't tell, whose comes last as text. */
export function laterSide<R>(mine: R, other: R, pasts: Pasts, fields: readonly Field<R>[]): Side {
  const times = { mine: lastTime(mine, pasts, fields), other: lastTime(other, pasts, fields) }
  if (times.mine !== times.other) return times.mine > times.other ? 'mine' : 'other'
  return greaterSide(mine, other, fields)
}

/** Whose version comes last as text: of no meaning, but the same in both copies. */
export function greaterSide<R>(mine: R, other: R, fields: readonly Field<R>[]): Side {
  const [m, o] = [mine, other].map((record) => canonical(fields.map((field) => field.of(record))))
  return m! >= o! ? 'mine' : 'other'
}

/** When any of the fields was last set to what it is in this record, by either history. */
function lastTime<R>(record: R, pasts: Pasts, fields: readonly Field<R>[]): string {
  const times = fields.flatMap((field) => {
    const now = canonical(field.of(record))
    return [...pasts.mine, ...pasts.other]
      .filter((version) => version.record !== null && canonical(field.of(version.record as R)) === now)
      .map(({ at }) => at)
  })
  return times.reduce(greater, '')
}
