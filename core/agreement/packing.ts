import { relaxedPacking } from './packing-simplex.ts'

/** A set of things (whole numbers, each once) that can be chosen. */
export interface Packable {
  readonly members: readonly number[]
  /** What choosing the set is worth. */
  readonly value: number
  /** Decides between packings of the same value. */
  readonly preference: number
}

/** Values closer together and shares closer to 0 or 1 are the same; the rest is rounding. */
const EPSILON = 1e-9

/**
 * Disjoint sets of the greatest total value, exactly, and among equals of the greatest preference (where the
 * search must branch, not necessarily the greatest). `things` is one more than the largest member.
 *
 * Sets that share no thing, directly or over others, are packed apart. The linear relaxation of a part is
 * nearly always whole; where it is not, its duals show which sets can still improve on a first packing, and
 * only those are searched, by branching on one set.
 */
export function bestPacking(things: number, sets: readonly Packable[]): Packable[] {
  return connectedParts(things, sets).flatMap((part) => (part.length === 1 ? part : packPart(things, part)))
}

function packPart(things: number, sets: readonly Packable[]): Packable[] {
  const relaxed = relaxedPacking(sets)
  const settled = sets.filter((_, i) => relaxed.shares[i]! > 1 - EPSILON)
  if (relaxed.shares.every((share) => share < EPSILON || share > 1 - EPSILON)) return settled
  if (settled.length === 0) return branch(things, sets, relaxed.shares)
  const packing = [...settled, ...bestPacking(things, disjointFrom(settled, sets))]
  const gap = relaxed.bound - total(packing, 'value')
  if (gap <= EPSILON) return packing
  // A packing with this set is worth at most the bound less the set's loss.
  const open = sets.filter((_, i) => relaxed.losses[i]! < gap)
  if (open.length === sets.length) return branch(things, sets, relaxed.shares)
  return better(packing, bestPacking(things, open))
}

/** The better of the best packing with the set of the largest fractional share and the best without it. */
function branch(things: number, sets: readonly Packable[], shares: Float64Array): Packable[] {
  let at = -1
  shares.forEach((share, i) => {
    if (share < 1 - EPSILON && (at < 0 || share > shares[at]!)) at = i
  })
  const set = sets[at]!
  const chosen = [set, ...bestPacking(things, disjointFrom([set], sets))]
  return better(chosen, bestPacking(things, sets.toSpliced(at, 1)))
}

function better(first: Packable[], second: Packable[]): Packable[] {
  const gained = total(second, 'value') - total(first, 'value')
  if (Math.abs(gained) > EPSILON) return gained > 0 ? second : first
  return total(second, 'preference') > total(first, 'preference') ? second : first
}

function total(sets: readonly Packable[], worth: 'value' | 'preference'): number {
  return sets.reduce((sum, set) => sum + set[worth], 0)
}

function disjointFrom(taken: readonly Packable[], sets: readonly Packable[]): Packable[] {
  const members = new Set(taken.flatMap((set) => set.members))
  return sets.filter((set) => !set.members.some((member) => members.has(member)))
}

/** The sets in groups, such that no two groups have a thing in common. */
function connectedParts(things: number, sets: readonly Packable[]): Packable[][] {
  const parent = Int32Array.from({ length: things }, (_, thing) => thing)
  const root = (thing: number): number => {
    while (parent[thing] !== thing) thing = parent[thing] = parent[parent[thing]!]!
    return thing
  }
  for (const { members } of sets) for (const member of members) parent[root(member)] = root(members[0]!)
  const parts = new Map<number, Packable[]>()
  for (const set of sets) {
    const part = parts.get(root(set.members[0]!))
    if (part) part.push(set)
    else parts.set(root(set.members[0]!), [set])
  }
  return [...parts.values()]
}
