/**
 * What a coefficient answers: a finite number, or no number and the reason in words.
 * Where a coefficient is not defined, programs differ (0, 1, NaN, a crash); we say "undefined" and why.
 */
export type Outcome = { readonly value: number } | { readonly value: null; readonly reason: string }

/** A defined result. Negative zero becomes zero; a number that is not finite is never let through. */
export function defined(value: number): Outcome {
  if (!Number.isFinite(value)) return undefinedBecause('the calculation left the range of numbers')
  return { value: value + 0 }
}

/** Why there is no value where coders never differ and never vary; what follows from it belongs to it. */
export const noVariation = 'no variation: one decision on every unit, so agreement can’t be told from chance'

/** An undefined result with its reason, a phrase without capital or full stop. */
export function undefinedBecause(reason: string): Outcome {
  return { value: null, reason }
}
