import { populationNames } from '../agreement/input.ts'
import { counted, decimals, grouped, percent } from '../agreement/number.ts'
import type { AgreementResult, CodeMatrix, CoefficientResult, ScopeResult } from '../agreement/result.ts'
import { codeCell, countCell, intervalCell, intervalName } from './code-tables.ts'
import { type Cell, type Column, type Table, text } from './content.ts'
import { populationTerms, termOf } from './terms.ts'

/** What decided together: both, only the one, only the other, neither; with more coders, every pattern. */
export function patternTable({ settings }: AgreementResult, { table, units }: ScopeResult): Table {
  const { coders } = settings
  const [first = '', second = ''] = coders
  const share = (count: number): Cell =>
    units === 0 ? text('') : { text: percent(count / units), value: count / units, quiet: true }
  const row = (name: string, pattern: string) => {
    const count = table[pattern] ?? 0
    return [text(name), countCell(count), share(count)]
  }
  const rows =
    coders.length === 2
      ? [row('both', '11'), row(`only ${first}`, '10'), row(`only ${second}`, '01'), row('neither', '00')]
      : Object.keys(table)
          .sort((a, b) => (a < b ? 1 : -1))
          .map((pattern) => row(patternWords(pattern, coders), pattern))
  return {
    kind: 'table',
    caption: 'Who gave the code',
    columns: [
      { name: 'with the code', kind: 'text' },
      { name: 'units', kind: 'number' },
      { name: 'share', kind: 'number' },
    ],
    rows,
  }
}

function patternWords(pattern: string, coders: readonly string[]): string {
  const having = coders.filter((_, coder) => pattern[coder] === '1')
  const absent = coders.filter((_, coder) => pattern[coder] === '-')
  const given = having.length === 0 ? 'nobody' : having.join(', ')
  return absent.length === 0 ? given : `${given} (not given to ${absent.join(', ')})`
}

/** Every coefficient of a scope with its interval, or why it has none. */
export function coefficientTable(result: AgreementResult, { coefficients }: ScopeResult): Table {
  const intervals = result.settings.bootstrap.replicates > 0
  const columns: readonly Column[] = [
    { name: 'coefficient', kind: 'text' },
    { name: 'value', kind: 'number' },
    { name: intervals ? intervalName(result) : 'note', kind: 'text' },
  ]
  const rows = Object.entries(coefficients).map(([key, coefficient]) => [
    text(termOf(key, result.settings.coders).name),
    valueCell(coefficient),
    noteCell(coefficient),
  ])
  return { kind: 'table', caption: 'Coefficients', columns, rows }
}

function valueCell(coefficient: CoefficientResult | undefined, digits = 3): Cell {
  if (!coefficient || coefficient.value === null) return { text: 'none', quiet: true }
  return { text: decimals(coefficient.value, digits), value: coefficient.value }
}

function noteCell(coefficient: CoefficientResult): Cell {
  const cell = intervalCell(coefficient)
  if (coefficient.value === null || !coefficient.dropped) return cell
  return { ...cell, text: `${cell.text} (${counted(coefficient.dropped, 'replicate')} dropped)` }
}

/** The same coefficient over all text, over touched paragraphs and over the union. */
export function dialTable(result: AgreementResult): Table | undefined {
  const { coders } = result.settings
  const scopes = result.results.filter(({ diagnostics }) => diagnostics.populations)
  const first = scopes[0]?.diagnostics.populations
  const keys = Object.keys(first?.all.coefficients ?? {}).filter(
    (key) => key === 'percent_agreement' || key === 'alpha_nominal',
  )
  if (!first || keys.length === 0) return undefined
  const columns: readonly Column[] = [
    { name: 'code', kind: 'text' },
    ...populationNames.flatMap((population) => [
      { name: `units, ${populationTerms[population]}`, kind: 'number' } as const,
      ...keys.map((key) => ({ name: termOf(key, coders).sign, kind: 'number' }) as const),
    ]),
  ]
  const rows = scopes.map(({ scope, diagnostics }) => [
    codeCell(result, scope.code),
    ...populationNames.flatMap((population) => {
      const { units, coefficients } = diagnostics.populations![population]
      return [{ ...countCell(units), quiet: true }, ...keys.map((key) => dialCell(key, coefficients[key]))]
    }),
  ])
  return {
    kind: 'table',
    caption: 'The same coefficients over three populations',
    short: 'Three populations',
    columns,
    rows,
    note: 'Over the union, agreement that a unit does not have the code is gone: α must not be read there.',
  }
}

