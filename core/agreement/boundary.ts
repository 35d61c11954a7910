import { defined, type Outcome, undefinedBecause } from './outcome.ts'
import { type SpanSet, spansOf } from './spans.ts'

/**
 * Where a coder's spans cut the text: every start and end except the two ends of the text, ascending,
 * each once. A position p lies between the characters p − 1 and p (UTF-16 code units).
 */
export function boundariesOf(set: SpanSet, coder: number): readonly number[] {
  const positions = new Set<number>()
  for (const { start, end } of spansOf(set, coder)) positions.add(start).add(end)
  positions.delete(0)
  positions.delete(set.textLength)
  return [...positions].sort((p, q) => p - q)
}

/**
 * Boundary similarity B (Fournier 2013, "Evaluating text segmentation using boundary edit distance",
 * ACL): 1 − (additions + weighted near misses) / (additions + near misses + matches).
 *
 * `a` and `b` hold the positions of the boundaries, each from 1 to textLength − 1. Boundaries fewer than
 * `nt` positions apart are a near miss; one of d positions costs d / nt. Undefined without any boundary.
 */
export function boundarySimilarity(
  textLength: number,
  a: readonly number[],
  b: readonly number[],
  nt = 2,
): Outcome {
  const { matches, additions, nearMisses, cost } = editsBetween(textLength, a, b, nt)
  const all = matches + additions + nearMisses
  if (all === 0) return undefinedBecause('neither coder has a boundary inside the text')
  return defined(1 - cost / all)
}

/**
 * Segmentation similarity S (Fournier & Inkpen 2012, NAACL, with the boundary edit distance of
 * Fournier 2013): 1 − cost of the edits / possible boundaries, of which a text has textLength − 1.
 * Undefined where the text has fewer than two characters.
 */
export function segmentationSimilarity(
  textLength: number,
  a: readonly number[],
  b: readonly number[],
  nt = 2,
): Outcome {
  if (textLength < 2)
    return undefinedBecause('a text of fewer than two characters has no place for a boundary')
  return defined(1 - editsBetween(textLength, a, b, nt).cost / (textLength - 1))
}

interface BoundaryEdits {
  readonly matches: number
  readonly additions: number
  readonly nearMisses: number
  /** Additions count 1, a near miss of d positions d / nt. */
  readonly cost: number
}

/**
 * Boundary edit distance with one type of boundary (Fournier 2013, §3): the shortest near misses are
 * taken first and, among equals, from left to right; no boundary belongs to two of them.
 */
function editsBetween(
  textLength: number,
  a: readonly number[],
  b: readonly number[],
  nt: number,
): BoundaryEdits {
  checkEdits(textLength, [...a, ...b], nt)
  const inA = new Set(a)
  const inB = new Set(b)
  const alone = [...inA, ...inB].filter((p) => !inA.has(p) || !inB.has(p)).sort((p, q) => p - q)
  const open = new Set(alone)
  let nearMisses = 0
  let moved = 0
  for (let distance = 1; distance < nt; distance++) {
    for (const p of alone) {
      const q = p + distance
      if (!open.has(p) || !open.has(q) || inA.has(p) === inA.has(q)) continue
      open.delete(p)
      open.delete(q)
      nearMisses += 1
      moved += distance
    }
  }
  const matches = (inA.size + inB.size - alone.length) / 2
  return { matches, additions: open.size, nearMisses, cost: open.size + moved / nt }
}

function checkEdits(textLength: number, positions: readonly number[], nt: number): void {
  if (!Number.isInteger(nt) || nt < 1) {
    throw new RangeError(`Boundaries cannot be compared with n_t = ${nt}; give a whole number from 1.`)
  }
  const outside = positions.find((p) => !Number.isInteger(p) || p < 1 || p >= textLength)
  if (outside !== undefined) {
    throw new RangeError(
      `The boundary at ${outside} is not inside the text of ${textLength} characters; give whole positions from 1 to ${textLength - 1}.`,
    )
  }
}
