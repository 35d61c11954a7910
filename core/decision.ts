import type { Change } from './change.ts'
import type { Became } from './memo-links-kept.ts'
import type { Merging } from './merge/knowledge.ts'
import type { CoderId, Project } from './model.ts'
import type { Steps } from './steps.ts'

/** What a decision may use besides the project: given from outside, so that deciding stays pure. */
export interface Context {
  /** Who is coding; null where nobody was chosen. */
  readonly coder: CoderId | null
  /** ISO 8601, UTC. */
  readonly now: string
  /** Twelve random characters of a to z and 0 to 9, new at each call. */
  newId(): string
}

/** What a command does to the project, and what the step is called in the history. */
export interface Decision {
  readonly label: string
  readonly change: Change
  /** See Step.joins in history.ts. */
  readonly joins?: string
  /** Where something became one with another: links in memos lead to what is left (memo-links-kept.ts). */
  readonly became?: Became
  /** Of a merge, to be kept in the history with the change. */
  readonly merge?: Merging
}

/** How each command is decided: at once, or in steps where that takes long. */
export type Deciders<C, Decided extends Decision | Steps<Decision> = Decision> = {
  readonly [Name in keyof C]: (project: Project, command: C[Name], context: Context) => Decided
}
