import { decimals, grouped, percent } from '../agreement/number.ts'
import type { AgreementResult, CoefficientResult, ScopeResult } from '../agreement/result.ts'
import { type Axis, type Cell, type Column, type Plot, type Table, text } from './content.ts'
import { headlineKey } from './headline.ts'
import { termOf } from './terms.ts'

/** The table of codes: who used each how often, the coefficient, its interval and its place on one axis. */
export function codeTable(result: AgreementResult, document: string | null = null): Table {
  const scopes = result.results.filter(({ scope }) => scope.document === document)
  const ordered = [
    ...scopes.filter(({ scope }) => scope.code !== null),
    ...scopes.filter(({ scope }) => scope.code === null),
  ]
  return scopeTable(result, ordered, 'code', (scope) => codeCell(result, scope.scope.code))
}

/** The same with one row per document, all codes pooled. */
export function documentTable(result: AgreementResult): Table {
  const scopes = result.results.filter(({ scope }) => scope.code === null && scope.document !== null)
  return scopeTable(result, scopes, 'document', ({ scope }) => text(scope.document ?? ''))
}

export function codeCell({ codes }: AgreementResult, code: string | null): Cell {
  if (code === null) return { text: 'all codes, pooled', strong: true }
  const colour = codes.find(({ name }) => name === code)?.colour
  return { text: code, ...(colour === undefined ? {} : { colour }) }
}

function scopeTable(
  result: AgreementResult,
  scopes: readonly ScopeResult[],
  first: string,
  nameOf: (scope: ScopeResult) => Cell,
): Table {
  const { coders, unit } = result.settings
  const key = headlineKey(result)
  const two = coders.length === 2
  const intervals = result.settings.bootstrap.replicates > 0
  const term = termOf(key ?? '', coders)
  const shown = scopes.map((scope) => (key === undefined ? undefined : scope.coefficients[key]))
  const columns: readonly Column[] = [
    { name: first, kind: 'text' },
    ...coders.map((name): Column => ({ name, kind: 'number' })),
    ...(two ? [{ name: 'both', kind: 'number' } as const] : []),
    { name: 'same', kind: 'number' },
    { name: term.sign, kind: 'number' },
    ...(intervals ? [{ name: intervalName(result), kind: 'text' } as const] : []),
    { name: 'plot', kind: 'plot' },
  ]
  const rows = scopes.map((scope, row): readonly Cell[] => [
    nameOf(scope),
    ...coders.map((name) => countCell(scope.coded[name] ?? 0)),
    ...(two ? [countCell(scope.table['11'] ?? 0)] : []),
    sameCell(scope),
    ...valueCells(shown[row], intervals),
  ])
  const same = `${two ? 'both' : 'they'} decide alike, coded or not`
  const counted = first === 'document' || scopes.some(({ scope }) => scope.code === null)
  return {
    kind: 'table',
    caption: `${upper(term.name)} per ${first}`,
    short: `Per ${first}`,
    columns,
    rows,
    axis: axisFor(
      shown.flatMap((coefficient) => plotOf(coefficient) ?? []),
      key,
    ),
    note: `same: ${unit}s on which ${same}. ${counted ? 'Pooled, every unit × code is one decision. ' : ''}${isAlpha(key) ? 'Krippendorff’s customary limits are .667 and .8.' : ''}`.trimEnd(),
  }
}

function upper(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

export function intervalName({ settings }: AgreementResult): string {
  return `${percent(settings.bootstrap.level).replace('.0', '')} interval`
}

export function countCell(count: number): Cell {
  return { text: grouped(count), value: count }
}

function sameCell({ coefficients }: ScopeResult): Cell {
  const same = coefficients.percent_agreement
  if (!same || same.value === null) return { text: '', quiet: true }
  return { text: percent(same.value), value: same.value, quiet: true }
}

/** Value, interval and plot; where there is no value, "none" and the reason in the interval's place. */
function valueCells(coefficient: CoefficientResult | undefined, intervals: boolean): readonly Cell[] {
  if (coefficient === undefined) return [text(''), ...(intervals ? [text('')] : []), text('')]
  if (coefficient.value === null) {
    const reason = { text: coefficient.reason, quiet: true }
    return [{ text: 'none', quiet: true }, ...(intervals ? [reason, text('')] : [reason])]
  }
  const plot = plotOf(coefficient)
  const value = { text: decimals(coefficient.value, 2), value: coefficient.value, strong: true }
  return [value, ...(intervals ? [intervalCell(coefficient)] : []), { text: '', ...(plot ? { plot } : {}) }]
}

export function intervalCell(coefficient: CoefficientResult): Cell {
  if (coefficient.value === null) return { text: coefficient.reason, quiet: true }
  const { low, high, noInterval } = coefficient
  if (low === undefined || high === undefined) return { text: noInterval ?? '', quiet: true }
  return { text: `${decimals(low, 2)} to ${decimals(high, 2)}`, ends: [low, high], quiet: true }
}

function plotOf(coefficient: CoefficientResult | undefined): Plot | undefined {
  if (!coefficient || coefficient.value === null) return undefined
  const { value, low, high } = coefficient
  return { value, ...(low === undefined || high === undefined ? {} : { low, high }) }
}

/** Krippendorff's limits are for his coefficients only. */
function isAlpha(key: string | undefined): boolean {
  return key?.includes('alpha') ?? false
}

/** From a little below zero, or from the lowest value drawn, to 1. */
export function axisFor(plots: readonly Plot[], key: string | undefined): Axis {
  const lowest = Math.min(0, ...plots.map(({ value, low }) => low ?? value))
  const from = lowest < -0.12 ? Math.max(-1, Math.floor(lowest * 10) / 10) : -0.12
  return { from, to: 1, marks: isAlpha(key) ? [0, 0.667, 0.8, 1] : [0, 0.5, 1] }
}

/** "Where" and "what", apart: did they mark the same stretches, and where both did, with the same code? */
export function whereAndWhat(result: AgreementResult): Table | undefined {
  const overall = result.results[0]
  const intervals = result.settings.bootstrap.replicates > 0
  const where = overall?.coefficients.bar_u_alpha
  const what = overall?.coefficients.cu_alpha
  if (!where || !what || (where.value === null && what.value === null)) return undefined
  const coverage = overall?.coefficients.cu_coverage?.value ?? null
  const share = coverage === null ? '' : `, ${percent(coverage)} of the text`
  const plots = [where, what].flatMap((coefficient) => plotOf(coefficient) ?? [])
  return {
    kind: 'table',
    caption: 'Where and what',
    columns: [
      { name: 'where and what', kind: 'text' },
      { name: 'α', kind: 'number' },
      ...(intervals ? [{ name: intervalName(result), kind: 'text' } as const] : []),
      { name: 'plot', kind: 'plot' },
    ],
    rows: [
      [text('Where: do they mark the same stretches? |uα'), ...valueCells(where, intervals)],
      [text(`What: where they do, the same code? cuα${share}`), ...valueCells(what, intervals)],
    ],
    axis: axisFor(plots, 'bar_u_alpha'),
  }
}
