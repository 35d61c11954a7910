import { defined, type Outcome, undefinedBecause } from './outcome.ts'
import { studentT } from './student-t.ts'

/** A coefficient with its analytic standard error and the ends of its confidence interval. */
export interface Estimate {
  readonly value: Outcome
  readonly se: Outcome
  readonly low: Outcome
  readonly high: Outcome
}

/** Nothing of the estimate is defined, for one and the same reason. */
export function undefinedEstimate(reason: string): Estimate {
  const outcome = undefinedBecause(reason)
  return { value: outcome, se: outcome, low: outcome, high: outcome }
}

/** The value is defined, its standard error is not. */
export function withoutError(value: number, reason: string): Estimate {
  return { ...undefinedEstimate(reason), value: defined(value) }
}

/** value ± z · se, not cut at ±1 (the normal interval of Fleiss, Cohen & Everitt 1969). */
export function normalInterval(value: number, se: number, level: number): Estimate {
  const reach = studentT(level, Number.POSITIVE_INFINITY) * se
  return {
    value: defined(value),
    se: defined(se),
    low: defined(value - reach),
    high: defined(value + reach),
  }
}

/** value ± t · se with `df` degrees of freedom, the upper end cut at 1 (Gwet 2014, as irrCAC does). */
export function tInterval(value: number, se: number, df: number, level: number): Estimate {
  const reach = studentT(level, df) * se
  return {
    value: defined(value),
    se: defined(se),
    low: defined(value - reach),
    high: defined(Math.min(1, value + reach)),
  }
}