function dialCell(key: string, coefficient: CoefficientResult | undefined): Cell {
  if (key !== 'percent_agreement' || !coefficient || coefficient.value === null)
    return valueCell(coefficient, 2)
  return { text: percent(coefficient.value), value: coefficient.value }
}

/** Why kappa and plain agreement part company. */
export function prevalenceTable(result: AgreementResult): Table | undefined {
  if (result.settings.coders.length !== 2) return undefined
  const scopes = result.results.filter(({ scope }) => scope.document === null)
  const number = (value: number | undefined | null): Cell =>
    value === undefined || value === null ? text('') : { text: decimals(value, 2), value }
  const rows = scopes.map(({ scope, diagnostics, coefficients }) => [
    codeCell(result, scope.code),
    diagnostics.prevalence === null
      ? text('')
      : { text: percent(diagnostics.prevalence), value: diagnostics.prevalence },
    number(diagnostics.prevalenceIndex),
    number(diagnostics.biasIndex),
    number(coefficients.cohen_kappa?.value),
    number(diagnostics.pabak),
    number(coefficients.gwet_ac1?.value),
  ])
  const names = ['prevalence', 'prevalence index', 'bias index', 'κ', 'PABAK', 'AC1']
  return {
    kind: 'table',
    caption: 'Prevalence and bias',
    columns: [{ name: 'code', kind: 'text' }, ...names.map((name) => ({ name, kind: 'number' }) as const)],
    rows,
    note: 'prevalence: share of all decisions that are “with the code”. Prevalence index |both − neither| / units, bias index |only the one − only the other| / units, PABAK = 2 · same − 1 (Byrt, Bishop & Carlin 1993).',
  }
}

/** How much more text has to be coded by all for a narrower interval. */
export function moreTable(result: AgreementResult): Table | undefined {
  const rows = result.results.flatMap(({ scope, diagnostics }) =>
    (diagnostics.more ?? [])
      .filter(() => scope.document === null)
      .map(({ coefficient, width, lowerBound, needed, atHand, what }) => [
        codeCell(result, scope.code),
        text(
          width === undefined
            ? `${termOf(coefficient, []).sign}: an interval that begins at ${decimals(lowerBound ?? 0, 3)}`
            : `${termOf(coefficient, []).sign}: an interval ${decimals(width, 2)} wide`,
        ),
        countCell(atHand),
        countCell(needed),
        text(needed === 1 ? what : `${what}s`),
      ]),
  )
  if (rows.length === 0) return undefined
  return {
    kind: 'table',
    caption: 'How much more',
    columns: [
      { name: 'code', kind: 'text' },
      { name: 'wanted', kind: 'text' },
      { name: 'at hand', kind: 'number' },
      { name: 'needed', kind: 'number' },
      { name: '', kind: 'text' },
    ],
    rows,
    note: 'Those at hand included, coded by all of the coders. An interval narrows with the square root of the material; the value itself may move.',
  }
}

/** Rows: the first coder's codes; columns: the second coder's; each segment in one cell. */
export function matrixTable(result: AgreementResult, { coders, counts }: CodeMatrix): Table {
  const most = Math.max(1, ...counts.flat())
  const last = counts.length - 1
  const nameAt = (index: number): Cell =>
    index === last ? { text: 'nothing', quiet: true } : codeCell(result, result.codes[index]!.name)
  return {
    kind: 'table',
    caption: `Rows ${coders[0]}, columns ${coders[1]}; segments`,
    short: `${coders[0]} × ${coders[1]}`,
    columns: [
      { name: '', kind: 'text' },
      ...counts.map(
        (_, column) =>
          ({ name: column === last ? 'nothing' : result.codes[column]!.name, kind: 'number' }) as const,
      ),
    ],
    rows: counts.map((row, r) => [
      nameAt(r),
      ...row.map((count, c): Cell => {
        if (r === last && c === last) return text('')
        const depth = count === 0 ? 0 : 1 + Math.min(2, Math.floor((3 * count) / most))
        const framed = r === c
        return {
          text: count === 0 && !framed ? '·' : grouped(count),
          value: count,
          depth,
          framed,
          strong: !framed && count > 0,
        }
      }),
    ]),
    shaded: true,
    note: 'Segments that share characters are paired one to one, the same code first, then by the longest common stretch; “nothing” holds those that met none.',
  }
}
