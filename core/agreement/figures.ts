import { asOnePart, type Blocks, blocksOf, type CountedDocument } from './blocks.ts'
import { bootstrap, type Interval, sumOf } from './bootstrap.ts'
import { gammaGroups } from './gamma-measures.ts'
import type { Group } from './group.ts'
import type { AgreementSettings } from './input.ts'
import { tableMeasuresFor } from './measures.ts'
import type { Outcome } from './outcome.ts'
import { redrawnGroup } from './redrawn-measures.ts'
import type { CoefficientResult } from './result.ts'
import { setGroup } from './set-measures.ts'
import { matchGroup } from './span-measures.ts'
import { type Tally, tableGroup, tallyOf } from './tally.ts'
import { unitizingGroups } from './unitizing-measures.ts'

/** What is computed for one set of documents: one entry per code, null for all codes pooled. */
export interface Figures {
  readonly code: number | null
  readonly tally: Tally
  readonly coefficients: Readonly<Record<string, CoefficientResult>>
  /** How many blocks an interval was drawn from. */
  readonly blocks: number
}

/** What is to be computed, in indexes. */
export interface Plan {
  readonly coderNames: readonly string[]
  readonly coders: number
  /** Number of codes under comparison. */
  readonly codes: number
  readonly byCode: boolean
  readonly settings: AgreementSettings
}

/**
 * Every coefficient over some documents laid end to end, for all codes pooled and, if asked for, per code.
 * Yields the number of bootstrap replicates done.
 */
export function* figuresOf(
  documents: readonly CountedDocument[],
  plan: Plan,
): Generator<number, readonly Figures[]> {
  const { settings } = plan
  const { resample } = settings.bootstrap
  const whole = blocksOf(documents.map(asOnePart), settings.population, 'document')
  const point = groupsOn(whole, plan, true)
  const drawn = resample === 'document' ? whole : blocksOf(documents, settings.population, resample)
  const blocks = drawn.multiplicity.reduce((sum, count) => sum + count, 0)
  const intervals = yield* intervalsOf(drawn, blocks, point.groups, plan)
  const coefficients = new Map<number | null, Record<string, CoefficientResult>>()
  for (const { code } of point.tallies) coefficients.set(code, {})
  for (const { slots, additive } of point.groups) {
    const outcomes = additive.evaluate(sumOf(additive, whole.multiplicity))
    slots.forEach(({ code, key }, s) => {
      coefficients.get(code)![key] = resultOf(outcomes[s]!, intervals(code, key))
    })
  }
  return point.tallies.map(({ code, tally }) => ({
    code,
    tally,
    coefficients: coefficients.get(code)!,
    blocks,
  }))
}

/** All coefficients as functions of sums over these blocks, tables first. */
function groupsOn(blocks: Blocks, plan: Plan, withSpans: boolean) {
  const { coders, codes, settings } = plan
  const named = settings.coefficients
  const every = Array.from({ length: codes }, (_, code) => code)
  const scopes: readonly (number | null)[] = [null, ...(plan.byCode ? every : [])]
  const measures = tableMeasuresFor(coders, settings.unit, named)
  const union = settings.population === 'union'
  const tallies = scopes.map((code) => ({
    code,
    tally: tallyOf(blocks.runs, blocks.multiplicity, code === null ? every : [code], coders, union),
  }))
  const groups: Group[] = tallies.map(({ code, tally }) => tableGroup(tally, code, measures))
  groups.push(setGroup(blocks.runs, blocks.multiplicity, coders, union, named))
  if (withSpans) {
    const { wholeTexts } = blocks
    const gamma = { named, seed: settings.bootstrap.seed, coderNames: plan.coderNames }
    for (const code of scopes) {
      groups.push(matchGroup(wholeTexts, coders, code, named))
      groups.push(redrawnGroup(wholeTexts, coders, codes, code, named))
      groups.push(...gammaGroups(wholeTexts, codes, code, gamma))
    }
    // Where only coded units count there are no gaps, and without gaps no unitizing coefficient.
    if (!union) groups.push(...unitizingGroups(blocks.texts, coders, every, plan.byCode, named))
  }
  return { tallies, groups: groups.filter(({ slots }) => slots.length > 0) }
}

type FindInterval = (code: number | null, key: string) => Interval | string | undefined

/** Finds the interval of a coefficient, why it has none, or undefined where none was asked for. */
function* intervalsOf(
  drawn: Blocks,
  blocks: number,
  pointGroups: readonly Group[],
  plan: Plan,
): Generator<number, FindInterval> {
  const { replicates, resample } = plan.settings.bootstrap
  if (replicates === 0) return () => undefined
  if (blocks < 2) return () => `there is only one ${resample} to draw from`
  const groups = resample === 'document' ? pointGroups : groupsOn(drawn, plan, resample !== 'unit').groups
  const additives = groups.map(({ additive }) => additive)
  const intervals = yield* bootstrap(additives, drawn.multiplicity, plan.settings.bootstrap)
  const found = new Map<string, Interval | string>()
  groups.forEach(({ slots }, g) => {
    slots.forEach(({ code, key }, s) => {
      const interval = intervals[g]?.[s] ?? 'no replicate showed any variation'
      found.set(`${code}:${key}`, interval)
    })
  })
  return (code, key) => found.get(`${code}:${key}`) ?? 'segments are not units: draw documents or paragraphs'
}

function resultOf(outcome: Outcome, interval: Interval | string | undefined): CoefficientResult {
  if (outcome.value === null || interval === undefined) return outcome
  if (typeof interval === 'string') return { value: outcome.value, noInterval: interval }
  const { low, high, dropped } = interval
  return { value: outcome.value, low, high, ...(dropped > 0 ? { dropped } : {}) }
}
