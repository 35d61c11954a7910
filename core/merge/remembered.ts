import type { Project } from '../model.ts'
import { greater, smaller } from './canonical.ts'
import type { Knowledge, Merging } from './knowledge.ts'
import type { Naming } from './naming.ts'

/**
 * The names that earlier merges gave to coders and codes, for a project that still knows them by their old ids. Of
 * all ids that mean one thing the smallest is its name.
 */
export function rememberedNames(project: Project, { mine, other }: Knowledge): Naming {
  const same = [...mine, ...other].flatMap(({ merge }) => (merge === undefined ? [] : [merge.same]))
  return {
    coders: namesFor(project.coders, same, ({ coders }) => coders),
    codes: namesFor(project.codes, same, ({ codes }) => codes),
    documents: new Map(),
  }
}

function namesFor<Id extends string>(
  records: ReadonlyMap<Id, unknown>,
  merges: readonly Merging['same'][],
  of: (same: Merging['same']) => readonly (readonly [Id, Id])[],
): Map<Id, Id> {
  const first = new Map<Id, Id>()
  const firstOf = (id: Id): Id => {
    const next = first.get(id)
    return next === undefined ? id : firstOf(next)
  }
  for (const [a, b] of merges.flatMap(of)) {
    const [one, two] = [firstOf(a), firstOf(b)]
    if (one !== two) first.set(greater(one, two), smaller(one, two))
  }
  const names = new Map<Id, Id>()
  const taken = new Set(records.keys())
  for (const id of [...records.keys()].sort()) {
    const name = firstOf(id)
    // A project that holds both has made them two again.
    if (taken.has(name)) continue
    taken.add(name)
    names.set(id, name)
  }
  return names
}
