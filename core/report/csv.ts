import type { AgreementResult, CoefficientResult, ScopeResult } from '../agreement/result.ts'
import { withoutFormula, writeCsv } from '../exchange/csv.ts'

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
]

/**
 * One row per scope and coefficient (RFC 4180, CRLF, UTF-8), in full precision; an empty code or document
 * stands for all of them. After them stand per coder the units with the code, and the date if one is given.
 */
export function csvOf({ results, settings }: AgreementResult): string {
  const { coders, unit, population, date } = settings
  const dated = date === undefined ? [] : [date]
  const head = [...COLUMNS, ...coders.map((coder) => `coded by ${coder}`), ...dated.map(() => 'date')]
  const rows = results.flatMap((scope) =>
    Object.entries(scope.coefficients).map(([key, coefficient]) => [
      withoutFormula(scope.scope.code ?? ''),
      withoutFormula(scope.scope.document ?? ''),
      unit,
      population,
      scope.units,
      key,
      ...numbers(coefficient),
      ...codedCells(scope, coders),
      ...dated,
    ]),
  )
  return writeCsv([head, ...rows])
}

function numbers(coefficient: CoefficientResult): readonly (string | number)[] {
  if (coefficient.value === null) return ['', '', '', '', coefficient.reason]
  const { value, low, high, dropped, noInterval } = coefficient
  return [value, low ?? '', high ?? '', dropped ?? '', noInterval ?? '']
}

function codedCells({ coded }: ScopeResult, coders: readonly string[]): readonly number[] {
  return coders.map((coder) => coded[coder] ?? 0)
}
