import { byCodings, type Change } from './change.ts'
import type { CodeId, CodingsId, Project, Segment } from './model.ts'

/** Segments per code in each coder's work on each document, kept beside a project whose segments are not all loaded. */
export type Counts = ReadonlyMap<CodingsId, Readonly<Record<CodeId, number>>>

export function countsOf(segments: Project['segments']): Counts {
  return new Map([...segments].map(([id, table]) => [id, added({}, [...table.values()], 1)]))
}

/** The counts after a change. */
export function applyToCounts(counts: Counts, change: Change): Counts {
  if (change.segments === undefined) return counts
  const next = new Map(counts)
  for (const [id, diff] of byCodings(change.segments)) {
    const less = added(next.get(id) ?? {}, [...diff.removed, ...diff.updated.map(([before]) => before)], -1)
    next.set(id, added(less, [...diff.added, ...diff.updated.map(([, after]) => after)], 1))
  }
  return next
}

function added(counts: Readonly<Record<CodeId, number>>, segments: readonly Segment[], sign: 1 | -1) {
  const next: Record<CodeId, number> = { ...counts }
  for (const { code } of segments) next[code] = (next[code] ?? 0) + sign
  return next
}
