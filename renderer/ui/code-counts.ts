import type { Codebook } from '../../core/codebook.ts'
import { codesInOrder } from '../../core/codebook.ts'
import type { Counts } from '../../core/counts.ts'
import type { CodeId, CodingsId } from '../../core/model.ts'

/**
 * How many segments each code has, with those of the codes below it. `among` says whose work on which documents
 * counts; everything that may be seen, where it is left out.
 */
export function segmentCounts(
  codes: Codebook,
  counts: Counts,
  among: (codings: CodingsId) => boolean = () => true,
): ReadonlyMap<CodeId, number> {
  const tables = [...counts].filter(([id]) => among(id)).map(([, table]) => table)
  return below(codes, (ids) => sum(tables.map((table) => sum(ids.map((id) => table[id] ?? 0)))))
}

/** In how many documents each code, or one below it, is used. `documentOf` tells which document codings are of. */
export function documentCounts(
  codes: Codebook,
  counts: Counts,
  documentOf: (codings: CodingsId) => string,
): ReadonlyMap<CodeId, number> {
  return below(codes, (ids) => {
    const used = [...counts].filter(([, table]) => ids.some((id) => (table[id] ?? 0) > 0))
    return new Set(used.map(([id]) => documentOf(id))).size
  })
}

/** Codes in order reversed come after all that are below them, so each has its family whole when it is its turn. */
function below(codes: Codebook, count: (ids: readonly CodeId[]) => number): ReadonlyMap<CodeId, number> {
  const families = new Map<CodeId, CodeId[]>([...codes.keys()].map((id) => [id, [id]]))
  for (const { code } of codesInOrder(codes).toReversed())
    if (code.parent !== null) families.get(code.parent)?.push(...families.get(code.id)!)
  return new Map([...families].map(([id, family]) => [id, count(family)]))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
