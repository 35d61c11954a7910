import type { BlockSums } from './bootstrap.ts'
import type { Group } from './group.ts'
import { wanted } from './measures.ts'
import { defined, type Outcome, undefinedBecause } from './outcome.ts'
import type { Run } from './runs.ts'
import { type CodeSet, jaccardDistance, masiDistance, type SetDistance } from './set-alpha.ts'

const distances: Readonly<Record<string, SetDistance>> = {
  alpha_jaccard: jaccardDistance,
  alpha_masi: masiDistance,
}

/** The coefficients on the sets of codes that units were given. */
export const SET_METRICS: readonly string[] = Object.keys(distances)

/**
 * Alpha over the sets of codes of each unit (see `setAlpha`), all codes together, where it is named: observed
 * disagreement and the number of codings with each set are sums over blocks. `blocks[b]` holds the runs of block
 * b, `multiplicity[b]` how many equal blocks they stand for.
 */
export function setGroup(
  blocks: readonly (readonly Run[])[],
  multiplicity: readonly number[],
  coders: number,
  unionOnly: boolean,
  named: readonly string[] | undefined,
): Group {
  const keys = SET_METRICS.filter((key) => wanted(named, key, false))
  const used = keys.map((key) => distances[key]!)
  const sets = new SetNumbers()
  const sums = blocks.map((runs, block) => {
    const amounts = new Map<number, number>()
    const add = (at: number, amount: number) => amounts.set(at, (amounts.get(at) ?? 0) + amount)
    for (const run of keys.length === 0 ? [] : runs) {
      const codings = codeSets(run, coders).filter((set) => set !== null)
      if (codings.length < 2 || (unionOnly && codings.every(({ size }) => size === 0))) continue
      const units = run.count / multiplicity[block]!
      used.forEach((distance, d) => {
        add(d, (units * apart(codings, distance)) / (codings.length - 1))
      })
      for (const set of codings) add(used.length + sets.numberOf(set), units)
    }
    return { at: [...amounts.keys()], amount: [...amounts.values()] } satisfies BlockSums
  })
  return {
    slots: keys.map((key) => ({ code: null, key })),
    additive: {
      width: used.length + sets.known.length,
      blocks: sums,
      evaluate: (sum) =>
        used.map((distance, d) => alphaOf(sum[d]!, sum.subarray(used.length), sets.known, distance)),
    },
  }
}

/** The set of codes that each coder gave the units of a run; null where the text was not given to the coder. */
function codeSets({ decisions }: Run, coders: number): readonly CodeSet[] {
  return Array.from({ length: coders }, (_, coder) => {
    if (decisions[coder] === null) return null
    const codes = new Set<number>()
    for (let track = coder; track < decisions.length; track += coders) {
      if (decisions[track] === 1) codes.add((track - coder) / coders)
    }
    return codes
  })
}

/** The sum of the distances over all ordered pairs. */
function apart(sets: readonly ReadonlySet<number>[], distance: SetDistance): number {
  let total = 0
  sets.forEach((a, i) => {
    for (let j = 0; j < i; j++) total += 2 * distance(a, sets[j]!)
  })
  return total
}

function alphaOf(
  observed: number,
  counts: Float64Array,
  sets: readonly ReadonlySet<number>[],
  distance: SetDistance,
): Outcome {
  const codings = counts.reduce((sum, count) => sum + count, 0)
  if (codings === 0) return undefinedBecause('no unit was coded by two coders')
  let expected = 0
  sets.forEach((a, i) => {
    if (counts[i] === 0) return
    for (let j = 0; j < i; j++)
      if (counts[j] !== 0) expected += 2 * counts[i]! * counts[j]! * distance(a, sets[j]!)
  })
  if (expected === 0) return undefinedBecause('no variation: all coders gave every unit the same codes')
  return defined(1 - (observed * (codings - 1)) / expected)
}

/** Numbers equal sets alike, from 0 on. */
class SetNumbers {
  readonly known: ReadonlySet<number>[] = []
  private readonly numbers = new Map<string, number>()

  numberOf(set: ReadonlySet<number>): number {
    const key = [...set].join()
    const found = this.numbers.get(key)
    if (found !== undefined) return found
    this.numbers.set(key, this.known.length)
    return this.known.push(set) - 1
  }
}
