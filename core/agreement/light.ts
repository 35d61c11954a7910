import { cohenKappa } from './cohen.ts'
import { confusionOf } from './confusion.ts'
import { defined, type Outcome, undefinedBecause } from './outcome.ts'
import { coderPairs, completeUnits, type Table, unitCount } from './table.ts'

/** Light's kappa: the mean of Cohen's kappas of all pairs of coders, on the units all coded (Light 1971). */
export function lightKappa(table: Table): Outcome {
  const complete = completeUnits(table)
  if (unitCount(complete) === 0) return undefinedBecause('no unit was coded by every coder')
  const pairs = coderPairs(table.coders)
  let total = 0
  for (const [i, j] of pairs) {
    const { value } = cohenKappa(confusionOf(complete, i, j)).value
    if (value === null) return undefinedBecause('a pair of coders shows no variation')
    total += value
  }
  return defined(total / pairs.length)
}
