import type { DocumentId } from '../../core/model.ts'
import { documentsInOrder } from '../../core/model.ts'
import { dispatch, getState, go, notify } from '../store.ts'
import { deskOf } from './desk.ts'

export function openDocument(document: DocumentId): void {
  if (getState().place.document !== document) go({ document, segment: null, selection: null })
}

/** The document before or after in the list; undefined at its ends. */
function neighbour(by: 1 | -1): DocumentId | undefined {
  const { open, place } = getState()
  if (open === null) return undefined
  const documents = documentsInOrder(open.project)
  return documents[documents.findIndex(({ id }) => id === place.document) + by]?.id
}

export function walkDocuments(by: 1 | -1): void {
  const next = neighbour(by)
  if (next !== undefined) openDocument(next)
  else notify(by === 1 ? 'This is the last document.' : 'This is the first document.')
}

/** Marks the document as done, which it stays until it is taken up again, and opens the next one. */
export async function finishDocument(): Promise<void> {
  const desk = deskOf(getState())
  if (desk === undefined || !(await markDone(true))) return
  const next = neighbour(1)
  notify(`${desk.document.title} is done.`)
  if (next !== undefined) openDocument(next)
}

export async function markDone(done: boolean): Promise<boolean> {
  const desk = deskOf(getState())
  return desk !== undefined && dispatch({ type: 'markDone', document: desk.document.id, done })
}
