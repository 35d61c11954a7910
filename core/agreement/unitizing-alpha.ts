import { defined, type Outcome, undefinedBecause } from './outcome.ts'
import { type CodedSpan, coderIndexes, overlapsItself, type SpanSet, sweep, unionOf } from './spans.ts'
import { sum } from './sum.ts'

/**
 * The unitizing family of Krippendorff, Mathet, Bouvry & Widlöcher (2016), also Krippendorff (2019, §12.6):
 * `u` all matter (eq. 34), `barU` marked or not (35), `cu` the codes where both marked (36–37) with
 * `coverage` the share of the text that enters it, `ku` per code of the set (38).
 */
export interface UnitizingAlphas {
  readonly u: Outcome
  readonly barU: Outcome
  readonly cu: Outcome
  readonly coverage: Outcome
  readonly ku: readonly Outcome[]
}

/** Observed lengths in a continuum: codes 0…q−1, and q for the gaps. */
export interface Continuum {
  /** ℓ_ck, (q + 1) × (q + 1), symmetric; lengths in UTF-16 code units. */
  readonly coincidences: readonly (readonly number[])[]
  /** Q_c: sum of squared lengths of the units of c; for gaps the sum of lengths, not squared. */
  readonly selfPairs: readonly number[]
  /** Q*_c: the same within matter that another coder marked. */
  readonly markedSelfPairs: readonly number[]
}

/** Units per coder, by place and without overlaps; touching spans stay separate units. Null if impossible. */
function tracksOf(set: SpanSet): readonly (readonly CodedSpan[])[] | null {
  const given: CodedSpan[][][] = coderIndexes(set).map(() => set.codes.map(() => []))
  for (const span of set.spans) given[span.coder]![span.code]!.push(span)
  const tracks = given.map((ofCoder, coder) =>
    ofCoder
      .flatMap((spans, code) => unionOf(spans).map(({ start, end }) => ({ coder, code, start, end })))
      .sort((a, b) => a.start - b.start),
  )
  return tracks.some(overlapsItself) ? null : tracks
}

/** The lengths that all coefficients of the family are made of; null where a coder's codes overlap. */
export function continuumOf(set: SpanSet): Continuum | null {
  const tracks = tracksOf(set)
  if (tracks === null) return null
  const gap = set.codes.length
  const lengths = new Float64Array((gap + 1) ** 2)
  // shared[i][g · coders + j]: length that unit g of coder i shares with matter marked by coder j
  const shared = tracks.map((track) => new Float64Array(track.length * set.coders))
  const values = tracks.map(() => gap)
  let gapLength = 0
  sweep(set.textLength, tracks, (start, end, inside) => {
    const length = end - start
    for (let i = 0; i < values.length; i++) {
      const unit = inside[i]!
      values[i] = unit < 0 ? gap : tracks[i]![unit]!.code
      if (unit < 0) gapLength += length
    }
    for (let i = 0; i < values.length; i++) {
      for (let j = 0; j < values.length; j++) {
        if (i === j) continue
        lengths[values[i]! * (gap + 1) + values[j]!]! += length
        if (values[i] !== gap && values[j] !== gap) shared[i]![inside[i]! * set.coders + j]! += length
      }
    }
  })
  const others = set.coders - 1
  const coincidences = Array.from({ length: gap + 1 }, (_, c) =>
    Array.from({ length: gap + 1 }, (_, k) => lengths[c * (gap + 1) + k]! / others),
  )
  return { coincidences, ...selfPairsOf(tracks, shared, set, gapLength) }
}

function selfPairsOf(
  tracks: readonly (readonly CodedSpan[])[],
  shared: readonly Float64Array[],
  set: SpanSet,
  gapLength: number,
): Pick<Continuum, 'selfPairs' | 'markedSelfPairs'> {
  const selfPairs = set.codes.map(() => 0)
  const markedSelfPairs = set.codes.map(() => 0)
  tracks.forEach((track, coder) => {
    track.forEach((unit, g) => {
      selfPairs[unit.code]! += (unit.end - unit.start) ** 2
      for (let j = 0; j < set.coders; j++) {
        markedSelfPairs[unit.code]! += shared[coder]![g * set.coders + j]! ** 2 / (set.coders - 1)
      }
    })
  })
  return { selfPairs: [...selfPairs, gapLength], markedSelfPairs }
}

/** The whole family for a set in which no coder's codes overlap; else undefined with that reason. */
export function unitizingAlphas(set: SpanSet): UnitizingAlphas {
  const continuum = continuumOf(set)
  if (continuum === null) {
    const outcome = undefinedBecause('a coder gave overlapping spans different codes')
    return { u: outcome, barU: outcome, cu: outcome, coverage: outcome, ku: set.codes.map(() => outcome) }
  }
  return alphasOf(continuum)
}

/** The family from lengths that were observed before, such as those of many texts added up. */
export function alphasOf(continuum: Continuum): UnitizingAlphas {
  const marked = withoutGaps(continuum)
  return {
    u: uAlpha(continuum),
    barU: barUAlpha(continuum),
    cu: cuAlpha(marked),
    coverage: coverage(continuum, marked),
    ku: continuum.markedSelfPairs.map((_, code) => kuAlpha(marked, code)),
  }
}

