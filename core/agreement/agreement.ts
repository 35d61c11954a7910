import type { Steps } from '../steps.ts'
import { type CountedDocument, countDocument } from './blocks.ts'
import { sumOf } from './bootstrap.ts'
import { type Comparison, comparisonOf } from './comparison.ts'
import { diagnosticsOf, moreMaterial, populationDial } from './diagnostics.ts'
import { checkedNames, extraCoefficients } from './extras.ts'
import { type Figures, figuresOf, type Plan } from './figures.ts'
import type { AgreementInput, AgreementSettings } from './input.ts'
import { codeMatrix } from './matrix.ts'
import { type Names, uniqueNames } from './names.ts'
import { presetOf } from './presets.ts'
import { progressWarnings } from './progress.ts'
import type {
  AgreementResult,
  CodeMatrix,
  DocumentStripes,
  NotDone,
  ResultSettings,
  ScopeResult,
} from './result.ts'
import { coderPairs, type Table, unitCount } from './table.ts'
import { tableOfSums } from './tally.ts'
import { generalWarnings, scopeWarnings } from './warnings.ts'

/**
 * Agreement between coders over the documents, codes, unit and population of the settings: overall, per
 * code, and per document if asked for. A generator that yields its progress, so that it can be shown and
 * abandoned; the same input and settings give the same result.
 * @throws Refusal where the settings do not fit the input.
 */
export function* agreement(input: AgreementInput, settings: AgreementSettings): Steps<AgreementResult> {
  const comparison = comparisonOf(input, settings)
  const names = namesOf(input, comparison)
  const plan = planOf(comparison, names, settings)
  const counted: CountedDocument[] = []
  const total = comparison.documents.length + settings.bootstrap.replicates
  for (const compared of comparison.documents) {
    counted.push(countDocument(compared, settings.unit, settings.bootstrap.resample))
    yield { done: counted.length, total }
  }
  const results: ScopeResult[] = []
  for (const documents of documentSets(counted, settings)) {
    const figures = figuresOf(documents.counted, plan)
    let step = figures.next()
    while (!step.done) {
      yield { done: counted.length + step.value, total }
      step = figures.next()
    }
    results.push(...step.value.map((one) => scopeResult(one, documents, names, plan)))
  }
  const notDone = notDoneOf(comparison, names)
  return {
    format: 'intercoder-agreement/1',
    program: input.program,
    inputs: inputsOf(input, comparison, names),
    settings: settingsOf(settings, names, comparison),
    leftOut: comparison.leftOut.map(({ id }) => ({
      document: names.documents.get(id)!,
      reason: 'fewer than two of the coders were given it',
    })),
    notDone,
    warnings: [...progressWarnings(notDone), ...generalWarnings(comparison, settings)],
    results,
    matrices: matricesOf(comparison, names),
    codes: comparison.codes.map(({ colour, key }, index) => ({ name: names.codes[index]!, colour, key })),
    stripes: stripesOf(comparison, names),
    ...(settings.preset ? { preset: presetOf(settings.preset, { comparison, settings, names }) } : {}),
  }
}

function planOf(comparison: Comparison, names: Names, settings: AgreementSettings): Plan {
  const named = checkedNames(settings)
  return {
    coderNames: names.coders,
    coders: comparison.coders.length,
    codes: comparison.codes.length,
    byCode: settings.by.includes('code'),
    settings: { ...settings, ...(named ? { coefficients: named } : {}) },
  }
}

/** Documents whose figures are computed together; `id` is null for all of them. */
interface DocumentSet {
  readonly id: string | null
  readonly counted: readonly CountedDocument[]
}

/** All documents together first, then each by itself if asked for. */
function documentSets(
  counted: readonly CountedDocument[],
  settings: AgreementSettings,
): readonly DocumentSet[] {
  const all = { id: null, counted }
  if (!settings.by.includes('document')) return [all]
  return [all, ...counted.map((one) => ({ id: one.compared.document.id, counted: [one] }))]
}

