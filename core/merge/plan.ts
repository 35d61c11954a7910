import type { Change } from '../change.ts'
import { isEmpty } from '../change.ts'
import { codesInOrder, pathOf, pathSeparator } from '../codebook.ts'
import { difference, sameValue } from '../difference.ts'
import type { CodeId, CoderId, DocumentId, LinkTypeId, Project, ProjectId, Segment } from '../model.ts'
import { codingsId, documentsInOrder, settingsOf } from '../model.ts'
import { finish, type Steps } from '../steps.ts'
import type { Choices, Conflict } from './conflict.ts'
import type { Knowledge, Merging } from './knowledge.ts'
import { type Reconciled, reconcile } from './reconcile.ts'

/** What a merge would do to a project, in plain words and numbers. */
export interface MergePlan {
  readonly format: 'intercoder-merge/1'
  readonly mine: Named<ProjectId>
  readonly other: Named<ProjectId>
  /** The project has all of it already. */
  readonly nothingNew: boolean
  /** What the other copy has and mine has not. */
  readonly comesIn: Lists & {
    readonly coders: readonly { id: CoderId; name: string }[]
    /** How many versions of the codebook that something was coded under. */
    readonly versions: number
  }
  /** What mine has and is different after the merge, with what of it changes. */
  readonly changes: {
    readonly project: readonly string[]
    readonly coders: readonly { id: CoderId; name: string; was: string }[]
    readonly codes: readonly { id: CodeId; path: string; fields: readonly string[] }[]
    readonly linkTypes: readonly { id: LinkTypeId; name: string; fields: readonly string[] }[]
    readonly documents: readonly { id: DocumentId; title: string; fields: readonly string[] }[]
    readonly segments: readonly Work[]
  }
  /** What was deleted in the other copy and goes here too. */
  readonly goes: Lists
  /** How much is the same in both. */
  readonly same: Readonly<Record<'coders' | 'documents' | 'codes' | 'segments', number>>
  readonly conflicts: readonly Conflict[]
  /** What else to know, a sentence each. */
  readonly notes: readonly string[]
}

interface Named<Id> {
  readonly id: Id
  readonly title: string
}

export interface Lists {
  readonly documents: readonly { id: DocumentId; title: string; characters: number }[]
  readonly codes: readonly { id: CodeId; path: string }[]
  readonly linkTypes: readonly { id: LinkTypeId; name: string }[]
  readonly segments: readonly Work[]
}

/** Segments of one coder in one document, and how many of them have a memo. */
export interface Work {
  readonly owner: CoderId
  readonly coder: string
  /** null: in several documents that may not be told. */
  readonly document: string | null
  readonly segments: number
  readonly memos: number
}

/** Two copies as one. */
export interface Merged {
  readonly project: Project
  readonly plan: MergePlan
  /** What mine becomes the merged project by. */
  readonly change: Change
  /** To be kept in the history with the change. */
  readonly merging: Merging
}

/** A merge that was planned, and the project that it was planned for. */
export interface PlannedMerge extends Pick<Merged, 'change' | 'merging'> {
  readonly mine: Project
}

/**
 * Merges the other copy into mine. Symmetrical: either order gives the same project (projects with different ids keep
 * their own id and title); merging what was merged before changes nothing. All texts and segments must be loaded.
 * Throws a Refusal where a choice fits no conflict.
 */
export function merge(mine: Project, other: Project, knowledge: Knowledge, choices: Choices = {}): Merged {
  return finish(mergeInSteps(mine, other, knowledge, choices))
}

/** The same, a step for each coder's segments of a document. */
export function* mergeInSteps(
  mine: Project,
  other: Project,
  knowledge: Knowledge,
  choices: Choices = {},
): Steps<Merged> {
  const reconciled = yield* reconcile(mine, other, knowledge, choices)
  // Where ids change there is more to write than the plan tells.
  const change = reconciled.mine === mine ? reconciled.change : difference(mine, reconciled.merged)
  return {
    project: reconciled.merged,
    plan: planOf(reconciled, isEmpty(change)),
    change,
    merging: reconciled.merging,
  }
}

/** What merging would do. */
export function planMerge(
  mine: Project,
  other: Project,
  knowledge: Knowledge,
  choices: Choices = {},
): MergePlan {
  return merge(mine, other, knowledge, choices).plan
}

