import { apply, type Change, diffOf } from './change.ts'
import type { Codebook } from './codebook.ts'
import { difference } from './difference.ts'
import { canonical } from './merge/canonical.ts'
import type { CodebookVersion, LinkType, Project, Table, VersionId } from './model.ts'
import { emptyProject } from './model.ts'
import { sha256OfText } from './text.ts'

/** Codes and link types, as they stand now or stood in a version. */
export type CodebookState = Pick<Project, 'codes' | 'linkTypes'>

/** Enough of a SHA-256 that no two codebooks of a project share it. */
const idLength = 16

const known = new WeakMap<Codebook, { linkTypes: Table<LinkType>; id: VersionId }>()

/**
 * The id of the codebook as it stands: a hash of what its codes and link types mean. Colours, keys, memos and the
 * order of codes say nothing about what a segment means, and are left out.
 */
export function versionIdOf({ codes, linkTypes }: CodebookState): VersionId {
  const found = known.get(codes)
  if (found?.linkTypes === linkTypes) return found.id
  const meaning = {
    codes: inOrder(codes).map(({ colour: _, key: __, memo: ___, order: ____, ...code }) => code),
    linkTypes: inOrder(linkTypes).map(({ order: _, ...linkType }) => linkType),
  }
  const id = sha256OfText(canonical(meaning)).slice(0, idLength) as VersionId
  known.set(codes, { linkTypes, id })
  return id
}

/** Like records of any table: by id, so that the same ones come in the same order. */
function inOrder<R extends { readonly id: string }>(table: Table<R>): R[] {
  return [...table.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The version under which something is coded now, and the change that keeps it if no segment was coded under it yet. */
export function currentVersion(
  project: Project,
  now: string,
): { readonly id: VersionId; readonly change: Pick<Change, 'versions'> } {
  const id = versionIdOf(project)
  if (project.versions.has(id)) return { id, change: {} }
  const parent = versionsInOrder(project).at(-1)
  const before = parent && codebookOf(project.versions, parent.id)
  const { codes, linkTypes } = project
  const change = difference({ ...emptyProject, ...before }, { ...emptyProject, codes, linkTypes })
  const version = { id, parent: before === undefined ? null : parent!.id, created: now, change }
  return { id, change: { versions: diffOf({ added: [version] }) } }
}

/** Oldest first. */
export function versionsInOrder({ versions }: Pick<Project, 'versions'>): CodebookVersion[] {
  return [...versions.values()].sort(
    (a, b) => (a.created < b.created ? -1 : a.created > b.created ? 1 : 0) || (a.id < b.id ? -1 : 1),
  )
}

/** The codebook as it stood in a version; undefined where a version that it builds on is not there. */
export function codebookOf(versions: Project['versions'], id: VersionId): CodebookState | undefined {
  const chain: CodebookVersion[] = []
  for (let at: VersionId | null = id; at !== null; at = chain.at(-1)!.parent) {
    const version = versions.get(at)
    // A circle is no version either.
    if (version === undefined || chain.includes(version)) return undefined
    chain.push(version)
  }
  const { codes, linkTypes } = chain.reduceRight((state, { change }) => apply(state, change), emptyProject)
  return { codes, linkTypes }
}

/** A version kept whole, for where the one before may not be there. */
export function wholeVersion(version: CodebookVersion, state: CodebookState): CodebookVersion {
  return { ...version, parent: null, change: difference(emptyProject, { ...emptyProject, ...state }) }
}
