import type { Change, Diff } from '../change.ts'
import { isEmpty } from '../change.ts'
import type { CoderId, Codings, DocumentId, Project, Segment } from '../model.ts'
import { type Entry, isCalledMerge } from './knowledge.ts'

/** One coder's work, as a copy of the project in which nobody else ever was. */
export interface WorkOf {
  readonly project: Project
  readonly entries: readonly Entry[]
}

/**
 * What there is of one coder in a project: their segments, the documents these are in, the codebook and its versions,
 * and what the history tells of all that. All of the coder's segments must be loaded; texts are left out unless they
 * are wanted. Nothing in it is from another coder, the words of the history included.
 */
export function workOf(project: Project, entries: readonly Entry[], coder: CoderId, texts: boolean): WorkOf {
  const own = <R extends { readonly coder: CoderId }>(record: R) => record.coder === coder
  const codings = new Map([...project.codings].filter(([, record]) => own(record)))
  const documents = new Set<DocumentId>([...codings.values()].map(({ document }) => document))
  const inside = <Id extends string, R>(table: ReadonlyMap<Id, R>) =>
    new Map([...table].filter(([id]) => documents.has(id as unknown as DocumentId)))
  return {
    project: {
      ...project,
      coders: new Map([...project.coders].filter(([id]) => id === coder)),
      documents: inside(project.documents),
      texts: texts ? inside(project.texts) : new Map(),
      codings,
      segments: new Map([...project.segments].filter(([id]) => codings.has(id))),
    },
    entries: entries.flatMap((entry) => entryOf(entry, coder, documents)),
  }
}

function entryOf(entry: Entry, coder: CoderId, documents: ReadonlySet<DocumentId>): Entry[] {
  const change = changeOf(entry.change, coder, documents)
  const { merge } = entry
  const seen = merge && changeOf(merge.seen, coder, documents)
  if (isEmpty(change) && merge === undefined) return []
  // A label tells words of the segments that it is about. What merges are called tells which were undone.
  const label =
    isCalledMerge(entry.label) || isAll(entry.change, coder) ? entry.label : 'work of several coders'
  return [
    {
      at: entry.at,
      coder: entry.coder === coder ? coder : null,
      label,
      change,
      ...(merge === undefined ? {} : { merge: { seen: seen!, same: { ...merge.same, coders: [] } } }),
    },
  ]
}

/** Whether all segments in the change are the coder's. */
function isAll({ segments }: Change, coder: CoderId): boolean {
  return (
    segments === undefined ||
    [...segments.added, ...segments.removed, ...segments.updated.map(([before]) => before)].every(
      (segment: Segment) => segment.coder === coder,
    )
  )
}

function changeOf(change: Change, coder: CoderId, documents: ReadonlySet<DocumentId>): Change {
  const { texts: _, coders, documents: described, codings, segments, ...codebook } = change
  const own = (record: Codings | Segment) => record.coder === coder
  const parts: Change = {
    ...codebook,
    ...(coders === undefined ? {} : { coders: only(coders, ({ id }) => id === coder) }),
    ...(described === undefined ? {} : { documents: only(described, ({ id }) => documents.has(id)) }),
    ...(codings === undefined ? {} : { codings: only(codings, own) }),
    ...(segments === undefined ? {} : { segments: only(segments, own) }),
  }
  return Object.fromEntries(
    Object.entries(parts).filter(
      ([, { added, updated, removed }]) => added.length + updated.length + removed.length > 0,
    ),
  )
}

function only<R>({ added, updated, removed }: Diff<R>, wanted: (record: R) => boolean): Diff<R> {
  return {
    added: added.filter(wanted),
    updated: updated.filter(([before]) => wanted(before)),
    removed: removed.filter(wanted),
  }
}
