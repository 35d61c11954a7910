import type { Comparison } from './comparison.ts'
import type { AgreementSettings } from './input.ts'
import { counted, decimals, grouped, listed, percent } from './number.ts'
import type { CoefficientResult, ScopeResult } from './result.ts'

/** Below this share of units with the code, a few units decide the value of kappa and alpha. */
const RARE = 0.01
/** Fewer units with the code than this are few, whatever their share. */
const FEW_UNITS = 10
/** How far AC1 and kappa part company before it is said. */
const PARADOX = 0.25
/** One coder uses a code this many times as often as another. */
const LOPSIDED = 2
/** Share of dropped replicates from which an interval is no longer what it says. */
const MANY_DROPPED = 0.05

/** What to know before reading any figure. */
export function generalWarnings(comparison: Comparison, settings: AgreementSettings): readonly string[] {
  const { unit, population, bootstrap } = settings
  const said: string[] = []
  if (unit === 'character') {
    said.push(
      'Characters are not independent of each other (one segment of 100 characters is one decision, not 100), so no analytic standard errors are given; read intervals that draw whole documents or paragraphs.',
    )
  }
  if (population === 'union') {
    said.push(
      'Only units that somebody gave the code count here. Agreement that a unit does not have the code is gone, so coefficients that correct for chance (κ, π, α, AC1) must not be read; Dice and the share of agreement can be.',
    )
  }
  if (population === 'touched-paragraphs') {
    said.push(
      'Only paragraphs that somebody touched count here; text that nobody marked is left out, which lowers percentages and changes every coefficient that corrects for chance.',
    )
  }
  said.push(...namedWarnings(settings))
  if (bootstrap.replicates > 0) said.push(...intervalWarnings(comparison, settings))
  if (comparison.leftOut.length > 0) {
    said.push(
      `${upper(counted(comparison.leftOut.length, 'document'))} entered no figure, because fewer than two of the coders were given it.`,
    )
  }
  return said
}

/** What belongs to coefficients that are computed only where they are named. */
function namedWarnings({ coefficients = [], bootstrap }: AgreementSettings): readonly string[] {
  const names = (prefix: RegExp) => coefficients.some((name) => prefix.test(name))
  const said: string[] = []
  if (names(/^gamma(_cat)?($|\|)/)) {
    said.push(
      `γ rests on 30 random continua: another seed moves it in the second or third digit.${bootstrap.replicates > 0 ? ' Its intervals draw the observed disorder anew and keep the disorder that chance leaves.' : ''}`,
    )
  }
  if (names(/^(boundary|segmentation)_similarity/)) {
    said.push(
      'Boundaries are compared between characters: only one that is off by a single character counts as a near miss.',
    )
  }
  return said
}

