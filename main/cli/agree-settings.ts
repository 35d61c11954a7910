import {
  type AgreementSettings,
  type Bootstrap,
  defaultResample,
  type PopulationName,
  type PresetName,
  populationNames,
  type Resample,
} from '../../core/agreement/input.ts'
import { codersInOrder } from '../../core/exchange/codings-csv.ts'
import type { Project } from '../../core/model.ts'
import { type Unit, units } from '../../core/units.ts'
import { type Given, type Option, UsageError } from './command.ts'
import { codersNamed, codesNamed, documentsNamed } from './project.ts'

const resamples: readonly Resample[] = ['document', 'paragraph', 'unit']
const presets: readonly PresetName[] = ['nvivo', 'maxqda', 'atlasti', 'qdaminer', 'dedoose', 'inception']

export const agreeOptions: Readonly<Record<string, Option>> = {
  coders: { value: 'A,B[,C…]', many: true, help: 'default: all' },
  documents: { value: 'D1,D2', many: true, help: 'by id, title or file name (default: all)' },
  codes: { value: 'C1,C2', many: true, help: 'by name or path (default: all)' },
  unit: { value: 'U', help: `${units.join(', ')} (default: character)` },
  population: { value: 'P', help: `which units count: ${populationNames.join(', ')} (default: all)` },
  coefficients: { value: 'k1,k2', many: true, help: 'by key (default: all that apply and do not simulate)' },
  by: { value: 'code,document', many: true, help: 'figures for each (default: code)' },
  bootstrap: { value: 'N', help: 'replicates for intervals (default: 0, no intervals)' },
  seed: { value: 'S', help: 'of the random numbers (default: 1)' },
  level: { value: 'L', help: 'of confidence (default: 0.95)' },
  resample: {
    value: 'R',
    help: `what is drawn: ${resamples.join(', ')} (default: document from ten on, else paragraph)`,
  },
  'wanted-width': {
    value: 'W',
    help: 'how many more units would make the interval so narrow (default: 0.1)',
  },
  'wanted-low': { value: 'L', help: 'or make it begin so high (default: 0.667 and 0.8)' },
  preset: { value: 'P', help: `what another program would print: ${presets.join(', ')}` },
  require: { value: 'KEY>=NUMBER', many: true, help: 'exit with 1 unless it holds in every scope printed' },
  date: { value: 'YYYY-MM-DD', help: 'printed in reports (default: none, so that reports stay the same)' },
  report: { value: 'FILE', many: true, help: 'write a report: .html, .docx, .xlsx, .csv, .json, .md' },
  table: { value: 'FILE', help: 'a bare table {coders, categories, units} instead of a project' },
  spans: { value: 'FILE', help: 'a bare span set {textLength, coders, codes, spans} instead of a project' },
  json: { help: 'print the result as JSON' },
}

/** What the options say, in the project's ids. Throws a UsageError or a Refusal. */
export function settingsFrom(given: Given, project: Project): AgreementSettings {
  const coders = given.values('coders')
  const documents = documentsNamed(project, given.values('documents')).map(({ id }) => id)
  const codes = codesNamed(project, given.values('codes')).map(({ id }) => id)
  const coefficients = words(given, 'coefficients')
  const preset = given.value('preset')
  const date = given.value('date')
  if (date !== undefined && !isDate(date)) wrong('date', date, 'a date like 2026-01-31')
  return {
    coders: (coders.length > 0 ? codersNamed(project, coders) : codersInOrder(project)).map(({ id }) => id),
    ...(documents.length > 0 ? { documents } : {}),
    ...(codes.length > 0 ? { codes } : {}),
    unit: oneOf<Unit>(given, 'unit', units, 'character'),
    population: oneOf<PopulationName>(given, 'population', populationNames, 'all'),
    ...(coefficients.length > 0 ? { coefficients } : {}),
    by: byOf(given),
    bootstrap: bootstrapOf(given, documents.length || project.documents.size),
    ...wantedOf(given),
    ...(preset === undefined ? {} : { preset: oneOf<PresetName>(given, 'preset', presets, 'nvivo') }),
    ...(date === undefined ? {} : { date }),
  }
}

/** A day that is in the calendar. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text)
}

function byOf(given: Given): readonly ('code' | 'document')[] {
  const named = words(given, 'by')
  const allowed = ['code', 'document'] as const
  const unknown = named.find((name) => !allowed.some((one) => one === name))
  if (unknown !== undefined) wrong('by', unknown, 'code, document or both')
  return named.length === 0 ? ['code'] : allowed.filter((one) => named.includes(one))
}

function bootstrapOf(given: Given, documents: number): Bootstrap {
  return {
    replicates: numberOf(given, 'bootstrap', 0, (n) => Number.isInteger(n) && n >= 0 && n <= 1_000_000),
    seed: seedFrom(given),
    level: numberOf(given, 'level', 0.95, (n) => n > 0 && n < 1),
    resample: oneOf<Resample>(given, 'resample', resamples, defaultResample(documents)),
  }
}

/** What an interval should be, from two options of which one is enough. */
function wantedOf(given: Given): Pick<AgreementSettings, 'wanted'> {
  const width = given.has('wanted-width')
    ? numberOf(given, 'wanted-width', 0, (n) => n > 0 && n <= 2)
    : undefined
  const low = given.has('wanted-low') ? numberOf(given, 'wanted-low', 0, (n) => n > -1 && n < 1) : undefined
  if (width === undefined && low === undefined) return {}
  if (numberOf(given, 'bootstrap', 0, () => true) === 0)
    throw new UsageError('agree', '--wanted-width and --wanted-low need intervals; add --bootstrap 2000')
  return {
    wanted: { ...(width === undefined ? {} : { width }), ...(low === undefined ? {} : { lowerBound: low }) },
  }
}

export function seedFrom(given: Given): number {
  return numberOf(given, 'seed', 1, (n) => Number.isSafeInteger(n) && n >= 0)
}

/** The words of an option that takes several, in one or many goes. */
export function words(given: Given, option: string): string[] {
  return given.values(option).flatMap((word) => word.split(',').map((one) => one.trim()))
}

function oneOf<T extends string>(given: Given, option: string, allowed: readonly T[], byDefault: T): T {
  const value = given.value(option)
  if (value === undefined) return byDefault
  return allowed.find((one) => one === value) ?? wrong(option, value, allowed.join(', '))
}

function numberOf(given: Given, option: string, byDefault: number, allowed: (n: number) => boolean): number {
  const value = given.value(option)
  if (value === undefined) return byDefault
  const number = value.trim() === '' ? Number.NaN : Number(value)
  return allowed(number) ? number : wrong(option, value, 'a number it can take')
}

function wrong(option: string, value: string, expected: string): never {
  throw new UsageError('agree', `--${option} is “${value}”, not ${expected}`)
}
