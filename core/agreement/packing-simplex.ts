import { random } from '../random.ts'
import type { Packable } from './packing.ts'
import { sum } from './sum.ts'

/** The optimum of the linear relaxation, in which sets may be chosen in part. */
export interface RelaxedPacking {
  /** No packing is worth more. */
  readonly bound: number
  /** Per set, the chosen share, 0 … 1. */
  readonly shares: Float64Array
  /** Per set, how far a packing that contains it stays below the bound at least (the reduced cost). */
  readonly losses: Float64Array
  /** Every set is chosen or not, so that the relaxation is a packing. */
  readonly whole: boolean
}

/** Gains below it come from rounding: two packings that differ by less are worth the same. */
const EPSILON = 1e-10
/** Entries of the inverse are whole or simple fractions; smaller ones come from rounding. */
const PIVOT = 1e-7
/** Shares are whole or simple fractions; so close to 0 or 1 they are whole. */
const WHOLE = 1e-6
/** Larger than rounding, smaller than the difference of any two vertices. */
const SHIFT = 1e-5
/** So many columns, and this share of all, are looked at before the best of them enters the basis. */
const GLANCE = 1000
const GLANCE_SHARE = 1 / 20

/**
 * Maximises Σ value · share, where the shares of the sets that contain a thing add up to at most 1: the
 * revised simplex method (Dantzig & Orchard-Hays 1954) from the empty packing. The inverse of the basis is
 * kept column by column and changed only where it is not 0, as the sets are small and local. The capacities
 * are shifted a little, each differently, so that no step is without progress (Charnes 1952). Among the
 * optima the one of the greatest preference is sought: then only what costs no value may enter the basis.
 */
export function relaxedPacking(sets: readonly Packable[]): RelaxedPacking {
  const tableau = new Tableau(sets)
  tableau.climbToValue()
  const first = tableau.result()
  tableau.climbToPreference()
  const preferred = tableau.result()
  return first.whole && !preferred.whole ? first : preferred
}

/**
 * A column is a set or, from `sets.length` on, the free capacity of a thing. Things are numbered 0, 1, … as
 * they come in the sets.
 */
class Tableau {
  private readonly columns: readonly (readonly number[])[]
  /** The inverse of the basis: one column per thing, one row per column in the basis. */
  private readonly inverse: Float64Array[]
  /** Per row the column in the basis. */
  private readonly basis: Int32Array
  private readonly amounts: Float64Array
  /** Of the things, 1 and a little. */
  private readonly capacities: Float64Array
  /** What one more unit of a thing's capacity would be worth. */
  private readonly valuePrices: Float64Array
  private readonly preferencePrices: Float64Array
  /** What enters, in terms of the basis, and the rows where it is not 0. */
  private readonly direction: Float64Array
  private rows: number[] = []
  private cursor = 0
  /** Since the inverse was computed anew. */
  private exchanges = 0

  constructor(private readonly sets: readonly Packable[]) {
    this.columns = columnsOf(sets)
    const things = this.columns.length - sets.length
    const all = Array.from({ length: things }, (_, thing) => thing)
    this.inverse = all.map(() => new Float64Array(things))
    this.basis = Int32Array.from(all, (thing) => sets.length + thing)
    const shift = random(1)
    this.capacities = Float64Array.from(all, () => 1 + SHIFT * shift.next())
    this.amounts = new Float64Array(things)
    this.valuePrices = new Float64Array(things)
    this.preferencePrices = new Float64Array(things)
    this.direction = new Float64Array(things)
    this.rebuild()
  }

  climbToValue(): void {
    this.climb(this.valueGain)
  }

  /** From the greatest value, without leaving it. */
  climbToPreference(): void {
    this.climb(this.preferenceGain)
  }

  /** Exchanges columns of the basis until none gains, in a basis free of accumulated rounding. */
  private climb(gainOf: (column: number) => number): void {
    for (;;) {
      const entering = this.entering(gainOf)
      if (entering === null && this.exchanges === 0) return
      if (entering === null || this.exchanges > this.basis.length) this.rebuild()
      if (entering === null) continue
      this.face(entering)
      this.exchange(this.leaving(), entering)
    }
  }

  result(): RelaxedPacking {
    const shares = new Float64Array(this.sets.length)
    this.basis.forEach((column, row) => {
      // With every capacity exactly 1 again.
      if (column < shares.length) shares[column] = sum(this.inverse.map((entries) => entries[row]!))
    })
    const losses = Float64Array.from(this.sets, (_, set) => -this.valueGain(set))
    return { bound: sum([...this.valuePrices]), shares, losses, whole: shares.every(isWhole) }
  }

  /** A column that gains; the search goes on where it last ended, so that all columns are looked at in turn. */
  private entering(gainOf: (column: number) => number): number | null {
    let found: number | null = null
    let most = EPSILON
    const glance = Math.max(GLANCE, this.columns.length * GLANCE_SHARE)
    for (let seen = 0; seen < this.columns.length; seen++) {
      const column = this.cursor
      this.cursor = (this.cursor + 1) % this.columns.length
      const gain = gainOf(column)
      if (gain > most) {
        most = gain
        found = column
      }
      if (found !== null && seen >= glance) break
    }
    return found
  }