/** The project that merging gives. */
export function mergeProjects(
  mine: Project,
  other: Project,
  knowledge: Knowledge,
  choices: Choices = {},
): Project {
  return finish(reconcile(mine, other, knowledge, choices)).merged
}

function planOf(
  { mine, other, merged, change, desk, sameSegments }: Reconciled,
  nothingNew: boolean,
): MergePlan {
  const named = (project: Project) => {
    const { id, title } = settingsOf(project)
    return { id, title }
  }
  const added = listsOf(merged, change, 'added')
  return {
    format: 'intercoder-merge/1',
    mine: named(mine),
    other: named(other),
    nothingNew,
    comesIn: { coders: change.coders?.added ?? [], ...added, versions: change.versions?.added.length ?? 0 },
    changes: changesOf(merged, change),
    goes: listsOf(mine, change, 'removed'),
    same: { ...sameIn(mine, other), segments: sameSegments },
    conflicts: desk.conflicts,
    notes: desk.notes,
  }
}

function listsOf(project: Project, change: Change, part: 'added' | 'removed'): Lists {
  const documents = new Set(change.documents?.[part].map(({ id }) => id))
  const codes = new Set(change.codes?.[part].map(({ id }) => id))
  return {
    documents: documentsInOrder(project)
      .filter(({ id }) => documents.has(id))
      .map(({ id, title, characters }) => ({ id, title, characters })),
    codes: codesInOrder(project.codes)
      .filter(({ code }) => codes.has(code.id))
      .map(({ code }) => ({ id: code.id, path: pathOf(project.codes, code).join(pathSeparator) })),
    linkTypes: (change.linkTypes?.[part] ?? []).map(({ id, name }) => ({ id, name })),
    segments: workIn(project, change.segments?.[part] ?? []),
  }
}

function changesOf(merged: Project, change: Change): MergePlan['changes'] {
  return {
    project: (change.settings?.updated ?? []).flatMap(([before, after]) => fieldsOf(before, after)),
    coders: (change.coders?.updated ?? []).map(([{ name: was }, { id, name }]) => ({ id, name, was })),
    codes: (change.codes?.updated ?? [])
      .map(([before, after]) => ({
        id: after.id,
        path: pathOf(merged.codes, after).join(pathSeparator),
        fields: fieldsOf(before, after),
      }))
      .filter(({ fields }) => fields.length > 0),
    linkTypes: (change.linkTypes?.updated ?? [])
      .map(([before, after]) => ({ id: after.id, name: after.name, fields: fieldsOf(before, after) }))
      .filter(({ fields }) => fields.length > 0),
    documents: (change.documents?.updated ?? [])
      .map(([before, after]) => ({ id: after.id, title: after.title, fields: fieldsOf(before, after) }))
      .filter(({ fields }) => fields.length > 0),
    segments: workIn(
      merged,
      (change.segments?.updated ?? []).map(([, after]) => after),
    ),
  }
}

/** The keys under which two records differ; a place in a list makes no difference to a person. */
function fieldsOf(before: object, after: object): string[] {
  const values = after as Record<string, unknown>
  return Object.entries(before)
    .filter(([key, value]) => key !== 'order' && !sameValue(value, values[key]))
    .map(([key]) => key)
}

function workIn(project: Project, segments: readonly Segment[]): Work[] {
  const work = new Map<string, { of: Segment; segments: number; memos: number }>()
  for (const segment of segments) {
    const id = codingsId(segment.coder, segment.document)
    const sum = work.get(id) ?? { of: segment, segments: 0, memos: 0 }
    work.set(id, sum)
    sum.segments++
    if (segment.memo !== '') sum.memos++
  }
  return [...work.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { of, segments: count, memos }]) => ({
      owner: of.coder,
      coder: project.coders.get(of.coder)?.name ?? of.coder,
      document: project.documents.get(of.document)?.title ?? of.document,
      segments: count,
      memos,
    }))
}

function sameIn(mine: Project, other: Project) {
  const same = <R extends { id: string }>(a: ReadonlyMap<string, R>, b: ReadonlyMap<string, R>) =>
    [...a.values()].filter((record) => sameValue(record, b.get(record.id))).length
  return {
    coders: same(mine.coders, other.coders),
    documents: same(mine.documents, other.documents),
    codes: same(mine.codes, other.codes),
  }
}
