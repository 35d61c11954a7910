import { useEffect, useMemo, useState } from 'react'
import type { Comparison, Disagreement } from '../../core/comparison.ts'
import { compare } from '../../core/comparison.ts'
import type { Coder, CoderId, Document, DocumentId, Project } from '../../core/model.ts'
import { documentsInOrder, segmentsOf } from '../../core/model.ts'
import { ask } from '../bridge.ts'
import { attempt, readDocument, useProject, useWorkbench } from '../store.ts'
import { useChoices } from './choices.ts'
import type { DocumentGroup } from './disagreements.ts'
import { comparedCoders, disagreementAt, groupsOf, ofKind } from './disagreements.ts'

/** The comparison of two coders as it is on the screen. */
export interface OpenComparison {
  readonly coders: readonly [Coder, Coder]
  readonly groups: readonly DocumentGroup[]
  /** Undefined in a project without documents. */
  readonly document: Document | undefined
  /** Its text; undefined until it is read. */
  readonly text: string | undefined
  readonly comparison: Comparison | undefined
  /** Undefined where nothing in the list is selected. */
  readonly current: Disagreement | undefined
  /** False until all documents have been compared once. */
  readonly complete: boolean
}

/** Undefined where the project has not two coders. */
export function useComparison(): OpenComparison | undefined {
  const project = useProject((open) => open.project)
  const place = useWorkbench((state) => state.place)
  const choices = useChoices()
  const coders = useMemo(() => comparedCoders(project, choices.coders), [project, choices.coders])
  const read = useDisagreements(coders?.[0].id, coders?.[1].id)
  const document = currentDocument(project, place.document, read)
  const id = document?.id
  useEffect(() => {
    if (id !== undefined) void readDocument(id)
  }, [id])
  const comparison = useDocumentComparison(project, id, coders)
  const groups = useMemo(
    () => groupsOf(project, read ?? [], comparison && id ? { document: id, ...comparison } : null),
    [project, read, comparison, id],
  )
  if (coders === undefined) return undefined
  const shown = ofKind(groups.find((group) => group.document.id === id)?.disagreements ?? [], choices.kind)
  return {
    coders,
    groups,
    document,
    text: id === undefined ? undefined : project.texts.get(id)?.text,
    comparison,
    current: disagreementAt(shown, { ...place, document: id ?? null }),
    complete: read !== undefined,
  }
}

/** The chosen document, else the first in which something differs, else the first; until that is known, none. */
function currentDocument(
  project: Project,
  chosen: DocumentId | null,
  read: readonly Disagreement[] | undefined,
): Document | undefined {
  const named = chosen === null ? undefined : project.documents.get(chosen)
  if (named !== undefined || read === undefined) return named
  const [first] = read
  return (first && project.documents.get(first.document)) ?? documentsInOrder(project)[0]
}

/** What differs over all documents, asked for again whenever anybody's segments change. */
function useDisagreements(
  first: CoderId | undefined,
  second: CoderId | undefined,
): readonly Disagreement[] | undefined {
  const counts = useProject((open) => open.counts)
  const documents = useProject((open) => open.project.documents)
  const [read, setRead] = useState<readonly Disagreement[]>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: counts and documents tell that the answer is another one
  useEffect(() => {
    if (first === undefined || second === undefined) return
    let late = false
    void attempt(() => ask.readDisagreements({ coders: [first, second] })).then((found) => {
      if (!late && found !== undefined) setRead(found)
    })
    return () => {
      late = true
    }
  }, [first, second, counts, documents])
  return read
}

function useDocumentComparison(
  project: Project,
  document: DocumentId | undefined,
  coders: readonly [Coder, Coder] | undefined,
): Comparison | undefined {
  const text = document === undefined ? undefined : project.texts.get(document)?.text
  const { segments } = project
  const [first, second] = [coders?.[0].id, coders?.[1].id]
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the project only its segments matter
  return useMemo(() => {
    if (document === undefined || text === undefined || !first || !second) return undefined
    return compare(text, segmentsOf(project, first, document), segmentsOf(project, second, document))
  }, [segments, document, text, first, second])
}
