import type { Change } from './change.ts'
import type { CodebookCommands } from './commands/codebook.ts'
import { codebookDeciders } from './commands/codebook.ts'
import type { CodebookImportCommands } from './commands/codebook-import.ts'
import { codebookImportDeciders } from './commands/codebook-import.ts'
import type { CoderCommands } from './commands/coder.ts'
import { coderDeciders } from './commands/coder.ts'
import type { CodingsCommands } from './commands/codings.ts'
import { codingsDeciders } from './commands/codings.ts'
import type { DocumentCommands } from './commands/document.ts'
import { documentDeciders } from './commands/document.ts'
import type { SegmentCommands } from './commands/segment.ts'
import { segmentDeciders } from './commands/segment.ts'
import type { CoderId, Project } from './model.ts'

/** Everything a person can want of a project, by name, with what it needs. One file in commands/ a noun. */
export interface Commands
  extends CoderCommands,
    DocumentCommands,
    CodebookCommands,
    SegmentCommands,
    CodingsCommands,
    CodebookImportCommands {}
export type CommandName = keyof Commands
export type Command = { [Name in CommandName]: { readonly type: Name } & Commands[Name] }[CommandName]

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
}

export type Deciders<C> = {
  readonly [Name in keyof C]: (project: Project, command: C[Name], context: Context) => Decision
}

const deciders: Deciders<Commands> = {
  ...coderDeciders,
  ...documentDeciders,
  ...codebookDeciders,
  ...segmentDeciders,
  ...codingsDeciders,
  ...codebookImportDeciders,
}

/**
 * What the command would change. Pure: nothing happens until the change is applied.
 * Throws a Refusal where the command can't be carried out.
 */
export function decide(project: Project, command: Command, context: Context): Decision {
  const decider = deciders[command.type] as (p: Project, c: Command, x: Context) => Decision
  return decider(project, command, context)
}
