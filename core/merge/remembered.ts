import type { Project } from '../model.ts'
import { greater, smaller } from './canonical.ts'
import type { Knowledge, Merging } from './knowledge.ts'
import { attributeIds } from './match-codes.ts'
import type { Naming } from './naming.ts'

/**
 * The names that earlier merges gave to coders and what a codebook holds, for a project that still knows them by their old ids. Of
 * all ids that mean one thing the smallest is its name.
 */
export function rememberedNames(project: Project, { mine, other }: Knowledge): Naming {
  const same = [...mine, ...other].flatMap(({ merge }) => (merge === undefined ? [] : [merge.same]))
  return {
    coders: namesFor(project.coders.keys(), same, ({ coders }) => coders),
    codes: namesFor(project.codes.keys(), same, ({ codes }) => codes),
    linkTypes: namesFor(project.linkTypes.keys(), same, ({ linkTypes }) => linkTypes),
    attributes: namesFor(attributeIds(project), same, ({ attributes }) => attributes),
    documents: new Map(),
  }
}

function namesFor<Id extends string>(
  ids: Iterable<Id>,
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
  const taken = new Set(ids)
  for (const id of [...taken].sort()) {
    const name = firstOf(id)
    // A project that holds both has made them two again.
    if (taken.has(name)) continue
    taken.add(name)
    names.set(id, name)
  }
  return names
}
