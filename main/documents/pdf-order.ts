import type { Run } from './pdf-runs.ts'

/**
 * The runs of a page in the order of reading. Most programs draw in that order, cell by cell and column by column,
 * and know better than any geometry; where the drawing jumps about, columns are looked for on the page.
 */
export function inReadingOrder(runs: readonly Run[]): readonly Run[] {
  return isDrawnInOrder(runs) ? runs : byColumns(runs, 0)
}

/** Drawing in order goes down, and up again only to begin another column. */
function isDrawnInOrder(runs: readonly Run[]): boolean {
  const jumps = pairs(runs).filter(([a, b]) => b.y < a.y - a.size * 0.8 && overlap(a, b) > 0).length
  if (jumps > Math.max(2, runs.length * 0.05)) return false
  const gutter = gutterOf(runs)
  if (gutter === undefined) return true
  const sides = runs.map((run) => sideOf(run, gutter)).filter((side) => side !== 0)
  const switches = pairs(sides).filter(([a, b]) => a !== b).length
  return switches <= Math.max(4, sides.length * 0.25)
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.slice(1).map((item, at) => [items[at]!, item])
}

/** How much of the narrower of the two lies over or under the other, in points. */
function overlap(a: Run, b: Run): number {
  const shared = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  return shared > Math.min(a.right - a.left, b.right - b.left) * 0.2 ? shared : 0
}

/** Left, right, or across the gutter. */
export function sideOf(run: Run, gutter: number): -1 | 0 | 1 {
  return run.right <= gutter ? -1 : run.left >= gutter ? 1 : 0
}

/** Columns one after the other, and what runs across them (headings, figures) where it stands between them. */
function byColumns(runs: readonly Run[], depth: number): Run[] {
  const gutter = depth < 4 ? gutterOf(runs) : undefined
  if (gutter === undefined) return byRows(runs)
  const first = runs.filter((run) => run.rightToLeft).length > runs.length / 2 ? 1 : -1
  const across = byRows(runs.filter((run) => sideOf(run, gutter) === 0))
  const ordered: Run[] = []
  let top = Number.NEGATIVE_INFINITY
  for (const end of [...across, undefined]) {
    const bottom = end?.y ?? Number.POSITIVE_INFINITY
    const band = runs.filter((run) => sideOf(run, gutter) !== 0 && run.y >= top && run.y < bottom)
    for (const side of [first, -first])
      ordered.push(
        ...byColumns(
          band.filter((run) => sideOf(run, gutter) === side),
          depth + 1,
        ),
      )
    if (end !== undefined) ordered.push(end)
    top = bottom
  }
  return ordered
}

/** Line by line, each from where its writing starts. */
function byRows(runs: readonly Run[]): Run[] {
  const rows: Run[][] = []
  for (const run of [...runs].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1)
    if (row !== undefined && run.y - row[0]!.y < Math.min(run.size, row[0]!.size) * 0.5) row.push(run)
    else rows.push([run])
  }
  return rows.flatMap((row) =>
    row.sort((a, b) => (a.rightToLeft && b.rightToLeft ? b.right - a.right : a.left - b.left)),
  )
}

/** Where a strip without text, or nearly so, parts two columns of lines; undefined where there is none. */
export function gutterOf(runs: readonly Run[]): number | undefined {
  if (runs.length < 8) return undefined
  const left = Math.min(...runs.map((run) => run.left))
  const right = Math.max(...runs.map((run) => run.right))
  const width = Math.ceil(right - left)
  if (!(width > 100 && width < 20_000)) return undefined
  const strip = widestStrip(coverOf(runs, left, width), runs, width)
  return strip !== undefined && areColumns(runs, left + strip) ? left + strip : undefined
}

/** For each point of the width, how many runs cover it. */
function coverOf(runs: readonly Run[], left: number, width: number): Int32Array {
  const change = new Int32Array(width + 2)
  for (const run of runs) {
    const [from, to] = [Math.floor(run.left - left), Math.ceil(run.right - left)]
    change[from] = change[from]! + 1
    change[to] = change[to]! - 1
  }
  for (let at = 1; at < change.length; at++) change[at] = change[at]! + change[at - 1]!
  return change
}

function widestStrip(cover: Int32Array, runs: readonly Run[], width: number): number | undefined {
  const most = runs.length * 0.15
  const sizes = runs.map(({ size }) => size).sort((a, b) => a - b)
  const narrowest = sizes[sizes.length >> 1]! * 0.6
  let best: { middle: number; width: number } | undefined
  let from = -1
  for (let at = Math.floor(width * 0.15); at <= width * 0.85; at++) {
    if (cover[at]! > most) from = -1
    else {
      if (from < 0) from = at
      const wide = at - from + 1
      if (wide >= narrowest && wide > (best?.width ?? 0)) best = { middle: (from + at) / 2, width: wide }
    }
  }
  return best?.middle
}

/** Columns hold several lines each, mostly full ones of some words, beside one another; the cells of a table do not. */
function areColumns(runs: readonly Run[], gutter: number): boolean {
  const [one, other] = [-1, 1].map((side) => runs.filter((run) => sideOf(run, gutter) === side))
  if (!isColumn(one!) || !isColumn(other!)) return false
  const [a, b] = [one!, other!].map((side) => side.map(({ y }) => y))
  const shared = Math.min(Math.max(...a!), Math.max(...b!)) - Math.max(Math.min(...a!), Math.min(...b!))
  const smaller = Math.min(Math.max(...a!) - Math.min(...a!), Math.max(...b!) - Math.min(...b!))
  return shared > smaller * 0.3
}

function isColumn(runs: readonly Run[]): boolean {
  if (runs.length < 3) return false
  const widths = runs.map((run) => run.right - run.left).sort((a, b) => a - b)
  const full = Math.max(...runs.map((run) => run.right)) - Math.min(...runs.map((run) => run.left))
  return full > runs[0]!.size * 10 && widths[widths.length >> 1]! > full * 0.5
}
