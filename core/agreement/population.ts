import type { Span } from '../span.ts'
import { type ListedUnit, paragraphs, type Unit, unitsOf } from '../units.ts'
import type { ComparedDocument } from './comparison.ts'
import type { PopulationName } from './input.ts'
import { type Run, RunCounter } from './runs.ts'
import { type Stretch, unionOf } from './spans.ts'

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
  const counter = new RunCounter(compared)
  if (unit === 'character') countCharacters(compared, parts, counter)
  else countUnits(compared, unit, parts, counter)
  return counter.runs()
}

/** Characters are counted in stretches in which no decision changes; the text itself is not walked through. */
function countCharacters(compared: ComparedDocument, parts: readonly Stretch[], counter: RunCounter): void {
  const { covered } = compared
  const tracks = [...covered, parts, touchedParagraphs(compared)]
  let part = -1
  let inTouched = false
  let reached = 0
  for (const border of bordersOf(tracks)) {
    const sign = border % (2 * tracks.length)
    const at = (border - sign) / (2 * tracks.length)
    if (at > reached) {
      counter.add(part, inTouched, at - reached)
      reached = at
    }
    const begins = sign >= tracks.length
    const track = begins ? sign - tracks.length : sign
    if (track < covered.length) counter.switch(track, begins)
    else if (track > covered.length) inTouched = begins
    else if (begins) part += 1
  }
}

/**
 * Where stretches of the tracks begin and end, from left to right, ends before beginnings at one place. Each is
 * one number, place · 2 tracks + track (+ tracks where a stretch begins): numbers sort many times as fast as
 * objects.
 */
function bordersOf(tracks: readonly (readonly Stretch[])[]): Float64Array {
  const borders = new Float64Array(2 * tracks.reduce((sum, { length }) => sum + length, 0))
  let next = 0
  tracks.forEach((stretches, track) => {
    for (const { start, end } of stretches) {
      borders[next++] = start * 2 * tracks.length + tracks.length + track
      borders[next++] = end * 2 * tracks.length + track
    }
  })
  return borders.sort()
}

/** A coder has coded a unit with a code if any of its characters is in a segment of that code. */
function countUnits(
  compared: ComparedDocument,
  unit: ListedUnit,
  parts: readonly Stretch[],
  counter: RunCounter,
): void {
  const { document, covered } = compared
  const listed = unitsOf(document.text, document.language, unit)
  const coded = covered.map((stretches) => touches(listed, stretches))
  const touched = touches(listed, touchedParagraphs(compared))
  let part = 0
  listed.forEach(({ start }, index) => {
    while (part < parts.length - 1 && parts[part]!.end <= start) part += 1
    coded.forEach((has, track) => {
      counter.switch(track, has[index]!)
    })
    counter.add(part, touched[index]!, 1)
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
