import type { CodeGroupCommands } from './commands/code-group.ts'
import { codeGroupDeciders } from './commands/code-group.ts'
import type { CodeMergeCommands } from './commands/code-merge.ts'
import { codeMergeDeciders } from './commands/code-merge.ts'
import type { CodeSpansCommands } from './commands/code-spans.ts'
import { codeSpansDeciders } from './commands/code-spans.ts'
import type { CodebookCommands } from './commands/codebook.ts'
import { codebookDeciders } from './commands/codebook.ts'
import type { CodebookImportCommands } from './commands/codebook-import.ts'
import { codebookImportDeciders } from './commands/codebook-import.ts'
import type { CoderCommands } from './commands/coder.ts'
import { coderDeciders } from './commands/coder.ts'
import type { CodingsCommands } from './commands/codings.ts'
import { codingsDeciders } from './commands/codings.ts'
import type { CodingsImportCommands } from './commands/codings-import.ts'
import { codingsImportDeciders } from './commands/codings-import.ts'
import type { DocumentCommands } from './commands/document.ts'
import { documentDeciders } from './commands/document.ts'
import type { LinkCommands } from './commands/link.ts'
import { linkDeciders } from './commands/link.ts'
import type { MergeCommands } from './commands/merge.ts'
import { mergeDeciders } from './commands/merge.ts'
import type { NewCodeCommands } from './commands/new-code.ts'
import { newCodeDeciders } from './commands/new-code.ts'
import type { ProjectImportCommands } from './commands/project-import.ts'
import { projectImportDeciders } from './commands/project-import.ts'
import type { SegmentCommands } from './commands/segment.ts'
import { segmentDeciders } from './commands/segment.ts'
import type { SegmentPartsCommands } from './commands/segment-parts.ts'
import { segmentPartsDeciders } from './commands/segment-parts.ts'
import type { Context, Deciders, Decision } from './decision.ts'
import { withLinksKept } from './memo-links-kept.ts'
import type { Project } from './model.ts'
import { finish, type Steps } from './steps.ts'

/** Everything a person can want of a project, by name, with what it needs. One file in commands/ a noun. */
export interface Commands
  extends CoderCommands,
    DocumentCommands,
    CodebookCommands,
    CodeGroupCommands,
    CodeMergeCommands,
    SegmentCommands,
    SegmentPartsCommands,
    NewCodeCommands,
    CodeSpansCommands,
    LinkCommands,
    CodingsCommands,
    CodingsImportCommands,
    CodebookImportCommands,
    MergeCommands,
    ProjectImportCommands {}
export type CommandName = keyof Commands
export type Command = { [Name in CommandName]: { readonly type: Name } & Commands[Name] }[CommandName]

const deciders: Deciders<Commands, Decision | Steps<Decision>> = {
  ...coderDeciders,
  ...documentDeciders,
  ...codebookDeciders,
  ...codeGroupDeciders,
  ...codeMergeDeciders,
  ...segmentDeciders,
  ...segmentPartsDeciders,
  ...newCodeDeciders,
  ...codeSpansDeciders,
  ...linkDeciders,
  ...codingsDeciders,
  ...codingsImportDeciders,
  ...codebookImportDeciders,
  ...mergeDeciders,
  ...projectImportDeciders,
}

/**
 * What the command would change. Pure: nothing happens until the change is applied.
 * Throws a Refusal where the command can't be carried out.
 */
export function decide(project: Project, command: Command, context: Context): Decision {
  const decision = finish(decideInSteps(project, command, context))
  return seesToLinks(command) ? decision : withLinksKept(project, decision, context.now)
}

/** Whether the command itself keeps links in memos leading where they led. */
export function seesToLinks({ type }: Command): boolean {
  return type === 'merge'
}

/**
 * The same, so that other work has its turn where a decision takes long. That links in memos go on leading where they
 * led comes after it (memo-links-kept.ts): only where names change are memos to be loaded.
 */
export function* decideInSteps(project: Project, command: Command, context: Context): Steps<Decision> {
  const decider = deciders[command.type] as (p: Project, c: Command, x: Context) => Decision | Steps<Decision>
  const decided = decider(project, command, context)
  return 'next' in decided ? yield* decided : decided
}
