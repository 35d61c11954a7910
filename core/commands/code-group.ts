import { apply, type Change, squash } from '../change.ts'
import { childrenOf, withDescendants } from '../codebook.ts'
import type { Deciders } from '../decision.ts'
import type { Code, CodeId, DocumentId, Project, SegmentId } from '../model.ts'
import { Refusal } from '../refusal.ts'
import { type CodebookCommands, codebookDeciders, codeOf, moved } from './codebook.ts'
import { Recoding } from './recoding.ts'

export interface CodeGroupCommands {
  /** Puts the codes, with those below them, under a new code that takes the place of the first. */
  groupCodes: { readonly codes: readonly CodeId[]; readonly name: string }
  /**
   * Gives segments of the coder who gives the command other codes, there or new ones beside `code`. The code itself
   * stays, with the segments that nobody moved.
   */
  splitCode: {
    readonly code: CodeId
    readonly into: readonly SplitTarget[]
    readonly moves: readonly SplitMove[]
  }
}

/** A code that is there, or the name of one to be made. */
export type SplitTarget = { readonly code: CodeId } | { readonly name: string }

export interface SplitMove {
  readonly document: DocumentId
  readonly segment: SegmentId
  /** Which of the targets, from 0. */
  readonly to: number
}

export const codeGroupDeciders: Deciders<CodeGroupCommands> = {
  groupCodes(project, { codes, name }, context) {
    const chosen = outermost(
      project,
      codes.map((id) => codeOf(project, id)),
    )
    const [first] = chosen
    if (first === undefined)
      throw new Refusal('invalid', 'No code is chosen; choose the codes to group first.')
    let { change } = codebookDeciders.addCodes(project, { parent: first.parent, codes: [{ name }] }, context)
    const group = change.codes!.added[0]!
    let state = apply(project, change)
    const take = (move: CodebookCommands['moveCode']) => {
      const step = moved(state, move)
      state = apply(state, step)
      change = squash(change, step)
    }
    take({
      code: group.id,
      parent: first.parent,
      order: childrenOf(project.codes, first.parent).indexOf(first),
    })
    for (const [order, code] of chosen.entries()) take({ code: code.id, parent: group.id, order })
    return { label: `group ${chosen.map((code) => code.name).join(', ')} under ${group.name}`, change }
  },

  splitCode(project, { code: id, into, moves }, context) {
    const code = codeOf(project, id)
    let state = project
    let made: Change = {}
    const targets = into.map((target): CodeId => {
      if ('code' in target) return codeOf(project, target.code).id
      const { change } = codebookDeciders.addCodes(
        state,
        { parent: code.parent, codes: [{ name: target.name, attributes: [...code.attributes] }] },
        context,
      )
      state = apply(state, change)
      made = squash(made, change)
      return change.codes!.added[0]!.id
    })
    const recoding = new Recoding(state, context)
    for (const { document, segment, to } of moves) {
      const target = targets[to]
      if (target === undefined) throw new Refusal('invalid', `There is no target ${to} to move a segment to.`)
      recoding.give(document, segment, target)
    }
    const names = targets.map((target) => state.codes.get(target)!.name).join(', ')
    return { label: `split ${code.name} into ${names}`, change: squash(made, recoding.change) }
  },
}

/** Without codes that are below another of them, and each once. */
function outermost({ codes }: Project, chosen: readonly Code[]): Code[] {
  const below = new Set(chosen.flatMap((code) => withDescendants(codes, code).slice(1)))
  return [...new Set(chosen)].filter((code) => !below.has(code))
}