  /** What choosing more of a column gains: its value less the prices of its things. */
  private readonly valueGain = (column: number): number =>
    (this.sets[column]?.value ?? 0) - this.priceOf(column, this.valuePrices)

  /** The same for preference; columns that would lose value may not enter. */
  private readonly preferenceGain = (column: number): number =>
    this.valueGain(column) < -EPSILON
      ? 0
      : (this.sets[column]?.preference ?? 0) - this.priceOf(column, this.preferencePrices)

  private priceOf(column: number, prices: Float64Array): number {
    let price = 0
    for (const thing of this.columns[column]!) price += prices[thing]!
    return price
  }

  private face(entering: number): void {
    this.direction.fill(0)
    for (const thing of this.columns[entering]!) {
      const entries = this.inverse[thing]!
      for (let row = 0; row < entries.length; row++) this.direction[row]! += entries[row]!
    }
    this.rows = []
    this.direction.forEach((amount, row) => {
      if (amount !== 0) this.rows.push(row)
    })
  }

  /** The row that reaches 0 first. The optimum is bounded, so there is one. */
  private leaving(): number {
    let least = Number.POSITIVE_INFINITY
    let leaving = -1
    for (const row of this.rows) {
      if (this.direction[row]! < PIVOT) continue
      const ratio = this.amounts[row]! / this.direction[row]!
      if (ratio >= least) continue
      least = ratio
      leaving = row
    }
    return leaving
  }

  private exchange(leaving: number, entering: number): void {
    const pivot = this.direction[leaving]!
    const value = this.valueGain(entering)
    const preference = (this.sets[entering]?.preference ?? 0) - this.priceOf(entering, this.preferencePrices)
    this.eliminate(this.amounts, leaving, pivot, 0)
    this.inverse.forEach((entries, thing) => {
      if (entries[leaving] === 0) return
      this.eliminate(entries, leaving, pivot, PIVOT)
      this.valuePrices[thing]! += value * entries[leaving]!
      this.preferencePrices[thing]! += preference * entries[leaving]!
    })
    this.basis[leaving] = entering
    this.exchanges += 1
  }

  /** Computes the inverse, the amounts and the prices from the columns of the basis. */
  private rebuild(): void {
    const free = new Set(this.basis.filter((column) => column >= this.sets.length))
    const chosen = this.basis.filter((column) => column < this.sets.length)
    this.inverse.forEach((entries, thing) => {
      entries.fill(0)[thing] = 1
      this.basis[thing] = this.sets.length + thing
    })
    for (const column of chosen) this.putIn(column, free)
    const values = this.worthInBasis((set) => set.value)
    const preferences = this.worthInBasis((set) => set.preference)
    this.amounts.fill(0)
    this.inverse.forEach((entries, thing) => {
      for (let row = 0; row < entries.length; row++)
        this.amounts[row]! += entries[row]! * this.capacities[thing]!
      this.valuePrices[thing] = product(entries, values)
      this.preferencePrices[thing] = product(entries, preferences)
    })
    this.exchanges = 0
  }

  /** Puts a column into the basis for free capacity that was not in it. */
  private putIn(column: number, free: ReadonlySet<number>): void {
    this.face(column)
    const rows = this.rows.filter(
      (row) => this.basis[row]! >= this.sets.length && !free.has(this.basis[row]!),
    )
    const row = rows.reduce((a, b) => (Math.abs(this.direction[b]!) > Math.abs(this.direction[a]!) ? b : a))
    const pivot = this.direction[row]!
    for (const entries of this.inverse) if (entries[row] !== 0) this.eliminate(entries, row, pivot, PIVOT)
    this.basis[row] = column
  }

  /** Per row the worth of the set in the basis, 0 for free capacity. */
  private worthInBasis(worth: (set: Packable) => number): Float64Array {
    return Float64Array.from(this.basis, (column) => {
      const set = this.sets[column]
      return set ? worth(set) : 0
    })
  }

  /** Carries the exchange through the numbers of all rows; what falls below `least` is 0. */
  private eliminate(numbers: Float64Array, leaving: number, pivot: number, least: number): void {
    const entry = numbers[leaving]! / pivot
    for (const row of this.rows) {
      const left = numbers[row]! - this.direction[row]! * entry
      numbers[row] = Math.abs(left) < least ? 0 : left
    }
    numbers[leaving] = entry
  }
}

function product(a: Float64Array, b: Float64Array): number {
  let total = 0
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!
  return total
}

/** The things of every set, renumbered, and of every free capacity. */
function columnsOf(sets: readonly Packable[]): number[][] {
  const numbers = new Map<number, number>()
  const columns = sets.map(({ members }) =>
    members.map((member) => {
      const number = numbers.get(member) ?? numbers.size
      numbers.set(member, number)
      return number
    }),
  )
  return [...columns, ...[...numbers.values()].map((thing) => [thing])]
}

/** True for a share of 0 or 1, up to rounding. */
export function isWhole(share: number): boolean {
  return share < WHOLE || share > 1 - WHOLE
}
