import { defined, type Outcome, undefinedBecause } from './outcome.ts'

/** Codes (indexes) given to one unit by one coder, each once; null where the coder has not coded the unit. */
export type CodeSet = ReadonlySet<number> | null

/** How far two sets of codes are apart: 0 for equal sets, 1 for sets with nothing in common. */
export type SetDistance = (a: ReadonlySet<number>, b: ReadonlySet<number>) => number

/** 1 − |A ∩ B| / |A ∪ B| (Jaccard 1901; nltk's jaccard_distance). Two empty sets: 0. */
export function jaccardDistance(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const shared = countShared(a, b)
  const all = a.size + b.size - shared
  return all === 0 ? 0 : (all - shared) / all
}

/**
 * 1 − m · |A ∩ B| / |A ∪ B| with m = 1 for equal sets, 0.67 where one contains the other, 0.33 where they
 * overlap otherwise, 0 without a common code (Passonneau 2006, "Measuring agreement on set-valued items
 * (MASI)", LREC; two decimals as in nltk's masi_distance). Two empty sets: 0.
 */
export function masiDistance(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  return 1 - (1 - jaccardDistance(a, b)) * monotonicity(a, b)
}

function monotonicity(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const shared = countShared(a, b)
  if (shared === a.size && shared === b.size) return 1
  if (shared === 0) return 0
  return shared === a.size || shared === b.size ? 0.67 : 0.33
}

function countShared(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0
  for (const code of a) if (b.has(code)) shared += 1
  return shared
}

/**
 * Krippendorff's alpha for units to which a coder may give several codes: 1 − D_o / D_e with a distance
 * between sets in the place of the nominal one (Artstein & Poesio 2008, §2.6; Passonneau 2006).
 *
 * `units`: one row per unit, one set per coder. Units coded by fewer than two coders are left out. Undefined
 * where no unit is left or every coder gave the same set everywhere.
 */
export function setAlpha(units: readonly (readonly CodeSet[])[], distance: SetDistance): Outcome {
  const rows = units.map((unit) => unit.filter((codes) => codes !== null)).filter((unit) => unit.length >= 2)
  if (rows.length === 0) return undefinedBecause('no unit was coded by two coders')
  const codings = rows.reduce((total, row) => total + row.length, 0)
  const distances = new DistinctSets(distance)
  let observed = 0
  for (const row of rows) observed += distances.between(row) / (row.length - 1)
  const expected = distances.between(rows.flat()) / (codings - 1)
  if (expected === 0) return undefinedBecause('all coders gave every unit the same codes')
  return defined(1 - observed / expected)
}

/** Equal sets are counted together: there are far fewer different sets than codings. */
class DistinctSets {
  private readonly known = new Map<string, ReadonlySet<number>>()

  constructor(private readonly distance: SetDistance) {}

  /** The sum of the distances over all ordered pairs of different places in the list. */
  between(list: readonly ReadonlySet<number>[]): number {
    const counts = new Map<ReadonlySet<number>, number>()
    for (const codes of list) {
      const one = this.representative(codes)
      counts.set(one, (counts.get(one) ?? 0) + 1)
    }
    const distinct = [...counts]
    let total = 0
    distinct.forEach(([a, timesA], i) => {
      for (let j = 0; j < i; j++) {
        const [b, timesB] = distinct[j]!
        total += 2 * timesA * timesB * this.distance(a, b)
      }
    })
    return total
  }

  private representative(codes: ReadonlySet<number>): ReadonlySet<number> {
    const key = [...codes].sort((a, b) => a - b).join()
    const known = this.known.get(key)
    if (known) return known
    this.known.set(key, codes)
    return codes
  }
}
