import type { MergePlan } from './merge/plan.ts'
import type { CoderId } from './model.ts'

/** What crosses a process border when copies are merged and the history is read. Types only. */

/** What merging a chosen copy would do. While coding is blind, of others' segments sums only, and no words. */
export interface MergePreview {
  readonly token: string
  /** Of the copy's folder or of the package. */
  readonly name: string
  readonly plan: MergePlan
  /** What of it can't be merged, a sentence each. */
  readonly missing: readonly string[]
  readonly blind: boolean
}

/** Which lines of the history are wanted. */
export interface HistoryAsk {
  /** In the line's words, in any case; '' for all. */
  readonly text: string
  /** Whose; null for everybody's. */
  readonly coder: CoderId | null
  /** How many of the newest are left out. */
  readonly from: number
}

export interface HistoryPage {
  /** Newest first. */
  readonly lines: readonly HistoryEntry[]
  /** How many there are with these words and of this coder. */
  readonly of: number
  /** Lines that can't be read, where they stand and why. */
  readonly damaged: readonly string[]
  /** Coding is blind, so that what is about others' segments is left out. */
  readonly blind: boolean
}

export interface HistoryEntry {
  /** ISO 8601, UTC. */
  readonly at: string
  /** null where nobody was chosen. */
  readonly coder: string | null
  readonly label: string
}
