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
}

/** Gains below it come from rounding: two packings that differ by less are worth the same. */
const EPSILON = 1e-10
/** Entries of the inverse are whole or simple fractions; smaller ones come from rounding. */
const PIVOT = 1e-9
/** Larger than rounding, smaller than the difference of any two vertices. */
const SHIFT = 1e-6

/**
 * Maximises Σ value · share, where the shares of the sets that contain a thing add up to at most 1: the
 * revised simplex method (Dantzig & Orchard-Hays 1954) from the empty packing. The inverse of the basis is
 * kept column by column and changed only where it is not 0, as the sets are small and local. The capacities
 * are shifted a little, each differently, so that no step is without progress (Charnes 1952). Among the
 * optima the one of the greatest preference is sought: then only what costs no value may enter the basis.
 */
export function relaxedPacking(sets: readonly Packable[]): RelaxedPacking {
  const tableau = new Tableau(sets)
  while (tableau.step()) {}
  return tableau.result()
}

/** What is maximised, seen from the current basis. */
interface Objective {
  /** What one more unit of a thing's capacity would be worth. */
  readonly prices: Float64Array
  /** Per set, its worth less the prices of its members: what choosing more of it gains. */
  readonly gains: Float64Array
}

function objective(worth: readonly number[], things: number): Objective {
  return { prices: new Float64Array(things), gains: Float64Array.from(worth) }
}

/** The gain of a set or, below 0, of the free capacity of the thing −1 − code. */
function gainOf({ prices, gains }: Objective, code: number): number {
  return code < 0 ? -prices[-1 - code]! : gains[code]!
}

/** What gains most among what may enter; free capacity gains where its price fell below 0. */
function most(objective: Objective, mayEnter: (code: number) => boolean): number | null {
  let found: number | null = null
  let gain = EPSILON
  for (let code = -objective.prices.length; code < objective.gains.length; code++) {
    const candidate = gainOf(objective, code)
    if (candidate <= gain || !mayEnter(code)) continue
    gain = candidate
    found = code
  }
  return found
}

class Tableau {
  private readonly columns: readonly (readonly number[])[]
  /** Per thing, the sets that contain it. */
  private readonly containing: number[][]
  /** The inverse of the basis: one column per thing, one row per column of the basis. */
  private readonly inverse: Float64Array[]
  /** Per row what is in the basis: a set, or −1 − thing for the free capacity of a thing. */
  private readonly basis: Int32Array
  private readonly amounts: Float64Array
  private readonly value: Objective
  private readonly preference: Objective
  /** What enters, in terms of the basis, and the rows where it is not 0. */
  private readonly direction: Float64Array
  private rows: number[] = []

  constructor(private readonly sets: readonly Packable[]) {
    this.columns = renumbered(sets)
    this.containing = []
    this.columns.forEach((members, set) => {
      for (const member of members) {
        const containing = (this.containing[member] ??= [])
        containing.push(set)
      }
    })
    const things = this.containing.length
    this.inverse = this.containing.map((_, thing) => new Float64Array(things).fill(1, thing, thing + 1))
    this.basis = Int32Array.from(this.containing, (_, thing) => -1 - thing)
    const shift = random(1)
    this.amounts = Float64Array.from(this.containing, () => 1 + SHIFT * shift.next())
    this.value = objective(sets.map(({ value }) => value), things)
    this.preference = objective(sets.map(({ preference }) => preference), things)
    this.direction = new Float64Array(things)
  }

  /** Exchanges one column of the basis; false at the optimum. */
  step(): boolean {
    const entering = this.entering()
    if (entering === null) return false
    this.face(entering)
    this.exchange(this.leaving(), entering)
    return true
  }

  result(): RelaxedPacking {
    const shares = new Float64Array(this.sets.length)
    this.basis.forEach((set, row) => {
      // With every capacity exactly 1 again.
      if (set >= 0) shares[set] = sum(this.inverse.map((column) => column[row]!))
    })
    const losses = Float64Array.from(this.sets, ({ value }, set) => this.priceOf(set) - value)
    return { bound: sum([...this.value.prices]), shares, losses }
  }

  private priceOf(set: number): number {
    return sum(this.columns[set]!.map((member) => this.value.prices[member]!))
  }

  /** What gains most value per unit or, where nothing does, most preference at no loss of value. */
  private entering(): number | null {
    const { gains, prices } = this.value
    return (
      most(this.value, () => true) ??
      most(this.preference, (code) => (code < 0 ? prices[-1 - code]! < EPSILON : gains[code]! > -EPSILON))
    )
  }

  private face(entering: number): void {
    this.direction.fill(0)
    for (const member of entering < 0 ? [-1 - entering] : this.columns[entering]!) {
      const column = this.inverse[member]!
      for (let row = 0; row < column.length; row++) this.direction[row]! += column[row]!
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
    const value = gainOf(this.value, entering)
    const preference = gainOf(this.preference, entering)
    this.amounts[leaving] = this.eliminate(this.amounts, leaving, pivot)
    this.inverse.forEach((column, thing) => {
      if (column[leaving] === 0) return
      const entry = this.eliminate(column, leaving, pivot)
      this.reprice(this.value, thing, value * entry)
      this.reprice(this.preference, thing, preference * entry)
    })
    this.basis[leaving] = entering
  }

  private reprice({ prices, gains }: Objective, thing: number, change: number): void {
    if (change === 0) return
    prices[thing]! += change
    for (const set of this.containing[thing]!) gains[set]! -= change
  }

  /** Carries the exchange through one column; answers its new entry in the leaving row. */
  private eliminate(column: Float64Array, leaving: number, pivot: number): number {
    const entry = column[leaving]! / pivot
    for (const row of this.rows) {
      const left = column[row]! - this.direction[row]! * entry
      column[row] = Math.abs(left) < PIVOT ? 0 : left
    }
    column[leaving] = entry
    return entry
  }
}

/** The members of the sets, the things numbered 0, 1, … as they come. */
function renumbered(sets: readonly Packable[]): number[][] {
  const numbers = new Map<number, number>()
  return sets.map(({ members }) =>
    members.map((member) => {
      const number = numbers.get(member) ?? numbers.size
      numbers.set(member, number)
      return number
    }),
  )
}
