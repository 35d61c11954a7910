import type { Project } from '../model.ts'
import type { Choices } from './conflict.ts'
import type { Knowledge } from './knowledge.ts'
import { type Merged, merge } from './plan.ts'

/**
 * The merge with those of the wanted choices that it has conflicts for: a choice may settle another conflict, so that
 * what was chosen there has nothing to say any more.
 */
export function mergeWithFitting(
  mine: Project,
  other: Project,
  knowledge: Knowledge,
  wanted: Choices,
): { readonly merged: Merged; readonly choices: Choices } {
  let choices: Choices = {}
  let merged = merge(mine, other, knowledge)
  // Each round may open or close conflicts; what has not come to rest by then is left as it is by default.
  for (let round = 0; round < 8; round++) {
    const next = Object.fromEntries(
      merged.plan.conflicts.flatMap(({ id, choices: offered }) =>
        wanted[id] !== undefined && offered.includes(wanted[id]) ? [[id, wanted[id]]] : [],
      ),
    )
    if (Object.keys(next).join() === Object.keys(choices).join()) return { merged, choices }
    try {
      merged = merge(mine, other, knowledge, next)
      choices = next
    } catch {
      return { merged, choices }
    }
  }
  return { merged, choices }
}
