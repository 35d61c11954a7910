import { defined, type Outcome, undefinedBecause } from './outcome.ts'
import type { Table } from './table.ts'

interface Sets {
  readonly both: number
  readonly first: number
  readonly second: number
}

/** Units that have the code for both coders, for the first and for the second, in a binary table. */
function setsOf(table: Table, i: number, j: number): Sets {
  const count = (holds: (first: boolean, second: boolean) => boolean) =>
    table.rows.reduce(
      (units, { values, count }) => (holds(values[i] === 1, values[j] === 1) ? units + count : units),
      0,
    )
  return {
    both: count((first, second) => first && second),
    first: count((first) => first),
    second: count((_, second) => second),
  }
}

const EMPTY = 'neither coder used the code'

/** Dice's coefficient of the units with the code for two coders, 2|X∩Y| / (|X| + |Y|) (Dice 1945). */
export function dice(table: Table, i: number, j: number): Outcome {
  const { both, first, second } = setsOf(table, i, j)
  if (first + second === 0) return undefinedBecause(EMPTY)
  return defined((2 * both) / (first + second))
}

/** Jaccard's index of the units with the code for two coders, |X∩Y| / |X∪Y| (Jaccard 1912). */
export function jaccard(table: Table, i: number, j: number): Outcome {
  const { both, first, second } = setsOf(table, i, j)
  if (first + second === 0) return undefinedBecause(EMPTY)
  return defined(both / (first + second - both))
}
