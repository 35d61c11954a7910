/** One row of decisions, one value per coder: an index into the categories, or null where not coded. */
export type Decisions = readonly (number | null)[]

/** Equal rows are counted once: `count` units have these `values`. */
export interface TableRow {
  readonly values: Decisions
  readonly count: number
}

/**
 * Units by coders. `categories` is the whole codebook, also codes nobody used.
 * Rows are distinct and in a fixed order, so that the order of the units cannot change a digit.
 */
export interface Table {
  readonly coders: number
  readonly categories: readonly string[]
  readonly rows: readonly TableRow[]
}

/** Up to this many possible rows are counted in a flat array; beyond it in a map. */
const DENSE_LIMIT = 1 << 16

/**
 * Collapses raw units (one row per unit, one column per coder) into a table.
 * `coders` is needed only where there may be no unit at all. Values must be valid indexes.
 */
export function tableOf(
  units: readonly Decisions[],
  categories: readonly string[],
  coders: number = units[0]?.length ?? 0,
): Table {
  const base = categories.length + 1
  const possible = base ** coders
  if (possible <= DENSE_LIMIT) return denseTable(units, categories, coders)
  if (possible > Number.MAX_SAFE_INTEGER) return tableOfCounts(units.map(oneUnit), categories, coders)
  const counts = new Map<number, number>()
  for (const unit of units) {
    const key = keyOf(unit, base, coders)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const rows = [...counts].sort((a, b) => a[0] - b[0])
  return {
    coders,
    categories,
    rows: rows.map(([key, count]) => ({ values: valuesOf(key, base, coders), count })),
  }
}

function denseTable(units: readonly Decisions[], categories: readonly string[], coders: number): Table {
  const base = categories.length + 1
  const counts = new Float64Array(base ** coders)
  for (let u = 0; u < units.length; u++) {
    const key = keyOf(units[u]!, base, coders)
    counts[key] = counts[key]! + 1
  }
  const rows: TableRow[] = []
  counts.forEach((count, key) => {
    if (count > 0) rows.push({ values: valuesOf(key, base, coders), count })
  })
  return { coders, categories, rows }
}

/** The row read as a number in the base "categories plus not coded"; the first coder is the last digit. */
function keyOf(values: Decisions, base: number, coders: number): number {
  let key = 0
  for (let coder = coders - 1; coder >= 0; coder--) key = key * base + ((values[coder] ?? -1) + 1)
  return key
}

function valuesOf(key: number, base: number, coders: number): Decisions {
  const values: (number | null)[] = []
  for (let coder = 0, rest = key; coder < coders; coder++, rest = Math.floor(rest / base)) {
    const digit = rest % base
    values.push(digit === 0 ? null : digit - 1)
  }
  return values
}

function oneUnit(values: Decisions): TableRow {
  return { values, count: 1 }
}

/** A table from rows that carry counts already; equal rows are added up, rows that count nothing dropped. */
export function tableOfCounts(
  rows: Iterable<TableRow>,
  categories: readonly string[],
  coders: number,
): Table {
  const merged = new Map<string, { values: Decisions; count: number }>()
  for (const { values, count } of rows) {
    if (count === 0) continue
    const key = values.join()
    const row = merged.get(key)
    if (row) row.count += count
    else merged.set(key, { values: [...values], count })
  }
  return { coders, categories, rows: [...merged.values()].sort((a, b) => compareRows(a.values, b.values)) }
}

function compareRows(a: Decisions, b: Decisions): number {
  for (let coder = a.length - 1; coder >= 0; coder--) {
    const difference = (a[coder] ?? -1) - (b[coder] ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}

/** The categories of a table "the unit has the code": 0 without, 1 with it. */
export const BINARY_CATEGORIES: readonly string[] = ['without the code', 'with the code']

/**
 * A table "the unit has the code" from counts of patterns with one digit per coder:
 * `{ "01": 12 }` says that 12 units have the code for the second coder only.
 */
export function binaryTable(patterns: Readonly<Record<string, number>>, coders: number): Table {
  const rows = Object.entries(patterns).map(([pattern, count]) => ({
    values: Array.from(pattern, (digit) => (digit === '1' ? 1 : 0)),
    count,
  }))
  return tableOfCounts(rows, BINARY_CATEGORIES, coders)
}

/** Number of units in the table, those coded by nobody included. */
export function unitCount(table: Table): number {
  return table.rows.reduce((sum, row) => sum + row.count, 0)
}

/** The part of the table in which every coder decided (listwise deletion). */
export function completeUnits(table: Table): Table {
  return { ...table, rows: table.rows.filter((row) => row.values.every((value) => value !== null)) }
}

/** The same table with only the categories somebody used, renumbered in their order. */
export function withUsedCategories(table: Table): Table {
  const used = new Set(table.rows.flatMap((row) => row.values.filter((value) => value !== null)))
  const kept = [...used].sort((a, b) => a - b)
  const index = new Map(kept.map((category, position) => [category, position]))
  return {
    coders: table.coders,
    categories: kept.map((category) => table.categories[category]!),
    rows: table.rows.map((row) => ({
      count: row.count,
      values: row.values.map((value) => (value === null ? null : index.get(value)!)),
    })),
  }
}

/** Every pair of coders (i, j), i < j, in order. */
export function coderPairs(coders: number): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = []
  for (let i = 0; i < coders; i++) for (let j = i + 1; j < coders; j++) pairs.push([i, j])
  return pairs
}

/** How often each category was chosen in one row: r_ik of the literature. */
export function rowTally(values: Decisions, categories: number): number[] {
  const tally = new Array<number>(categories).fill(0)
  for (const value of values) if (value !== null) tally[value]! += 1
  return tally
}
