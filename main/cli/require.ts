import type { AgreementResult } from '../../core/agreement/result.ts'
import { UsageError } from './command.ts'

/** The least that a coefficient must be, in every scope. */
export interface Requirement {
  readonly key: string
  readonly least: number
}

/** Reads `KEY>=NUMBER`. Throws a UsageError. */
export function readRequirement(given: string): Requirement {
  const [, key, number] = /^\s*([^<>=\s]+)\s*>=\s*([+-]?[0-9.]+)\s*$/.exec(given) ?? []
  const least = Number(number)
  if (key === undefined || number === undefined || Number.isNaN(least))
    throw new UsageError('agree', `--require is “${given}”, not like cohen_kappa>=0.8`)
  return { key, least }
}

/**
 * A sentence for every scope in which the requirement does not hold; an undefined value does not hold.
 * Throws a UsageError where no scope has the coefficient, which can't have been meant.
 */
export function shortfalls({ results }: AgreementResult, { key, least }: Requirement): string[] {
  const found = results.flatMap(({ scope, coefficients }) =>
    Object.entries(coefficients)
      .filter(([name]) => name === key || name.split('|')[0] === key)
      .map(([name, coefficient]) => ({ scope, name, coefficient })),
  )
  if (found.length === 0) throw new UsageError('agree', `--require: no ${key} was computed`)
  return found
    .filter(({ coefficient }) => coefficient.value === null || coefficient.value < least)
    .map(({ scope, name, coefficient }) => {
      const where = [scope.code ?? 'all codes', scope.document].filter((part) => part !== null).join(' in ')
      const is = coefficient.value === null ? `not defined (${coefficient.reason})` : `${coefficient.value}`
      return `--require: ${name} of ${where} is ${is}, not at least ${least}`
    })
}
