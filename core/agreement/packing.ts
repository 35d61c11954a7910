import { isWhole, type RelaxedPacking, relaxedPacking } from './packing-simplex.ts'

/** A set of things (whole numbers from 0, each once) that can be chosen. */
export interface Packable {
  readonly members: readonly number[]
  /** What choosing the set is worth. */
  readonly value: number
  /** Decides between packings of the same value. */
  readonly preference: number
}

/** Values closer together are the same; the difference is rounding. */
const EPSILON = 1e-9
/** The first guess how far the best packing stays below the relaxation, where that is not whole. */
const FIRST_GAP = 1 / 32

/**
 * Disjoint sets of the greatest total value, exactly, and among equals of the greatest preference (where the
 * search must branch, not necessarily the greatest).
 *
 * Sets that share no thing, directly or over others, are packed apart. The linear relaxation of a part is
 * mostly whole; where it is not, packings less than a gap below it are searched, with a growing gap: they
 * contain only sets whose loss is below the gap, and these are few.
 */
export function bestPacking(sets: readonly Packable[]): Packable[] {
  return connectedParts(sets).flatMap((part) => {
    const relaxed = relaxedPacking(part)
    for (let gap = FIRST_GAP; ; gap *= 2) {
      const packing = packingAbove(relaxed.bound - gap, part, relaxed)
      if (packing) return packing
    }
  })
}

/** The best packing of the sets that is worth more than the floor; null where there is none. */
function packingAbove(
  floor: number,
  sets: readonly Packable[],
  relaxed: RelaxedPacking = relaxedPacking(sets),
): Packable[] | null {
  const { bound, shares, losses, whole } = relaxed
  if (bound <= floor + EPSILON) return null
  if (whole) return sets.filter((_, i) => shares[i]! > 0.5)
  // A packing with this set is worth at most the bound less the set's loss.
  const open = sets.filter((_, i) => losses[i]! < bound - floor)
  const [first, second] = dividedPair(sets.filter((_, i) => !isWhole(shares[i]!)))
  const inOneSet = (set: Packable) => set.members.includes(first) && set.members.includes(second)
  const inNeither = (set: Packable) => !set.members.includes(first) && !set.members.includes(second)
  const best = packingOfPartsAbove(
    floor,
    open.filter((set) => inOneSet(set) || inNeither(set)),
  )
  const apart = open.filter((set) => !inOneSet(set))
  return packingOfPartsAbove(best ? worthOf(best) : floor, apart) ?? best
}

function packingOfPartsAbove(floor: number, sets: readonly Packable[]): Packable[] | null {
  const parts = connectedParts(sets)
  const relaxed = parts.map(relaxedPacking)
  let bound = relaxed.reduce((sum, part) => sum + part.bound, 0)
  const packing: Packable[] = []
  for (let i = 0; i < parts.length; i++) {
    const others = bound - relaxed[i]!.bound
    const found = packingAbove(floor - others, parts[i]!, relaxed[i])
    if (!found) return null
    bound = others + worthOf(found)
    packing.push(...found)
  }
  return bound > floor + EPSILON ? packing : null
}

/**
 * Two things to branch on, either in one set or in different ones (Ryan & Foster 1981). Of two sets chosen in
 * part that overlap, as there are in every vertex that is not whole, one contains both, the other just one.
 */
function dividedPair(partial: readonly Packable[]): readonly [number, number] {
  for (const set of partial) {
    for (const { members } of partial) {
      const shared = set.members.find((member) => members.includes(member))
      const own = set.members.find((member) => !members.includes(member))
      if (shared !== undefined && own !== undefined) return [shared, own]
    }
  }
  throw new Error('The alignment could not be completed, as its linear program did not end in a vertex.')
}

function worthOf(sets: readonly Packable[]): number {
  return sets.reduce((worth, { value }) => worth + value, 0)
}

/** The sets in groups, such that no two groups have a thing in common. */
function connectedParts(sets: readonly Packable[]): Packable[][] {
  const above = new Map<number, number>()
  const root = (thing: number): number => {
    let top = thing
    while ((above.get(top) ?? top) !== top) top = above.get(top)!
    above.set(thing, top)
    return top
  }
  for (const { members } of sets) for (const member of members) above.set(root(member), root(members[0]!))
  const parts = new Map<number, Packable[]>()
  for (const set of sets) {
    const top = root(set.members[0]!)
    const part = parts.get(top)
    if (part) part.push(set)
    else parts.set(top, [set])
  }
  return [...parts.values()]
}
