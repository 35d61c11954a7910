import type { AgreementResult, CoefficientResult, ScopeResult } from '../../core/agreement/result.ts'

/** What a person looks at first; the others would not fit on a line. */
const usual = ['percent_agreement', 'cohen_kappa', 'fleiss_kappa', 'alpha_nominal', 'gwet_ac1', 'char_dice']

/** The result as a plain table for a terminal: a line a scope, three decimals; all digits are in the reports. */
export function summaryOf(result: AgreementResult): string {
  const { settings, results, warnings } = result
  const all = [...new Set(results.flatMap(({ coefficients }) => Object.keys(coefficients)))]
  const keys = settings.coefficients === undefined ? all.filter((key) => usual.includes(key)) : all
  const header = [
    'code',
    ...(hasDocuments(results) ? ['document'] : []),
    'units',
    ...settings.coders,
    ...keys,
  ]
  const rows = results.map((scope) => [
    scope.scope.code ?? '(all)',
    ...(hasDocuments(results) ? [scope.scope.document ?? '(all)'] : []),
    String(scope.units),
    ...settings.coders.map((coder) => String(scope.coded[coder] ?? '')),
    ...keys.map((key) => shown(scope.coefficients[key])),
  ])
  const sentences = [...warnings, ...reasons(results, keys), ...left(all.length - keys.length)].map(
    (sentence) => `${sentence}\n`,
  )
  const head = `${settings.coders.join(', ')}; unit ${settings.unit}, population ${settings.population}\n`
  return [head, aligned([header, ...rows]), ...sentences].join('\n')
}

function hasDocuments(results: readonly ScopeResult[]): boolean {
  return results.some(({ scope }) => scope.document !== null)
}

function shown(coefficient: CoefficientResult | undefined): string {
  if (coefficient === undefined) return ''
  if (coefficient.value === null) return '–'
  const interval =
    coefficient.low === undefined || coefficient.high === undefined
      ? ''
      : ` [${coefficient.low.toFixed(3)}, ${coefficient.high.toFixed(3)}]`
  return coefficient.value.toFixed(3) + interval
}

/** Why there is no value, once for each reason. */
function reasons(results: readonly ScopeResult[], keys: readonly string[]): string[] {
  const found = new Map<string, string[]>()
  for (const { scope, coefficients } of results) {
    for (const [key, coefficient] of Object.entries(coefficients)) {
      if (coefficient.value !== null || !keys.includes(key)) continue
      const where = `${key} of ${[scope.code ?? 'all codes', scope.document].filter(Boolean).join(' in ')}`
      found.set(coefficient.reason, [...(found.get(coefficient.reason) ?? []), where])
    }
  }
  return [...found].map(([reason, where]) => `– ${reason} (${where.join('; ')})`)
}

function left(count: number): string[] {
  return count === 0
    ? []
    : [`${count} more coefficients: --json, --report FILE, or name them with --coefficients`]
}

/** Columns as wide as their widest cell, the first to the left, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows
    .map((row) =>
      row
        .map((cell, n) => (n === 0 ? cell.padEnd(widths[n]!) : cell.padStart(widths[n]!)))
        .join('  ')
        .concat('\n'),
    )
    .join('')
}