/** uα of one code alone: the continuum holds that code and gaps only. */
export function uAlphaOfCode(set: SpanSet, code: number): Outcome {
  const spans = set.spans.filter((span) => span.code === code).map((span) => ({ ...span, code: 0 }))
  const continuum = continuumOf({ ...set, codes: [set.codes[code]!], spans })
  return continuum === null ? undefinedBecause('spans of the code overlap') : uAlpha(continuum)
}

/** Margins, observed agreement and self-pairs: what the expected coincidences are computed from. */
interface Matter {
  readonly margins: readonly number[]
  readonly agreeing: readonly number[]
  readonly selfPairs: readonly number[]
  readonly total: number
}

function wholeMatter({ coincidences, selfPairs }: Continuum): Matter {
  const margins = coincidences.map(sum)
  return { margins, agreeing: coincidences.map((row, c) => row[c]!), selfPairs, total: sum(margins) }
}

/** The matter both of a pair of coders marked: ℓ*_c = ℓ_c − ℓ_cφ, with Q*. */
function withoutGaps({ coincidences, markedSelfPairs }: Continuum): Matter {
  const gap = markedSelfPairs.length
  const margins = markedSelfPairs.map((_, c) => sum(coincidences[c]!.slice(0, gap)))
  return {
    margins,
    agreeing: markedSelfPairs.map((_, c) => coincidences[c]![c]!),
    selfPairs: markedSelfPairs,
    total: sum(margins),
  }
}

/** ε_ck = ℓ (ℓ_c ℓ_k − [c = k] Q_c) / (ℓ² − Q), here for c = k. */
function expectedAgreement({ margins, selfPairs, total }: Matter, c: number): number {
  return (total * (margins[c]! ** 2 - selfPairs[c]!)) / (total ** 2 - sum(selfPairs))
}

/** ε_c, the row sum of the expected coincidences. */
function expectedMargin({ margins, selfPairs, total }: Matter, c: number): number {
  return (total * (margins[c]! * total - selfPairs[c]!)) / (total ** 2 - sum(selfPairs))
}

function codesInUse(matter: Matter): number {
  return matter.margins.filter((margin) => margin > 0).length
}

/** 1 − (ℓ − Σ ℓ_cc) / (ℓ − Σ ε_cc) */
function overAll(matter: Matter): Outcome {
  const expected = sum(matter.margins.map((_, c) => expectedAgreement(matter, c)))
  return defined(1 - (matter.total - sum(matter.agreeing)) / (matter.total - expected))
}

function uAlpha(continuum: Continuum): Outcome {
  const matter = wholeMatter(continuum)
  if (codesInUse(matter) < 2)
    return undefinedBecause('no variation: all of the text has one value for every coder')
  return overAll(matter)
}

function barUAlpha(continuum: Continuum): Outcome {
  const matter = wholeMatter(continuum)
  const gap = continuum.markedSelfPairs.length
  if (matter.margins[gap] === 0) {
    return undefinedBecause('no gaps: nothing distinguishes relevant from irrelevant matter')
  }
  if (codesInUse(matter) < 2) return undefinedBecause('no coder marked anything')
  const expected = expectedMargin(matter, gap) - expectedAgreement(matter, gap)
  return defined(1 - (matter.margins[gap]! - matter.agreeing[gap]!) / expected)
}

const TOO_LITTLE = 'too few spans intersect to expect anything by chance'

/** With three coders or more, a single intersection leaves ℓ*² − Q* at 0 or below; it may miss 0 by rounding. */
function nothingToExpect({ total, selfPairs }: Matter): boolean {
  return total ** 2 - sum(selfPairs) <= 1e-12 * total ** 2
}

function cuAlpha(marked: Matter): Outcome {
  if (marked.total === 0) return undefinedBecause('no intersecting spans')
  if (codesInUse(marked) < 2) return undefinedBecause('only one code in use')
  if (nothingToExpect(marked)) return undefinedBecause(TOO_LITTLE)
  return overAll(marked)
}

function coverage(continuum: Continuum, marked: Matter): Outcome {
  const total = sum(continuum.coincidences.map(sum))
  return total === 0 ? undefinedBecause('the text is empty') : defined(marked.total / total)
}

/** 1 − (ε*_k / ℓ*_k)(ℓ*_k − ℓ_kk) / (ε*_k − ε*_kk) */
function kuAlpha(marked: Matter, code: number): Outcome {
  const margin = marked.margins[code]!
  if (margin === 0) return undefinedBecause('the code never meets a span of another coder')
  if (codesInUse(marked) < 2) return undefinedBecause('only one code in use')
  if (nothingToExpect(marked)) return undefinedBecause(TOO_LITTLE)
  const expected = expectedMargin(marked, code)
  const disagreement = (margin - marked.agreeing[code]!) / (expected - expectedAgreement(marked, code))
  return defined(1 - (expected / margin) * disagreement)
}
