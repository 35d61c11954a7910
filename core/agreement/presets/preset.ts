import type { Unit } from '../../units.ts'
import { sumOf } from '../bootstrap.ts'
import type { ComparedDocument, Comparison } from '../comparison.ts'
import { confusionOf } from '../confusion.ts'
import type { AgreementSettings } from '../input.ts'
import type { Names } from '../names.ts'
import { runsOf } from '../population.ts'
import type { PresetResult } from '../result.ts'
import type { CodedSpan } from '../spans.ts'
import type { Table } from '../table.ts'
import { tableOfSums, tallyOf } from '../tally.ts'

/** What a preset computes from: the comparison, the settings and the names to print. */
export interface PresetInput {
  readonly comparison: Comparison
  readonly settings: AgreementSettings
  readonly names: Names
}

/** One program's way to count. */
export type Preset = (input: PresetInput) => Omit<PresetResult, 'name'>

/** Documents that the first two coders both were given; other programs compare two coders at a time. */
export function sharedDocuments({ comparison }: PresetInput): readonly ComparedDocument[] {
  return comparison.documents.filter(({ given }) => given[0] && given[1])
}

/** Says so where there are more coders than the program compares. */
export function twoCodersOnly({ names }: PresetInput): readonly string[] {
  const [first, second, ...others] = names.coders
  return others.length === 0
    ? []
    : [`It compares two coders; these are the figures of ${first} and ${second}.`]
}

/** Segments of one of the first two coders with a code. */
export function segmentsOf({ spans }: ComparedDocument, coder: 0 | 1, code: number): readonly CodedSpan[] {
  return spans.filter((span) => span.coder === coder && span.code === code)
}

/** Units of some documents that have a code for both, one, the other, or neither of the first two coders. */
export interface Fourfold {
  readonly both: number
  readonly onlyFirst: number
  readonly onlySecond: number
  readonly neither: number
  readonly units: number
}

export function fourfold(
  documents: readonly ComparedDocument[],
  code: number,
  unit: Unit,
  coders: number,
): Fourfold {
  const runs = documents.flatMap((compared) =>
    runsOf(compared, unit, [{ start: 0, end: compared.document.text.length }]),
  )
  const tally = tallyOf([runs], [1], [code], coders, false)
  return fourfoldOf(tableOfSums(tally, sumOf({ width: tally.patterns.length, blocks: tally.blocks }, [1])))
}

function fourfoldOf(table: Table): Fourfold {
  const { counts, units } = confusionOf(table, 0, 1)
  return {
    both: counts[1]![1]!,
    onlyFirst: counts[1]![0]!,
    onlySecond: counts[0]![1]!,
    neither: counts[0]![0]!,
    units,
  }
}

/** Cohen's kappa of a fourfold table, null where chance agreement is 1. */
export function kappaOf({ both, onlyFirst, onlySecond, neither, units }: Fourfold): number | null {
  const [first, second] = [both + onlyFirst, both + onlySecond]
  const expected = (first * second) / units + ((units - first) * (units - second)) / units
  return units === 0 || expected === units ? null : (both + neither - expected) / (units - expected)
}

/** A share in percent, null of nothing. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : (100 * part) / whole
}
