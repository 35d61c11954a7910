import { candidateAlignments } from './candidate-alignment.ts'
import type { GammaWeights, UnitaryAlignment } from './disorder.ts'
import { bestPacking } from './packing.ts'
import type { CodedSpan } from './spans.ts'

/**
 * The alignment of least disorder: every span in exactly one unitary alignment. Exact: the 0-1 program of
 * Mathet, Widlöcher & Métivier (2015, §5.1) is solved to its optimum. The order of the spans in the input
 * does not matter.
 * Null where so many spans lie over one another that an exact alignment would take too long.
 *
 * A span alone costs 1. So it is enough to choose disjoint sets of two and more spans that save most against
 * their spans alone; the spans in no chosen set stay alone.
 */
export function bestAlignment(
  spans: readonly CodedSpan[],
  coders: number,
  weights: GammaWeights,
): readonly UnitaryAlignment[] | null {
  const placed = [...spans].sort(byMiddle)
  const candidates = candidateAlignments(placed, coders, weights)
  if (!candidates) return null
  const chosen = bestPacking(candidates)
  const alone = new Set(placed.keys())
  for (const { members } of chosen) for (const member of members) alone.delete(member)
  return [
    ...chosen.map(({ members }) => members.map((member) => placed[member]!)),
    ...[...alone].map((member) => [placed[member]!]),
  ]
}

function byMiddle(u: CodedSpan, v: CodedSpan): number {
  return u.start + u.end - (v.start + v.end) || u.start - v.start || u.code - v.code || u.coder - v.coder
}
