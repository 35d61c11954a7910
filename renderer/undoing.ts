import type { Codebook } from '../core/codebook.ts'
import { codesInOrder } from '../core/codebook.ts'
import type { CodeId } from '../core/model.ts'
import { ask } from './bridge.ts'
import { attempt, getState, go, notify } from './store.ts'

export function undo(): Promise<void> {
  return step('undo', 'Undone')
}

export function redo(): Promise<void> {
  return step('redo', 'Redone')
}

async function step(which: 'undo' | 'redo', done: string): Promise<void> {
  const before = getState().open?.project.codes
  const label = await attempt(() => ask[which]())
  if (label === undefined) return
  notify(label === null ? `Nothing to ${which}.` : `${done}: ${label}.`)
  const { open, place } = getState()
  if (before === undefined || open === null) return
  const code = codeAfter(before, open.project.codes, place.code)
  if (code !== place.code) go({ code })
}

/**
 * The code that is chosen after a step: one that came back with it, so that what is done next is done to that one; for
 * one that went, the one before it in the tree.
 */
export function codeAfter(before: Codebook, after: Codebook, chosen: CodeId | null): CodeId | null {
  if (before === after) return chosen
  const back = codesInOrder(after).find(({ code }) => !before.has(code.id))
  if (back !== undefined) return back.code.id
  if (chosen === null || after.has(chosen)) return chosen
  const order = codesInOrder(before).map(({ code }) => code.id)
  return order.slice(0, order.indexOf(chosen)).findLast((id) => after.has(id)) ?? null
}
