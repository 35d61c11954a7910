import type { WantedInterval } from '../agreement/input.ts'
import { counted, grouped, listed } from '../agreement/number.ts'
import { byCoder, progressOf } from '../agreement/progress.ts'
import type { AgreementResult, DocumentStripes, PresetResult, ScopeResult } from '../agreement/result.ts'
import { codeTable, documentTable, whereAndWhat } from './code-tables.ts'
import {
  type Block,
  type Cell,
  type Report,
  type Section,
  type Stripes,
  type Table,
  text,
} from './content.ts'
import { methodsOf } from './methods.ts'
import {
  coefficientTable,
  dialTable,
  matrixTable,
  moreTable,
  patternTable,
  prevalenceTable,
} from './scope-tables.ts'
import { populationClauses } from './terms.ts'

/** Stripes of more documents than these would bury the rest of a report. */
const STRIPED_DOCUMENTS = 30

/** The report on a result: the same result gives the same report, whatever the machine, day or language. */
export function reportOf(result: AgreementResult): Report {
  const { coders, date } = result.settings
  const sections = [
    warningSection(result),
    codeSection(result),
    documentSection(result),
    matrixSection(result),
    section('The same over three populations', [dialTable(result)]),
    section('Prevalence and bias', [prevalenceTable(result)]),
    section('How much more text', [moreTable(result)]),
    result.preset ? presetSection(result.preset) : undefined,
    stripeSection(result),
    section('For the methods section', [methodsOf(result)]),
    ...result.results
      .filter(({ scope }) => scope.document === null)
      .map((scope) => scopeSection(result, scope)),
    inputSection(result),
  ]
  return {
    title: `Agreement of ${listed(coders)}`,
    summary: summaryOf(result),
    ...(date === undefined ? {} : { date }),
    sections: sections.filter((one) => one !== undefined),
  }
}

function section(heading: string, blocks: readonly (Block | undefined)[]): Section | undefined {
  const present = blocks.filter((block) => block !== undefined)
  return present.length === 0 ? undefined : { heading, blocks: present }
}

function summaryOf(result: AgreementResult): string {
  const { settings, results, codes } = result
  const { coders, unit, population } = settings
  const units = codes.length === 0 ? 0 : (results[0]?.units ?? 0) / codes.length
  const size = population === 'union' ? `${unit}s` : counted(units, unit)
  return `${listed(coders)} on ${documentWords(result)}: ${size}, ${populationClauses[population]}.`
}

function documentWords(result: AgreementResult): string {
  const { compared, coded, inProject } = progressOf(result)
  const documents = counted(compared, 'document')
  if (coded < compared) return `${documents}, ${coded} of ${compared} coded by every coder`
  return compared < inProject ? `${compared} of the project’s ${counted(inProject, 'document')}` : documents
}

function warningSection({ warnings, results }: AgreementResult): Section | undefined {
  const ofCodes = results.filter(({ scope }) => scope.document === null).flatMap((scope) => scope.warnings)
  const sentences = [...warnings, ...ofCodes]
  return sentences.length === 0 ? undefined : section('Read with care', [{ kind: 'warnings', sentences }])
}

function codeSection(result: AgreementResult): Section | undefined {
  return section(result.settings.by.includes('code') ? 'Agreement per code' : 'Agreement', [
    whereAndWhat(result),
    codeTable(result),
  ])
}

function documentSection(result: AgreementResult): Section | undefined {
  if (!result.settings.by.includes('document')) return undefined
  return section('Agreement per document', [documentTable(result)])
}

function matrixSection(result: AgreementResult): Section | undefined {
  const used = result.matrices.filter(({ counts }) => counts.flat().some((count) => count > 0))
  return section(
    'Who said what',
    used.map((matrix) => matrixTable(result, matrix)),
  )
}

function presetSection({ title, rule, columns, rows, notes }: PresetResult): Section {
  const table: Table = {
    kind: 'table',
    caption: title,
    columns: columns.map((name, column) => ({
      name,
      kind: rows.some((row) => typeof row[column] === 'string') ? 'text' : 'number',
    })),
    rows: rows.map((row) => row.map(presetCell)),
  }
  const blocks: readonly Block[] = [
    { kind: 'paragraph', text: rule },
    table,
    ...notes.map((note) => ({ kind: 'paragraph', text: note }) as const),
  ]
  return { heading: `As other programs count: ${title}`, blocks }
}