function scopeResult(figures: Figures, documents: DocumentSet, names: Names, plan: Plan): ScopeResult {
  const { code, tally, coefficients } = figures
  const sums = sumOf(
    { width: tally.patterns.length, blocks: tally.blocks },
    tally.blocks.map(() => 1),
  )
  const table = tableOfSums(tally, sums)
  const { coefficients: named } = plan.settings
  const extras = named ? extraCoefficients(table, named, plan.settings) : {}
  const result: ScopeResult = {
    scope: {
      code: code === null ? null : names.codes[code]!,
      document: documents.id === null ? null : names.documents.get(documents.id)!,
    },
    units: unitCount(table),
    coded: Object.fromEntries(names.coders.map((name, coder) => [name, unitsWithCode(table, coder)])),
    coefficients: { ...coefficients, ...extras },
    table: Object.fromEntries(table.rows.map(({ values, count }) => [patternName(values), count])),
    diagnostics: {
      ...diagnosticsOf(table),
      ...(documents.id === null ? { populations: populationDial(documents.counted, code, plan) } : {}),
      ...(plan.settings.bootstrap.replicates > 0 ? { more: moreMaterial(figures, plan) } : {}),
    },
    warnings: [],
  }
  return { ...result, warnings: scopeWarnings(result, plan.settings) }
}

function unitsWithCode(table: Table, coder: number): number {
  return table.rows.reduce((units, { values, count }) => (values[coder] === 1 ? units + count : units), 0)
}

/** One digit per coder: 1 with the code, 0 without it, "-" where the coder was not given the text. */
function patternName(values: readonly (number | null)[]): string {
  return values.map((value) => value ?? '-').join('')
}

function matricesOf({ coders, codes, documents }: Comparison, names: Names): readonly CodeMatrix[] {
  return coderPairs(coders.length).map(([i, j]) => ({
    coders: [names.coders[i]!, names.coders[j]!],
    counts: codeMatrix(documents, i, j, codes.length),
  }))
}

function stripesOf({ documents }: Comparison, names: Names): readonly DocumentStripes[] {
  return documents.map(({ document, spans }) => ({
    document: names.documents.get(document.id)!,
    characters: document.text.length,
    segments: spans,
  }))
}

function notDoneOf({ documents }: Comparison, names: Names): readonly NotDone[] {
  return documents.flatMap(({ document, given, states }) =>
    names.coders.flatMap((coder, index) =>
      given[index] && states[index] !== 'done'
        ? [{ document: names.documents.get(document.id)!, coder, begun: states[index] === 'in progress' }]
        : [],
    ),
  )
}

function namesOf(input: AgreementInput, comparison: Comparison): Names {
  const titles = uniqueNames(input.documents.map(({ title }) => title))
  return {
    coders: uniqueNames(comparison.coders.map(({ name }) => name)),
    codes: uniqueNames(comparison.codes.map(({ name }) => name)),
    documents: new Map(input.documents.map(({ id }, index) => [id, titles[index]!])),
  }
}

function inputsOf(input: AgreementInput, { coders, documents, leftOut }: Comparison, names: Names) {
  const used = new Set([...documents.map(({ document }) => document.id), ...leftOut.map(({ id }) => id)])
  const compared = new Set(coders.map(({ name }) => name))
  return {
    documents: input.documents
      .filter(({ id }) => used.has(id))
      .map(({ id, sha256 }) => ({ id, title: names.documents.get(id)!, sha256 })),
    documentsInProject: input.documents.length,
    codebook: { sha256: input.hashes.codebook },
    codings: input.hashes.codings.filter(({ coder }) => compared.has(coder)),
  }
}

function settingsOf(settings: AgreementSettings, names: Names, comparison: Comparison): ResultSettings {
  const { documents, codes, ...rest } = settings
  return {
    ...rest,
    coders: names.coders,
    ...(documents
      ? { documents: comparison.documents.map(({ document }) => names.documents.get(document.id)!) }
      : {}),
    ...(codes ? { codes: names.codes } : {}),
  }
}

/** Runs an agreement to its end. */
export function finished<T>(run: Generator<unknown, T>): T {
  let step = run.next()
  while (!step.done) step = run.next()
  return step.value
}
