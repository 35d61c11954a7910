import { apply, squash } from '../change.ts'
import { childrenOf, codeNamed } from '../codebook.ts'
import type { Context, Deciders, Decision } from '../decision.ts'
import type { Code, CodeId, Project } from '../model.ts'
import { nameFor } from '../name.ts'
import { Refusal } from '../refusal.ts'
import { codebookDeciders, type NewCode } from './codebook.ts'
import { linkDeciders } from './link.ts'

export interface CodebookImportCommands {
  /**
   * Takes in a codebook. A code that is there already, by its path of names, gets what the file says of it and
   * keeps what the file leaves out; the others are added. Nothing is removed.
   */
  importCodes: { readonly codes: readonly NewCode[]; readonly linkTypes?: readonly NewLinkType[] }
}

/**
 * A type of link whose ends (LinkEnd) name codes as codeNamed finds them. One of that name that is there already gets
 * these ends.
 */
export interface NewLinkType {
  readonly name: string
  readonly from: readonly string[] | null
  readonly to: readonly string[] | null
}

export const codebookImportDeciders: Deciders<CodebookImportCommands> = {
  importCodes(project, { codes, linkTypes = [] }, context) {
    const draft: Draft = { project, change: {} }
    for (const code of codes) take(draft, code, null, context)
    for (const linkType of linkTypes) takeLinkType(draft, linkType, context)
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
  keep(draft, change)
  const below = named(draft.project, parent, given.name)!
  for (const child of children) take(draft, child, below.id, context)
}

function takeLinkType(draft: Draft, { name, from, to }: NewLinkType, context: Context): void {
  const codes = (names: readonly string[] | null) =>
    names === null
      ? null
      : names.map((code) => {
          const found = codeNamed(draft.project.codes, code)
          if (found === undefined)
            throw new Refusal(
              'missing',
              `The type of link ${name} names the code ${code}, which there is not.`,
            )
          return found.id
        })
  const text = { name, from: codes(from), to: codes(to) }
  const wanted = nameFor('link type', name).toLowerCase()
  const there = [...draft.project.linkTypes.values()].find((one) => one.name.toLowerCase() === wanted)
  const { change } =
    there === undefined
      ? linkDeciders.addLinkType(draft.project, text, context)
      : linkDeciders.changeLinkType(draft.project, { linkType: there.id, changes: text }, context)
  keep(draft, change)
}

function keep(draft: Draft, change: Decision['change']): void {
  draft.project = apply(draft.project, change)
  draft.change = squash(draft.change, change)
}

function named(project: Project, parent: CodeId | null, name: string): Code | undefined {
  const wanted = nameFor('code', name).toLowerCase()
  return childrenOf(project.codes, parent).find((code) => code.name.toLowerCase() === wanted)
}
