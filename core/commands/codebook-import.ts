import { apply, squash } from '../change.ts'
import { childrenOf } from '../codebook.ts'
import type { Context, Deciders, Decision } from '../decision.ts'
import type { Code, CodeId, Project } from '../model.ts'
import { nameFor } from '../name.ts'
import { codebookDeciders, type NewCode } from './codebook.ts'

export interface CodebookImportCommands {
  /**
   * Takes in a codebook. A code that is there already, by its path of names, gets what the file says of it and
   * keeps what the file leaves out; the others are added. Nothing is removed.
   */
  importCodes: { readonly codes: readonly NewCode[] }
}

export const codebookImportDeciders: Deciders<CodebookImportCommands> = {
  importCodes(project, { codes }, context) {
    const draft: Draft = { project, change: {} }
    for (const code of codes) take(draft, code, null, context)
    const { added = [], updated = [] } = draft.change.codes ?? {}
    return { label: `import ${added.length + updated.length} codes`, change: draft.change }
  },
}

/** The project as it would be, and the change that leads there. */
interface Draft {
  project: Project
  change: Decision['change']
}

function take(draft: Draft, given: NewCode, parent: CodeId | null, context: Context): void {
  const { children = [], ...text } = given
  const found = named(draft.project, parent, given.name)
  const { change } =
    found === undefined
      ? codebookDeciders.addCodes(draft.project, { parent, codes: [text] }, context)
      : codebookDeciders.changeCode(draft.project, { code: found.id, changes: text }, context)
  draft.project = apply(draft.project, change)
  draft.change = squash(draft.change, change)
  const below = named(draft.project, parent, given.name)!
  for (const child of children) take(draft, child, below.id, context)
}

function named(project: Project, parent: CodeId | null, name: string): Code | undefined {
  const wanted = nameFor('code', name).toLowerCase()
  return childrenOf(project.codes, parent).find((code) => code.name.toLowerCase() === wanted)
}