function presetCell(value: string | number | null): Cell {
  if (value === null) return { text: 'none', quiet: true }
  if (typeof value === 'string') return text(value)
  return { text: Number.isInteger(value) ? grouped(value) : value.toFixed(4).replace('-', '−'), value }
}

function stripeSection({ stripes, settings, codes }: AgreementResult): Section | undefined {
  const shown = stripes.filter(({ segments }) => segments.length > 0)
  const blocks: Block[] = shown
    .slice(0, STRIPED_DOCUMENTS)
    .map((one) => stripesOf(one, settings.coders, codes))
  if (shown.length > STRIPED_DOCUMENTS) {
    const more = counted(shown.length - STRIPED_DOCUMENTS, 'further document')
    blocks.push({ kind: 'paragraph', text: `${more.charAt(0).toUpperCase()}${more.slice(1)} not drawn.` })
  }
  return section('Where they marked what', blocks)
}

function stripesOf(
  { document, characters, segments }: DocumentStripes,
  coders: readonly string[],
  codes: AgreementResult['codes'],
): Stripes {
  const lanes = codes.map(({ name, colour }, code) => ({
    code: name,
    colour,
    stretches: coders.map((_, coder) =>
      segments
        .filter((segment) => segment.code === code && segment.coder === coder)
        .map(({ start, end }) => ({ start, end })),
    ),
  }))
  return {
    kind: 'stripes',
    document,
    characters,
    coders,
    lanes: lanes.filter(({ stretches }) => stretches.some((ofCoder) => ofCoder.length > 0)),
  }
}

function scopeSection(result: AgreementResult, scope: ScopeResult): Section {
  const name = scope.scope.code === null ? 'All codes, pooled' : `Code: ${scope.scope.code}`
  return { heading: name, blocks: [patternTable(result, scope), coefficientTable(result, scope)] }
}

function inputSection({ inputs, settings, program, leftOut, notDone }: AgreementResult): Section {
  const { bootstrap } = settings
  const rows: (readonly [string, string])[] = [
    ['coders', settings.coders.join(', ')],
    ...(settings.codes ? [['codes', settings.codes.join(', ')] as const] : []),
    ...(settings.documents ? [['documents', settings.documents.join(', ')] as const] : []),
    ['unit', settings.unit],
    ['population', settings.population],
    ...(settings.coefficients ? [['coefficients', settings.coefficients.join(', ')] as const] : []),
    ['by', settings.by.join(', ')],
    ['bootstrap', bootstrapWords(bootstrap)],
    ...(settings.wanted ? [['wanted interval', wantedWords(settings.wanted)] as const] : []),
    ...(settings.preset ? [['preset', settings.preset] as const] : []),
    ['program', `${program.name} ${program.version}`],
    ...byCoder(notDone).map(
      ([coder, documents]) => [`not marked as done by ${coder}`, documents.join(', ')] as const,
    ),
    ...leftOut.map(({ document, reason }) => ['left out', `${document}: ${reason}`] as const),
  ]
  const hashes: (readonly [string, string])[] = [
    ...inputs.documents.map(({ title, sha256 }) => [title, sha256] as const),
    ['codebook', inputs.codebook.sha256],
    ...inputs.codings.map(({ coder, sha256 }) => [`codings of ${coder}`, sha256] as const),
  ]
  return {
    heading: 'Settings and inputs',
    blocks: [
      twoColumns('Settings', 'setting', 'value', rows),
      twoColumns('Inputs', 'input', 'SHA-256', hashes),
    ],
  }
}

function bootstrapWords({
  replicates,
  seed,
  level,
  resample,
}: AgreementResult['settings']['bootstrap']): string {
  if (replicates === 0) return 'none'
  return `${grouped(replicates)} replicates of ${resample}s, seed ${seed}, level ${level}`
}

function wantedWords({ width, lowerBound }: WantedInterval): string {
  const parts = [
    ...(width === undefined ? [] : [`${width} wide`]),
    ...(lowerBound === undefined ? [] : [`from ${lowerBound} on`]),
  ]
  return parts.join(', ')
}

function twoColumns(
  caption: string,
  first: string,
  second: string,
  rows: readonly (readonly [string, string])[],
): Table {
  return {
    kind: 'table',
    caption,
    columns: [
      { name: first, kind: 'text' },
      { name: second, kind: 'text' },
    ],
    rows: rows.map((row) => row.map(text)),
  }
}
