import type { CountedDocument } from './blocks.ts'
import { sumOf } from './bootstrap.ts'
import type { Figures, Plan } from './figures.ts'
import { type PopulationName, populationNames } from './input.ts'
import { tableMeasuresFor } from './measures.ts'
import { counts } from './population.ts'
import type { CoefficientResult, Diagnostics, MoreMaterial, PopulationFigures } from './result.ts'
import { type Table, unitCount } from './table.ts'
import { tableOfSums, tallyOf } from './tally.ts'

/** The coefficients whose values over the three populations stand side by side. */
const HEADLINES = ['percent_agreement', 'alpha_nominal', 'cohen_kappa', 'gwet_ac1'] as const
/** Krippendorff's customary limits: below the first no conclusion, from the second on a firm one. */
export const LIMITS: readonly [number, number] = [0.667, 0.8]
/** The width an interval is asked to have where nobody said. */
const WANTED_WIDTH = 0.1

/** What helps to read the coefficients of one table of decisions. */
export function diagnosticsOf(table: Table): Diagnostics {
  const prevalence = prevalenceOf(table)
  if (table.coders !== 2) return { prevalence }
  const cell = (a: number, b: number) =>
    table.rows.find(({ values }) => values[0] === a && values[1] === b)?.count ?? 0
  const [both, neither, onlyFirst, onlySecond] = [cell(1, 1), cell(0, 0), cell(1, 0), cell(0, 1)]
  const units = both + neither + onlyFirst + onlySecond
  if (units === 0) return { prevalence }
  return {
    prevalence,
    prevalenceIndex: Math.abs(both - neither) / units,
    biasIndex: Math.abs(onlyFirst - onlySecond) / units,
    pabak: (2 * (both + neither)) / units - 1,
  }
}

function prevalenceOf(table: Table): number | null {
  let withCode = 0
  let decisions = 0
  for (const { values, count } of table.rows) {
    for (const value of values) {
      if (value === null) continue
      decisions += count
      withCode += value * count
    }
  }
  return decisions === 0 ? null : withCode / decisions
}

/** The same coefficients over all text, touched paragraphs and the union, so that nobody picks one unknowingly. */
export function populationDial(
  documents: readonly CountedDocument[],
  code: number | null,
  { coders, codes, settings }: Plan,
): Readonly<Record<PopulationName, PopulationFigures>> {
  const picked = code === null ? Array.from({ length: codes }, (_, index) => index) : [code]
  const measures = tableMeasuresFor(coders, settings.unit, HEADLINES)
  const runs = documents.flatMap((document) => document.runs)
  const figures = populationNames.map((population) => {
    const counting = runs.filter((run) => counts(run, population))
    const tally = tallyOf([counting], [1], picked, coders, population === 'union')
    const table = tableOfSums(tally, sumOf({ width: tally.patterns.length, blocks: tally.blocks }, [1]))
    const outcomes = measures.evaluate(table)
    const coefficients = Object.fromEntries(measures.keys.map((key, k) => [key, outcomes[k]!]))
    return [population, { units: unitCount(table), coefficients }] as const
  })
  return Object.fromEntries(figures) as Record<PopulationName, PopulationFigures>
}

/**
 * How much material an interval needs to be as narrow, or to begin as high, as wanted: its reach shrinks
 * with the square root of the number of blocks that are drawn. Nothing for the union, where alpha misleads.
 */
export function moreMaterial({ coefficients, blocks }: Figures, { settings }: Plan): readonly MoreMaterial[] {
  if (settings.population === 'union') return []
  const key = ['alpha_nominal', 'cohen_kappa', ...Object.keys(coefficients)].find(
    (one) => one in coefficients,
  )
  const found: CoefficientResult | undefined = coefficients[key ?? '']
  if (!key || !found || found.value === null || found.low === undefined || found.high === undefined) return []
  const { value, low, high } = found
  const { width, lowerBound } = settings.wanted ?? { width: WANTED_WIDTH }
  const limits = settings.wanted === undefined ? LIMITS : lowerBound === undefined ? [] : [lowerBound]
  const common = { coefficient: key, atHand: blocks, what: settings.bootstrap.resample }
  const times = (factor: number) => Math.ceil(blocks * factor ** 2)
  const more: MoreMaterial[] = []
  if (width !== undefined && high - low > width) {
    more.push({ ...common, width, needed: times((high - low) / width) })
  }
  for (const limit of limits) {
    if (low >= limit || value <= limit) continue
    more.push({ ...common, lowerBound: limit, needed: times((value - low) / (value - limit)) })
  }
  return more
}
