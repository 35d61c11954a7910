import type { SplitTarget } from '../../core/commands/code-group.ts'
import type { Code, CodeId, SegmentId } from '../../core/model.ts'
import type { OpenProject } from '../store.ts'
import { getState } from '../store.ts'

/** How far somebody has come in splitting a code. */
export interface SplitBegun {
  readonly targets: readonly SplitTarget[]
  /** Which target, counted from 0, a segment goes to; one that stays is not in it. */
  readonly chosen: ReadonlyMap<SegmentId, number>
  /** The segment at hand, counted from 0. */
  readonly at: number
}

export const nothingBegun: SplitBegun = { targets: [], chosen: new Map(), at: 0 }

/** By project, coder and code: a dialog that was closed goes on where one was, as long as the program runs. */
const begun = new Map<string, SplitBegun>()

function keyOf({ folder, coder }: OpenProject, code: CodeId): string {
  return `${folder} ${coder} ${code}`
}

export function keepBegun(code: Code, split: SplitBegun): void {
  const { open } = getState()
  if (open === null) return
  if (split === nothingBegun) begun.delete(keyOf(open, code.id))
  else begun.set(keyOf(open, code.id), split)
}

/** What was begun, without codes that are gone since. */
export function begunWith(code: Code): SplitBegun {
  const { open } = getState()
  const found = open === null ? undefined : begun.get(keyOf(open, code.id))
  if (open === null || found === undefined) return nothingBegun
  const { codes } = open.project
  const targets = found.targets.filter((target) => 'name' in target || codes.has(target.code))
  const chosen = new Map(
    [...found.chosen].flatMap(([segment, to]): [SegmentId, number][] => {
      const now = targets.indexOf(found.targets[to]!)
      return now < 0 ? [] : [[segment, now]]
    }),
  )
  return { ...found, targets, chosen }
}
