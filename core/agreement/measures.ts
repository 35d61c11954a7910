import { alphaNominal } from './alpha.ts'
import { cohenKappa } from './cohen.ts'
import { type Confusion, confusionOf } from './confusion.ts'
import { fleissKappa } from './fleiss.ts'
import { brennanPrediger, fleissKappaGwet, gwetAc1 } from './gwet.ts'
import { holsti } from './holsti.ts'
import { lightKappa } from './light.ts'
import type { Outcome } from './outcome.ts'
import { dice, jaccard } from './overlap.ts'
import { percentAgreement, percentAgreementAll } from './percent.ts'
import { scottPi } from './scott.ts'
import { coderPairs, type Table } from './table.ts'

/** A coefficient of the whole table. */
interface TableMeasure {
  readonly key: string
  readonly of: (table: Table) => Outcome
  /** Why it is left out with these numbers of coders unless it is named: it would repeat another. */
  readonly onlyFor?: (coders: number) => boolean
}

/** A coefficient of two coders; with more than two it is given for every pair. */
interface PairMeasure {
  readonly key: string
  readonly ofPair: (pair: Confusion, table: Table, i: number, j: number) => Outcome
  readonly charactersOnly?: boolean
}

const tableMeasures: readonly TableMeasure[] = [
  { key: 'percent_agreement', of: percentAgreement },
  { key: 'percent_agreement_all', of: percentAgreementAll, onlyFor: moreThanTwo },
  { key: 'alpha_nominal', of: alphaNominal },
  { key: 'fleiss_kappa', of: fleissKappa },
  { key: 'fleiss_kappa_gwet', of: (table) => fleissKappaGwet(table).value, onlyFor: moreThanTwo },
  { key: 'light_kappa', of: lightKappa, onlyFor: moreThanTwo },
  { key: 'gwet_ac1', of: (table) => gwetAc1(table).value },
  { key: 'brennan_prediger', of: (table) => brennanPrediger(table).value },
]

const pairMeasures: readonly PairMeasure[] = [
  { key: 'cohen_kappa', ofPair: (pair) => cohenKappa(pair).value },
  { key: 'scott_pi', ofPair: scottPi },
  { key: 'holsti', ofPair: holsti },
  { key: 'char_dice', ofPair: (_, table, i, j) => dice(table, i, j), charactersOnly: true },
  { key: 'char_jaccard', ofPair: (_, table, i, j) => jaccard(table, i, j), charactersOnly: true },
]

function moreThanTwo(coders: number): boolean {
  return coders > 2
}

/** Coefficients of a table of decisions, computed together because they share their counts. */
export interface TableMeasures {
  readonly keys: readonly string[]
  evaluate(table: Table): readonly Outcome[]
}

/**
 * The coefficients of the table "the unit has the code" that apply; `named` picks some (with or without
 * their pair). Pairs are written as in `cohen_kappa|pair=0,1` where there are more than two coders.
 */
export function tableMeasuresFor(
  coders: number,
  unit: string,
  named: readonly string[] | undefined,
): TableMeasures {
  const pairs = coderPairs(coders)
  const whole = tableMeasures.filter(({ key, onlyFor }) => wanted(named, key, onlyFor?.(coders) ?? true))
  const paired = pairMeasures
    .filter(({ charactersOnly }) => !charactersOnly || unit === 'character')
    .flatMap((measure) =>
      pairs.map(([i, j]) => ({ ...measure, key: pairKey(measure.key, coders, i, j), i, j })),
    )
    .filter(({ key }) => wanted(named, key, true))
  return {
    keys: [...whole, ...paired].map(({ key }) => key),
    evaluate: (table) => {
      const confusions = new Map<number, Confusion>()
      const confusion = (i: number, j: number): Confusion => {
        const known = confusions.get(i * coders + j) ?? confusionOf(table, i, j)
        confusions.set(i * coders + j, known)
        return known
      }
      return [
        ...whole.map(({ of }) => of(table)),
        ...paired.map(({ ofPair, i, j }) => ofPair(confusion(i, j), table, i, j)),
      ]
    },
  }
}

/** The key of a coefficient for coders i and j; with two coders there is only one pair to speak of. */
export function pairKey(key: string, coders: number, i: number, j: number): string {
  return coders === 2 ? key : `${key}|pair=${i},${j}`
}

/** Whether a key was named, by itself or by its coefficient; where nothing was named, the default. */
export function wanted(named: readonly string[] | undefined, key: string, byDefault: boolean): boolean {
  if (named === undefined) return byDefault
  return named.includes(key) || named.includes(key.split('|')[0]!)
}
