import type { Conflict } from '../core/merge/conflict.ts'
import type { Lists, MergePlan, Work } from '../core/merge/plan.ts'
import type { CoderId, Project } from '../core/model.ts'
import { maySee } from './view-of.ts'

/**
 * A plan as a window may see it. While coding is blind, of other coders' segments it tells how many there are of each
 * coder, which whoever merges has to know, but not in which documents, and none of their words.
 */
export function planView(plan: MergePlan, project: Project, coder: CoderId | null): MergePlan {
  const hidden = (owner: CoderId) => !maySee(project, coder, owner)
  const works = (list: readonly Work[]) => {
    const sums = new Map<string, Work>()
    const shown = list.filter((work) => {
      if (!hidden(work.owner)) return true
      const sum = sums.get(work.owner) ?? { ...work, document: null, segments: 0, memos: 0 }
      sums.set(work.owner, { ...sum, segments: sum.segments + work.segments })
      return false
    })
    return [...shown, ...sums.values()]
  }
  const lists = <L extends Pick<Lists, 'segments'>>(one: L): L => ({ ...one, segments: works(one.segments) })
  return {
    ...plan,
    comesIn: lists(plan.comesIn),
    changes: lists(plan.changes),
    goes: lists(plan.goes),
    conflicts: plan.conflicts.map((conflict) =>
      conflict.owner !== undefined && hidden(conflict.owner) ? withoutWords(conflict) : conflict,
    ),
  }
}

function withoutWords(conflict: Conflict): Conflict {
  const happened =
    conflict.kind === 'deletion'
      ? 'was deleted on one side and changed on the other'
      : 'was changed on both sides'
  const shown = (version: Conflict['mine']) =>
    version === null ? null : { changed: version.changed ?? 'not to be seen while coding is blind' }
  return {
    ...conflict,
    sentence: `A segment of another coder ${happened}.`,
    mine: shown(conflict.mine),
    other: shown(conflict.other),
  }
}
