import type { AgreementResult, CoefficientResult, ScopeResult } from '../agreement/result.ts'

const COLUMNS = [
  'code',
  'document',
  'unit',
  'population',
  'units',
  'coefficient',
  'value',
  'low',
  'high',
  'dropped',
  'reason',
] as const

/**
 * One row per scope and coefficient (RFC 4180, CRLF, UTF-8), in full precision; an empty code or document
 * stands for all of them. The last columns hold per coder the units with the code.
 */
export function csvOf({ results, settings }: AgreementResult): string {
  const head = [...COLUMNS, ...settings.coders.map((coder) => `coded by ${coder}`)]
  const rows = results.flatMap((scope) =>
    Object.entries(scope.coefficients).map(([key, coefficient]) => [
      scope.scope.code ?? '',
      scope.scope.document ?? '',
      settings.unit,
      settings.population,
      `${scope.units}`,
      key,
      ...numbers(coefficient),
      ...codedCells(scope, settings.coders),
    ]),
  )
  return [head, ...rows].map((row) => `${row.map(escapeCsv).join(',')}\r\n`).join('')
}

function numbers(coefficient: CoefficientResult): readonly string[] {
  if (coefficient.value === null) return ['', '', '', '', coefficient.reason]
  const { value, low, high, dropped, noInterval } = coefficient
  return [`${value}`, `${low ?? ''}`, `${high ?? ''}`, `${dropped ?? ''}`, noInterval ?? '']
}

function codedCells({ coded }: ScopeResult, coders: readonly string[]): readonly string[] {
  return coders.map((coder) => `${coded[coder] ?? 0}`)
}

function escapeCsv(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
