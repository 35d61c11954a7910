import type { Span } from '../span.ts'
import { type ListedUnit, paragraphs, type Unit, unitsOf } from '../units.ts'
import type { ComparedDocument } from './comparison.ts'
import type { PopulationName } from './input.ts'
import { type Stretch, sweep, unionOf } from './spans.ts'

/** Whether each coder gave each code, by track (see `trackOf`); null where the coder was not given the text. */
export type UnitDecisions = readonly (0 | 1 | null)[]

/** `count` units of one part of a text on which the coders decided in the same way. */
export interface Run {
  readonly part: number
  /** Whether the units lie in paragraphs that somebody touched. */
  readonly touched: boolean
  readonly count: number
  readonly decisions: UnitDecisions
}

/** Whether the units of a run count; in `union` that depends on the code, see `countsInUnion`. */
export function counts(run: Run, population: PopulationName): boolean {
  return population !== 'touched-paragraphs' || run.touched
}

/** In the population `union` a unit counts for a code if somebody gave it that code. */
export function countsInUnion(values: readonly (number | null)[]): boolean {
  return values.includes(1)
}

/** Paragraphs in which somebody marked something with a code under comparison. */
export function touchedParagraphs({ document, spans }: ComparedDocument): readonly Stretch[] {
  const listed = paragraphs(document.text)
  const touched = touches(listed, unionOf(spans))
  return listed.filter((_, index) => touched[index])
}

/** The stretches of a text that count. */
export function populationOf(compared: ComparedDocument, population: PopulationName): readonly Stretch[] {
  if (population === 'touched-paragraphs') return touchedParagraphs(compared)
  return [{ start: 0, end: compared.document.text.length }]
}

/**
 * The text cut into parts at the starts of its paragraphs, so that the parts laid end to end are the text.
 * These are what is resampled where paragraphs are.
 */
export function paragraphParts(text: string): readonly Stretch[] {
  const starts = paragraphs(text).map((paragraph) => paragraph.start)
  const borders = [0, ...starts.slice(1), text.length]
  return borders.slice(1).map((end, index) => ({ start: borders[index]!, end }))
}

/**
 * The decisions on every unit of a document, equal ones of one part counted together.
 * `parts` are stretches that make up the whole text; a unit belongs to the part in which it starts.
 */
export function runsOf(compared: ComparedDocument, unit: Unit, parts: readonly Stretch[]): readonly Run[] {
  const merged = new Map<
    string,
    { part: number; touched: boolean; count: number; decisions: UnitDecisions }
  >()
  const coders = compared.given.length
  const missing = compared.covered.map((_, track) => !compared.given[track % coders])
  const add: Add = (part, touched, count, has) => {
    const decisions = missing.map((absent, track) => (absent ? null : has(track) ? 1 : 0))
    const key = `${part}:${touched}:${decisions.join()}`
    const run = merged.get(key)
    if (run) run.count += count
    else merged.set(key, { part, touched, count, decisions })
  }
  if (unit === 'character') countCharacters(compared, parts, add)
  else countUnits(compared, unit, parts, add)
  return [...merged.values()]
}

type Add = (part: number, touched: boolean, count: number, has: (track: number) => boolean) => void

/** One walk over the text counts characters in stretches in which no decision changes. */
function countCharacters(compared: ComparedDocument, parts: readonly Stretch[], add: Add): void {
  const { document, covered } = compared
  const tracks = [...covered, parts, touchedParagraphs(compared)]
  sweep(document.text.length, tracks, (start, end, inside) => {
    const touched = inside[covered.length + 1]! >= 0
    add(inside[covered.length]!, touched, end - start, (track) => inside[track]! >= 0)
  })
}

/** A coder has coded a unit with a code if any of its characters is in a segment of that code. */
function countUnits(compared: ComparedDocument, unit: ListedUnit, parts: readonly Stretch[], add: Add): void {
  const { document, covered } = compared
  const listed = unitsOf(document.text, document.language, unit)
  const coded = covered.map((stretches) => touches(listed, stretches))
  const touched = touches(listed, touchedParagraphs(compared))
  let part = 0
  listed.forEach(({ start }, index) => {
    while (part < parts.length - 1 && parts[part]!.end <= start) part += 1
    add(part, touched[index]!, 1, (track) => coded[track]![index]!)
  })
}

/** For each unit: does it share a character with one of the stretches? Both lists are in order. */
export function touches(listed: readonly Span[], stretches: readonly Stretch[]): readonly boolean[] {
  let next = 0
  return listed.map(({ start, end }) => {
    while (next < stretches.length && stretches[next]!.end <= start) next += 1
    return next < stretches.length && stretches[next]!.start < end
  })
}
