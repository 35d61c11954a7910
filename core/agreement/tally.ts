import type { BlockSums } from './bootstrap.ts'
import type { Group } from './group.ts'
import type { TableMeasures } from './measures.ts'
import { countsInUnion } from './population.ts'
import type { Run } from './runs.ts'
import { BINARY_CATEGORIES, type Decisions, type Table, tableOfCounts } from './table.ts'

/**
 * How often each pattern of decisions (one per coder) occurs in each block of text. Any table of any
 * resample is a sum of blocks, so an interval never looks at the text again.
 */
export interface Tally {
  readonly coders: number
  readonly patterns: readonly Decisions[]
  readonly blocks: readonly BlockSums[]
}

/**
 * Counts the decisions on some codes (indexes); those on several codes are added up, as in the pooled table
 * in which every unit × code is one decision. `blocks[b]` holds the runs of block b, `multiplicity[b]` how
 * many equal blocks these runs stand for.
 */
export function tallyOf(
  blocks: readonly (readonly Run[])[],
  multiplicity: readonly number[],
  codes: readonly number[],
  coders: number,
  unionOnly: boolean,
): Tally {
  const patterns: Decisions[] = []
  const indexes = new Map<number, number>()
  const place = (run: Run, from: number): number => {
    const key = patternKey(run.decisions, from, coders)
    const known = indexes.get(key)
    if (known !== undefined) return known
    indexes.set(key, patterns.length)
    return patterns.push(run.decisions.slice(from, from + coders)) - 1
  }
  const sums = blocks.map((runs, block) => {
    const counts = new Map<number, number>()
    for (const run of runs) {
      for (const code of codes) {
        const at = place(run, code * coders)
        if (unionOnly && !countsInUnion(patterns[at]!)) continue
        counts.set(at, (counts.get(at) ?? 0) + run.count / multiplicity[block]!)
      }
    }
    return { at: [...counts.keys()], amount: [...counts.values()] }
  })
  return { coders, patterns, blocks: sums }
}

/** The decisions of the coders as one number in base 3; exact up to the 33 coders a comparison takes. */
function patternKey(decisions: Run['decisions'], from: number, coders: number): number {
  let key = 0
  for (let at = from; at < from + coders; at++) key = key * 3 + ((decisions[at] ?? -1) + 1)
  return key
}

/** The table of one resample, or of everything: `sums[p]` units with the p-th pattern. */
export function tableOfSums(tally: Tally, sums: ArrayLike<number>): Table {
  const rows = tally.patterns.map((values, at) => ({ values, count: sums[at]! }))
  return tableOfCounts(rows, BINARY_CATEGORIES, tally.coders)
}

/** Coefficients of the tables of one code, or of all codes pooled, as functions of sums of blocks. */
export function tableGroup(tally: Tally, code: number | null, measures: TableMeasures): Group {
  return {
    slots: measures.keys.map((key) => ({ code, key })),
    additive: {
      width: tally.patterns.length,
      blocks: tally.blocks,
      evaluate: (sums) => measures.evaluate(tableOfSums(tally, sums)),
    },
  }
}
