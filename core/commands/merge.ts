import type { Deciders, Decision } from '../decision.ts'
import type { Choices } from '../merge/conflict.ts'
import { type Knowledge, labelOfMerge, tellsSomething } from '../merge/knowledge.ts'
import { mergeInSteps } from '../merge/plan.ts'
import type { Project } from '../model.ts'
import { settingsOf } from '../model.ts'
import type { Steps } from '../steps.ts'

export interface MergeCommands {
  /** Brings another copy of the project, or another project, into this one: all of it or nothing, as one step. */
  merge: { readonly other: Project; readonly knowledge: Knowledge; readonly choices: Choices }
}

export const mergeDeciders: Deciders<MergeCommands, Steps<Decision>> = {
  *merge(project, { other, knowledge, choices }) {
    const { change, merging } = yield* mergeInSteps(project, other, knowledge, choices)
    const label = labelOfMerge(settingsOf(other).title)
    return tellsSomething(merging) ? { label, change, merge: merging } : { label, change }
  },
}
