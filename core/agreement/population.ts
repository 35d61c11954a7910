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
  const touched = touchedParagraphs(compared)
  const tracks = compared.covered.length
  const borders = bordersOf([...compared.covered, parts, touched])
  let part = -1
  let inTouched = false
  let start = 0
  for (const { at, track, begins } of borders) {
    if (at > start && part >= 0) counter.add(part, inTouched, at - start)
    start = at
    if (track < tracks) counter.switch(track, begins)
    else if (track > tracks) inTouched = begins
    else if (begins) part += 1
  }
}

interface Border {
  readonly at: number
  readonly track: number
  /** Whether a stretch of the track begins there; else one ends. */
  readonly begins: boolean
}

/** The ends of the stretches of all tracks from left to right; at one place ends come before beginnings. */
function* bordersOf(tracks: readonly (readonly Stretch[])[]): Generator<Border> {
  // Borders as plain numbers sort many times as fast as objects.
  const packed = new Float64Array(2 * tracks.reduce((sum, track) => sum + track.length, 0))
  const perPlace = 2 * tracks.length
  let next = 0
  tracks.forEach((stretches, track) => {
    for (const { start, end } of stretches) {
      packed[next++] = start * perPlace + tracks.length + track
      packed[next++] = end * perPlace + track
    }
  })
  for (const border of packed.sort()) {
    const sign = border % perPlace
    const begins = sign >= tracks.length
    yield { at: (border - sign) / perPlace, track: begins ? sign - tracks.length : sign, begins }
  }
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
