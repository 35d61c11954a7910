import { sum } from './sum.ts'
import type { Table } from './table.ts'

/** The decisions of two coders side by side: who decided what on the units both coded. */
export interface Confusion {
  /** `counts[a][b]`: units that the first coder gave category a and the second category b. */
  readonly counts: readonly (readonly number[])[]
  /** Units both coded. */
  readonly units: number
  /** Units both coded alike. */
  readonly agreed: number
  /** Per category, how often the first and how often the second coder chose it on those units. */
  readonly first: readonly number[]
  readonly second: readonly number[]
  /** Units each coded at all, whether or not the other did. */
  readonly decisions: readonly [number, number]
}

/** The confusion matrix of coders i and j (pairwise deletion of what only one of them coded). */
export function confusionOf(table: Table, i: number, j: number): Confusion {
  const q = table.categories.length
  const counts = Array.from({ length: q }, () => new Array<number>(q).fill(0))
  const decisions: [number, number] = [0, 0]
  for (const { values, count } of table.rows) {
    const a = values[i] ?? null
    const b = values[j] ?? null
    if (a !== null) decisions[0] += count
    if (b !== null) decisions[1] += count
    if (a !== null && b !== null) counts[a]![b]! += count
  }
  const first = counts.map(sum)
  const second = counts.map((_, category) => sum(counts.map((row) => row[category]!)))
  const agreed = sum(counts.map((row, category) => row[category]!))
  return { counts, units: sum(first), agreed, first, second, decisions }
}
