import type { Change } from './change.ts'
import { invert, squash } from './change.ts'
import type { CoderId } from './model.ts'

/** One step that a person would count as one: what to call it and what it changed. */
export interface Step {
  /** What was done, as the menu names it after "Undo: ". */
  readonly label: string
  readonly change: Change
  /** Steps in a row with the same key are one step (typing a memo); undefined never joins. */
  readonly joins?: string
  /** Who coded in the window when it was done; null or left out where nobody did. */
  readonly coder?: CoderId | null
}

/** What can be undone and redone, newest last. A value like everything else. */
export interface History {
  readonly done: readonly Step[]
  readonly undone: readonly Step[]
}

export const emptyHistory: History = { done: [], undone: [] }

/** The history after a new step: what was undone before it can't be redone any more. */
export function record(history: History, step: Step): History {
  const last = history.done.at(-1)
  const joined =
    last !== undefined && step.joins !== undefined && last.joins === step.joins && last.coder === step.coder
  const done = joined
    ? [...history.done.slice(0, -1), { ...step, change: squash(last.change, step.change) }]
    : [...history.done, step]
  return { done, undone: [] }
}

/** The change that undoes the last step, and the history after it; undefined where there is nothing to undo. */
export function undo(history: History): (Step & { history: History }) | undefined {
  const step = history.done.at(-1)
  if (step === undefined) return undefined
  const { joins: _, ...settled } = step
  return {
    ...settled,
    change: invert(step.change),
    history: { done: history.done.slice(0, -1), undone: [...history.undone, step] },
  }
}

/** The change that does the last undone step again, and the history after it. */
export function redo(history: History): (Step & { history: History }) | undefined {
  const step = history.undone.at(-1)
  if (step === undefined) return undefined
  // A step that was taken back and done again is no longer being typed.
  const { joins: _, ...settled } = step
  return {
    ...settled,
    history: { done: [...history.done, settled], undone: history.undone.slice(0, -1) },
  }
}

/**
 * The history without the steps that are lost, and without those that can be reached only through them: what is left
 * can still be undone and redone, the last one first.
 */
export function without({ done, undone }: History, isLost: (step: Step) => boolean): History {
  const behind = (steps: readonly Step[]) => steps.slice(steps.findLastIndex(isLost) + 1)
  return { done: behind(done), undone: behind(undone) }
}
