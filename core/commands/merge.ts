import type { Deciders, Decision } from '../decision.ts'
import type { Choices } from '../merge/conflict.ts'
import { type Knowledge, labelOfMerge, tellsSomething } from '../merge/knowledge.ts'
import { mergeInSteps, type PlannedMerge } from '../merge/plan.ts'
import type { Project } from '../model.ts'
import { settingsOf } from '../model.ts'
import type { Steps } from '../steps.ts'

export interface MergeCommands {
  /** Brings another copy of the project, or another project, into this one: all of it or nothing, as one step. */
  merge: {
    readonly other: Project
    readonly knowledge: Knowledge
    readonly choices: Choices
    /** The same as somebody looked at it already; it is done so as long as the project is the one it is about. */
    readonly planned?: PlannedMerge
  }
}

export const mergeDeciders: Deciders<MergeCommands, Steps<Decision>> = {
  *merge(project, { other, knowledge, choices, planned }) {
    // A project is a value: the same one merges the same way.
    const { change, merging } =
      planned?.mine === project ? planned : yield* mergeInSteps(project, other, knowledge, choices)
    const label = labelOfMerge(settingsOf(other).title)
    return tellsSomething(merging) ? { label, change, merge: merging } : { label, change }
  },
}
