import { alphaNominal } from '../alpha.ts'
import { alphaU1995 } from '../alpha-u-1995.ts'
import { cohenKappa } from '../cohen.ts'
import type { ComparedDocument } from '../comparison.ts'
import { confusionOf } from '../confusion.ts'
import { type Decisions, tableOf } from '../table.ts'
import { type Preset, sharedDocuments, twoCodersOnly } from './preset.ts'

/** INCEpTION's agreement per document and its mean: κ and α on identical positions, α_U of 1995. */
export const inception: Preset = (input) => {
  const { comparison, names } = input
  const codes = comparison.codes.map((_, code) => `${code}`)
  const figures = sharedDocuments(input).map((compared) => {
    const units = positions(compared)
    const table = tableOf(units, codes, 2)
    const complete = units.filter((values) => !values.includes(null)).length
    const set = {
      textLength: compared.document.text.length,
      coders: 2,
      codes,
      spans: compared.spans.filter(({ coder }) => coder < 2),
    }
    return {
      name: names.documents.get(compared.document.id)!,
      complete,
      incomplete: units.length - complete,
      values: [
        cohenKappa(confusionOf(table, 0, 1)).value.value,
        alphaNominal(table).value,
        alphaU1995(set).value,
      ],
    }
  })
  const mean = (of: readonly (number | null)[]) => {
    const known = of.filter((value) => value !== null)
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
  }
  const total = (of: readonly number[]) => of.reduce((sum, count) => sum + count, 0)
  return {
    title: 'INCEpTION',
    rule: 'Per document: κ and α only on positions that both coders marked with the same start and end (others are dropped), and α_U of 1995 on all segments; then the mean over documents. One identical segment can give 1, and text that only one of them marked does not lower κ.',
    columns: ['document', 'positions', 'dropped', 'κ', 'α (nominal)', 'α_U (1995)'],
    rows: [
      ...figures.map(({ name, complete, incomplete, values }) => [name, complete, incomplete, ...values]),
      [
        'mean',
        total(figures.map(({ complete }) => complete)),
        total(figures.map(({ incomplete }) => incomplete)),
        ...[0, 1, 2].map((index) => mean(figures.map(({ values }) => values[index] ?? null))),
      ],
    ],
    notes: ['Its γ is not computed here.', ...twoCodersOnly(input)],
  }
}

/** One unit per [start, end) that either of the two marked; the first of several codes on one position counts. */
function positions({ spans }: ComparedDocument): readonly Decisions[] {
  const units = new Map<string, (number | null)[]>()
  for (const { coder, code, start, end } of spans) {
    if (coder > 1) continue
    const key = `${start}:${end}`
    const unit = units.get(key) ?? [null, null]
    unit[coder] ??= code
    units.set(key, unit)
  }
  return [...units.values()]
}
