import type { Project } from '../model.ts'
import { Refusal } from '../refusal.ts'
import type { Steps } from '../steps.ts'
import type { Choices } from './conflict.ts'
import type { Knowledge } from './knowledge.ts'
import { type Merged, mergeInSteps } from './plan.ts'

/**
 * The merge with those of the wanted choices that it has conflicts for: a choice may settle another conflict, so that
 * what was chosen there has nothing to say any more.
 */
export function* mergeWithFitting(
  mine: Project,
  other: Project,
  knowledge: Knowledge,
  wanted: Choices,
): Steps<{ readonly merged: Merged; readonly choices: Choices }> {
  let choices: Choices = {}
  let merged = yield* mergeInSteps(mine, other, knowledge)
  // Each round may open or close conflicts; what has not come to rest by then is left as it is by default.
  for (let round = 0; round < 8; round++) {
    const next = Object.fromEntries(
      merged.plan.conflicts.flatMap(({ id, choices: offered }) =>
        wanted[id] !== undefined && offered.includes(wanted[id]) ? [[id, wanted[id]]] : [],
      ),
    )
    if (Object.keys(next).join() === Object.keys(choices).join()) return { merged, choices }
    try {
      merged = yield* mergeInSteps(mine, other, knowledge, next)
      choices = next
    } catch (error) {
      // One of these choices settles the question of another; the last set that went together stands.
      if (error instanceof Refusal && error.code === 'missing') return { merged, choices }
      throw error
    }
  }
  return { merged, choices }
}
