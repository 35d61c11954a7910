import type { Deciders } from '../decision.ts'
import type { Choices } from '../merge/conflict.ts'
import { type Knowledge, labelOfMerge, tellsSomething } from '../merge/knowledge.ts'
import { merge } from '../merge/plan.ts'
import type { Project } from '../model.ts'
import { settingsOf } from '../model.ts'

export interface MergeCommands {
  /** Brings another copy of the project, or another project, into this one: all of it or nothing, as one step. */
  merge: { readonly other: Project; readonly knowledge: Knowledge; readonly choices: Choices }
}

export const mergeDeciders: Deciders<MergeCommands> = {
  merge(project, { other, knowledge, choices }) {
    const { change, merging } = merge(project, other, knowledge, choices)
    const label = labelOfMerge(settingsOf(other).title)
    return tellsSomething(merging) ? { label, change, merge: merging } : { label, change }
  },
}
