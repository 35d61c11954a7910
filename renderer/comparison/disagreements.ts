import type { Disagreement } from '../../core/comparison.ts'
import type { Coder, CoderId, Document, DocumentId, Project, SegmentId } from '../../core/model.ts'
import { codingsId, documentsInOrder } from '../../core/model.ts'
import type { Span } from '../../core/span.ts'
import { overlaps } from '../../core/span.ts'
import type { Kind } from './choices.ts'

/** What differs in one document, in the order of the text; a disagreement's number is its place in here from 1. */
export interface DocumentGroup {
  readonly document: Document
  readonly disagreements: readonly Disagreement[]
}

/**
 * The two coders to compare: those that were chosen as long as they exist, otherwise the first two that have coded
 * something, and the first others where fewer have. Undefined where there are not two coders.
 */
export function comparedCoders(
  project: Pick<Project, 'coders' | 'codings' | 'documents'>,
  chosen: readonly [CoderId, CoderId] | null,
): readonly [Coder, Coder] | undefined {
  const kept = (chosen ?? []).flatMap((id) => project.coders.get(id) ?? [])
  if (kept.length === 2) return [kept[0]!, kept[1]!]
  const worked = (coder: Coder) =>
    [...project.documents.keys()].some((document) => project.codings.has(codingsId(coder.id, document)))
  const coders = [...project.coders.values()]
  const [first, second] = [...coders.filter(worked), ...coders.filter((coder) => !worked(coder))]
  return first === undefined || second === undefined ? undefined : [first, second]
}

/** Disagreements by document, with documents in which nothing differs; `fresh` takes the place of what was read. */
export function groupsOf(
  project: Project,
  read: readonly Disagreement[],
  fresh: { document: DocumentId; disagreements: readonly Disagreement[] } | null,
): DocumentGroup[] {
  const byDocument = new Map<DocumentId, Disagreement[]>()
  for (const one of read) {
    const group = byDocument.get(one.document)
    if (group === undefined) byDocument.set(one.document, [one])
    else group.push(one)
  }
  return documentsInOrder(project).map((document) => ({
    document,
    disagreements:
      fresh?.document === document.id ? fresh.disagreements : (byDocument.get(document.id) ?? []),
  }))
}

export function ofKind(disagreements: readonly Disagreement[], kind: Kind): readonly Disagreement[] {
  return kind === 'all' ? disagreements : disagreements.filter((one) => one.kind === kind)
}

/**
 * The disagreement of the list that a place means: the one its segment is part of, else the first that shares text
 * with its selection, else the next after it, else the last before it; without a selection the first of its document.
 */
export function disagreementAt(
  shown: readonly Disagreement[],
  place: { document: DocumentId | null; segment: SegmentId | null; selection: Span | null },
): Disagreement | undefined {
  const here = shown.filter(({ document }) => document === place.document)
  const ofSegment = here.find(({ sides }) => sides.some((side) => side?.segment === place.segment))
  const { selection } = place
  if (ofSegment !== undefined || selection === null || place.segment !== null) return ofSegment ?? here[0]
  return (
    here.find((one) => overlaps(one, selection)) ??
    here.find(({ start }) => start >= selection.start) ??
    here.at(-1)
  )
}

export type Step = 'next' | 'previous' | 'first' | 'last'

/**
 * Where a step leads from the current disagreement, across documents; undefined at the end. From no disagreement,
 * as in a document without one, the walk goes on from that document.
 */
export function walk(
  groups: readonly DocumentGroup[],
  kind: Kind,
  here: { document: DocumentId | null; current: Disagreement | undefined },
  step: Step,
): Disagreement | undefined {
  const shown = groups.flatMap(({ disagreements }) => ofKind(disagreements, kind))
  if (step === 'first') return shown[0]
  if (step === 'last') return shown.at(-1)
  const at = shown.findIndex(({ id }) => id === here.current?.id)
  if (at >= 0) return shown[step === 'next' ? at + 1 : at - 1]
  const placeOf = new Map(groups.map(({ document }, index) => [document.id, index]))
  const from = here.document === null ? -1 : (placeOf.get(here.document) ?? -1)
  return step === 'next'
    ? shown.find(({ document }) => placeOf.get(document)! >= from)
    : shown.findLast(({ document }) => placeOf.get(document)! < from)
}
