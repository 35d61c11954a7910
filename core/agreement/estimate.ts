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
  return interval(value, se, () => studentT(level, Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY)
}

/** value ± t · se with `df` degrees of freedom, the upper end cut at 1 (Gwet 2014, as irrCAC does). */
export function tInterval(value: number, se: number, df: number, level: number): Estimate {
  return interval(value, se, () => studentT(level, df), 1)
}

/** The ends are computed when they are read: a bootstrap asks for the value only, thousands of times. */
function interval(value: number, se: number, quantile: () => number, highest: number): Estimate {
  return {
    value: defined(value),
    se: defined(se),
    get low() {
      return defined(value - quantile() * se)
    },
    get high() {
      return defined(Math.min(highest, value + quantile() * se))
    },
  }
}
