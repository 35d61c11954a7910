import type { ComparedDocument } from '../comparison.ts'
import { type Fourfold, kappaOf, type Preset, percentOf, sharedDocuments, twoCodersOnly } from './preset.ts'

/** Dedoose's training test: per code yes or no on excerpts that an expert has cut; kappa per code and pooled. */
export const dedoose: Preset = (input) => {
  const { comparison, names } = input
  const [expert = ''] = names.coders
  const documents = sharedDocuments(input)
  const tables = comparison.codes.map((_, code) => excerptTable(documents, code))
  const row = (name: string, table: Fourfold, kappa: number | null) => [
    name,
    table.units,
    percentOf(table.both + table.neither, table.units),
    kappa,
  ]
  return {
    title: 'after Dedoose',
    rule: `Excerpts are the stretches that ${expert} marked, taken as the expert’s. Per code, a coder has it on an excerpt if a segment of that code shares a character with it; Cohen’s κ per code, and pooled κ from the means of observed and expected agreement (De Vries et al. 2008). Text outside of the excerpts does not count.`,
    columns: ['code', 'excerpts', 'agreement %', 'κ'],
    rows: [
      ...tables.map((table, code) => row(names.codes[code]!, table, kappaOf(table))),
      ['pooled', tables[0]?.units ?? 0, null, pooledKappa(tables)],
    ],
    notes: ['How Dedoose pools in detail is not certain.', ...twoCodersOnly(input)],
  }
}

/** The excerpts: distinct stretches of the first coder. */
function excerptTable(documents: readonly ComparedDocument[], code: number): Fourfold {
  const counts = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 }
  let units = 0
  for (const { spans } of documents) {
    const excerpts = new Map(
      spans.filter(({ coder }) => coder === 0).map((span) => [`${span.start}:${span.end}`, span]),
    )
    const ofCode = spans.filter((span) => span.code === code)
    for (const { start, end } of excerpts.values()) {
      const has = (coder: number) =>
        ofCode.some((span) => span.coder === coder && span.start < end && span.end > start)
      units += 1
      counts[has(0) ? (has(1) ? 'both' : 'onlyFirst') : has(1) ? 'onlySecond' : 'neither'] += 1
    }
  }
  return { ...counts, units }
}

/** Means of P_o and P_e over the codes first, kappa of the means then. */
function pooledKappa(tables: readonly Fourfold[]): number | null {
  const used = tables.filter(({ units }) => units > 0)
  let observed = 0
  let expected = 0
  for (const { both, onlyFirst, onlySecond, neither, units } of used) {
    const [first, second] = [(both + onlyFirst) / units, (both + onlySecond) / units]
    observed += (both + neither) / units
    expected += first * second + (1 - first) * (1 - second)
  }
  return expected === used.length ? null : (observed - expected) / (used.length - expected)
}