function intervalWarnings(
  { documents }: Comparison,
  { unit, bootstrap }: AgreementSettings,
): readonly string[] {
  if (bootstrap.resample === 'unit') {
    return unit === 'character'
      ? [
          'The intervals draw single characters as if they were independent and are far too narrow; draw documents or paragraphs.',
        ]
      : [
          `The intervals draw single ${unit}s as if those of one document were independent; where they are not, the intervals are too narrow.`,
        ]
  }
  if (bootstrap.resample === 'document' && documents.length < 10) {
    return [
      `The intervals draw from ${counted(documents.length, 'document')} only; below ten, such intervals are rough and mostly too narrow.`,
    ]
  }
  return bootstrap.resample === 'paragraph'
    ? [
        'The intervals draw paragraphs as if those of one document were independent. Segments that cross a paragraph border are cut there, for the intervals only.',
      ]
    : []
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What makes the figures of one code (or all codes) mislead, in sentences. */
export function scopeWarnings(scope: ScopeResult, settings: AgreementSettings): readonly string[] {
  const name = scope.scope.code === null ? 'The codes taken together' : `“${scope.scope.code}”`
  if (scope.units === 0) return [`${name}: no unit counts, so there is nothing to compare.`]
  const use = usage(scope, name, settings)
  return [
    ...use,
    ...(use.length === 0 && settings.population !== 'union' ? paradox(scope, name) : []),
    ...droppedReplicates(scope, settings),
  ]
}

/** Rare, one coder's own, never used, or used by one much more than by another. */
function usage(scope: ScopeResult, name: string, { unit }: AgreementSettings): readonly string[] {
  const used = Object.entries(scope.coded)
  const users = used.filter(([, count]) => count > 0)
  if (users.length === 0) return [`Nobody used ${name}: there is nothing to agree on.`]
  if (users.length === 1) {
    const [coder, count] = users[0]!
    const all = count === 1 ? `and it is ${coder}’s` : `all of them ${coder}’s`
    return [
      `${name} stands in ${grouped(count)} of ${counted(scope.units, unitNoun(unit, scope))}, ${all}. A κ or α near 0 here means that the code is rare and one coder’s own, not that the coders contradict each other.`,
    ]
  }
  const said: string[] = []
  const most = Math.max(...used.map(([, count]) => count))
  const rates = used.map(([, count], coder) => count / Math.max(1, unitsGiven(scope, coder)))
  if (Math.max(...rates) >= LOPSIDED * Math.min(...rates)) {
    const counts = used.map(([coder, count]) => `${coder} ${grouped(count)}`)
    said.push(
      `The coders use ${name.replace('The codes', 'the codes')} very unequally (${listed(counts)} of ${counted(scope.units, unitNoun(unit, scope))}): look for a difference in how the definition is read.`,
    )
  }
  const prevalence = scope.diagnostics.prevalence ?? 0
  if (prevalence < RARE || (unit !== 'character' && most < FEW_UNITS)) {
    said.push(
      `${name} is rare: ${percent(prevalence)} of the decisions. A few units decide the value of κ and α here; read the counts and the interval with it.`,
    )
  }
  return said
}

/** Units of the documents that a coder was given. */
function unitsGiven({ table }: ScopeResult, coder: number): number {
  return Object.entries(table).reduce(
    (sum, [pattern, count]) => (pattern[coder] === '-' ? sum : sum + count),
    0,
  )
}

function unitNoun(unit: string, { scope }: ScopeResult): string {
  return scope.code === null ? 'decision' : unit
}

/** High agreement, low kappa (Feinstein & Cicchetti 1990), or a near-constant table that flatters AC1. */
function paradox({ coefficients, diagnostics }: ScopeResult, name: string): readonly string[] {
  const agreement = numberIn(coefficients.percent_agreement)
  const ac1 = numberIn(coefficients.gwet_ac1)
  const [symbol, chance] =
    numberIn(coefficients.cohen_kappa) === null
      ? (['α', numberIn(coefficients.alpha_nominal)] as const)
      : (['κ', numberIn(coefficients.cohen_kappa)] as const)
  if (agreement === null || ac1 === null || chance === null || ac1 - chance < PARADOX) return []
  const lacks = (diagnostics.prevalence ?? 0) < 0.5 ? 'lack' : 'have'
  return [
    `${name}: the coders decide alike on ${percent(agreement)} of the units, AC1 is ${decimals(ac1, 2)}, but ${symbol} is ${decimals(chance, 2)}. Nearly all units ${lacks} the code, so ${symbol} counts most of that agreement as chance and AC1 hardly any of it; neither figure speaks by itself.`,
  ]
}

function droppedReplicates(
  { coefficients }: ScopeResult,
  { bootstrap }: AgreementSettings,
): readonly string[] {
  const found = coefficients.alpha_nominal ?? coefficients.cohen_kappa
  const dropped = found && found.value !== null ? (found.dropped ?? 0) : 0
  if (dropped <= MANY_DROPPED * bootstrap.replicates) return []
  return [
    `${grouped(dropped)} of ${grouped(bootstrap.replicates)} replicates showed no variation and were dropped; the interval speaks for the others only.`,
  ]
}

function numberIn(result: CoefficientResult | undefined): number | null {
  return result?.value ?? null
}
