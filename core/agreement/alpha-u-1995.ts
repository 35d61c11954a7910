import { defined, type Outcome, undefinedBecause } from './outcome.ts'
import { coderIndexes, coveredBy, type SpanSet, type Stretch } from './spans.ts'
import { sum } from './sum.ts'

/** Observed and expected disagreement of one code. */
interface Disagreement {
  readonly observed: number
  readonly expected: number
}

/**
 * α_U of Krippendorff (1995; 2004, §11.6), over all codes: 1 − Σ D_o / Σ D_e. Another coefficient than the
 * uα of 2016: disagreement is the squared difference of lengths and places, code by code. Overlapping
 * spans of one code by one coder are joined first; touching ones stay separate units.
 */
export function alphaU1995(set: SpanSet): Outcome {
  return alphaOver(
    set,
    set.codes.map((_, code) => code),
  )
}

/** The same for one code. */
export function alphaU1995OfCode(set: SpanSet, code: number): Outcome {
  return alphaOver(set, [code])
}

function alphaOver(set: SpanSet, codes: readonly number[]): Outcome {
  if (set.textLength === 0) return undefinedBecause('the text is empty')
  const disagreements = codes.map((code) => disagreementOf(set, code))
  const expected = sum(disagreements.map((disagreement) => disagreement.expected))
  if (expected === 0) return undefinedBecause('no variation: no disagreement could be expected')
  return defined(1 - sum(disagreements.map((disagreement) => disagreement.observed)) / expected)
}

function disagreementOf(set: SpanSet, code: number): Disagreement {
  const units = coderIndexes(set).map((coder) => coveredBy(set, coder, code))
  const gaps = units.map((own) => gapsBetween(own, set.textLength))
  let observed = 0
  for (const i of coderIndexes(set)) {
    for (const j of coderIndexes(set)) {
      if (i !== j) observed += intersecting(units[i]!, units[j]!) + 2 * swallowed(units[i]!, gaps[j]!)
    }
  }
  return {
    observed: observed / (set.coders * (set.coders - 1) * set.textLength ** 2),
    expected: expectedDisagreement(units.flat(), gaps.flat(), set.coders, set.textLength),
  }
}

function gapsBetween(units: readonly Stretch[], textLength: number): readonly Stretch[] {
  const gaps: Stretch[] = []
  let reached = 0
  for (const { start, end } of units) {
    if (start > reached) gaps.push({ start: reached, end: start })
    reached = Math.max(reached, end)
  }
  if (textLength > reached) gaps.push({ start: reached, end: textLength })
  return gaps
}

/** Two units that intersect differ by (start − start)² + (end − end)². */
function intersecting(first: readonly Stretch[], second: readonly Stretch[]): number {
  let total = 0
  let from = 0
  for (const a of first) {
    while (from < second.length && second[from]!.end <= a.start) from++
    for (let k = from; k < second.length && second[k]!.start < a.end; k++) {
      const b = second[k]!
      if (b.end > a.start) total += (a.start - b.start) ** 2 + (a.end - b.end) ** 2
    }
  }
  return total
}

/** A unit that lies wholly in a gap of the other coder differs from it by its squared length. */
function swallowed(units: readonly Stretch[], gaps: readonly Stretch[]): number {
  let total = 0
  let from = 0
  for (const unit of units) {
    while (from < gaps.length && gaps[from]!.end <= unit.start) from++
    const gap = gaps[from]
    if (gap && gap.start <= unit.start && unit.end <= gap.end) total += (unit.end - unit.start) ** 2
  }
  return total
}

/**
 * D_e = (2/L) Σ_g [ (N − 1)/3 · (2l³ − 3l² + l) + l² Σ_h (l_h − l + 1 where l_h ≥ l) ]
 *       / (mL(mL − 1) − Σ_g l(l − 1)), g over the N units of all coders, h over their gaps.
 */
function expectedDisagreement(
  units: readonly Stretch[],
  gaps: readonly Stretch[],
  coders: number,
  textLength: number,
): number {
  const room = roomInGaps(gaps.map(lengthOf))
  let total = 0
  let selfPairs = 0
  for (const unit of units) {
    const l = lengthOf(unit)
    total += ((units.length - 1) / 3) * (2 * l ** 3 - 3 * l ** 2 + l) + l ** 2 * room(l)
    selfPairs += l * (l - 1)
  }
  const places = coders * textLength
  return (2 / textLength) * (total / (places * (places - 1) - selfPairs))
}

function lengthOf({ start, end }: Stretch): number {
  return end - start
}

/** In how many places a unit of length l fits wholly into a gap: Σ (l_h − l + 1) over gaps at least as long. */
function roomInGaps(lengths: readonly number[]): (l: number) => number {
  const longest = [...lengths].sort((a, b) => b - a)
  const sums = [0]
  for (const length of longest) sums.push(sums.at(-1)! + length)
  return (l) => {
    let low = 0
    let high = longest.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (longest[middle]! >= l) low = middle + 1
      else high = middle
    }
    return sums[low]! - low * (l - 1)
  }
}
