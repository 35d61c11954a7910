import { alphaU1995 } from './alpha-u-1995.ts'
import type { BlockSums } from './bootstrap.ts'
import { boundariesOf, boundarySimilarity, segmentationSimilarity } from './boundary.ts'
import type { Group } from './group.ts'
import { laidOut } from './laid-out.ts'
import { pairKey, wanted } from './measures.ts'
import type { Outcome } from './outcome.ts'
import type { SpanBlock } from './span-measures.ts'
import type { SpanSet } from './spans.ts'
import { coderPairs } from './table.ts'

interface Measure {
  readonly key: string
  readonly of: (set: SpanSet) => Outcome
}

/**
 * Coefficients on segments that are no functions of sums: what was drawn is laid end to end and they are
 * computed anew. Only where they are named, as every replicate costs a walk over all segments.
 */
export function redrawnGroup(
  blocks: readonly SpanBlock[],
  coders: number,
  codes: number,
  code: number | null,
  named: readonly string[] | undefined,
): Group {
  const measures = measuresFor(coders).filter(({ key }) => wanted(named, key, false))
  return {
    slots: measures.map(({ key }) => ({ code, key })),
    additive: {
      width: blocks.length,
      blocks: blocks.map((_, block): BlockSums => ({ at: [block], amount: [1] })),
      evaluate: (times) => {
        const set = laidOut(blocks, times, codes, code)
        return measures.map(({ of }) => of(set))
      },
    },
  }
}

function measuresFor(coders: number): readonly Measure[] {
  const pairs = coderPairs(coders).flatMap(([i, j]): readonly Measure[] => [
    {
      key: pairKey('boundary_similarity', coders, i, j),
      of: (set) => boundarySimilarity(set.textLength, boundariesOf(set, i), boundariesOf(set, j)),
    },
    {
      key: pairKey('segmentation_similarity', coders, i, j),
      of: (set) => segmentationSimilarity(set.textLength, boundariesOf(set, i), boundariesOf(set, j)),
    },
  ])
  return [{ key: 'alpha_u_1995', of: alphaU1995 }, ...pairs]
}
