import type { Additive } from './bootstrap.ts'

/** A coefficient and the code it is for, null for all codes together. */
export interface Slot {
  readonly code: number | null
  readonly key: string
}

/** Coefficients that are computed together from the same sums; outcome i belongs to slot i. */
export interface Group {
  readonly slots: readonly Slot[]
  readonly additive: Additive
}
