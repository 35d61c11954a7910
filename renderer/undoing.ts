import type { Change } from '../core/change.ts'
import type { Codebook } from '../core/codebook.ts'
import { codesInOrder } from '../core/codebook.ts'
import { counted } from '../core/counted.ts'
import type { CodeId, DocumentId, Segment } from '../core/model.ts'
import { ask } from './bridge.ts'
import { deskOf } from './document/desk.ts'
import { currentReader } from './document/remembered.ts'
import { chooseSegment } from './document/selecting.ts'
import { attempt, changeOf, getState, go, notify } from './store.ts'

/** Takes back the last step, and says what it was and where. */
export function undo(): Promise<void> {
  return step('undo', 'Undone')
}

/** Does again what was taken back last, and says what it was and where. */
export function redo(): Promise<void> {
  return step('redo', 'Redone')
}

async function step(which: 'undo' | 'redo', done: string): Promise<void> {
  const before = getState().open?.project.codes
  const stepped = await attempt(() => changeOf(() => ask[which]()))
  if (stepped === undefined) return
  const { answer: label, change } = stepped
  if (label === null) return notify(`Nothing to ${which}.`)
  const { gone, there } = segmentsOf(change)
  const documents = [...new Set([...there, ...gone].map(({ document }) => document))]
  // Where the segment is before the person, they see what was done; elsewhere it is named.
  const concerned = documents.length === 1 ? own(there) : undefined
  const [only] = gone
  if (concerned !== undefined) chooseSegment(concerned)
  // Of a coding that went the words stay selected: mostly they are to get another code.
  else if (only !== undefined && gone.length + there.length === 1 && isBefore(only))
    currentReader()?.select(only)
  notify(`${done}: ${label}${elsewhere(documents)}.`)
  const { open, place } = getState()
  if (before === undefined || open === null) return
  const code = codeAfter(before, open.project.codes, place.code)
  if (code !== place.code) go({ code })
}

/** The segments that a change takes away, and those that are there after it; what was changed comes first. */
function segmentsOf(change: Change | null): { gone: readonly Segment[]; there: readonly Segment[] } {
  const { added = [], updated = [], removed = [] } = change?.segments ?? {}
  return { gone: removed, there: [...updated.map(([, after]) => after), ...added] }
}

/** Whether it belongs to the text that the coder of this window has before them. */
function isBefore({ document, coder }: Segment): boolean {
  const { place, open } = getState()
  return place.view === 'code' && document === place.document && coder === open?.coder
}

function own(segments: readonly Segment[]): Segment | undefined {
  const state = getState()
  const shown = state.place.view === 'code' ? deskOf(state)?.segments : undefined
  return segments.find(({ id }) => shown?.has(id))
}

function elsewhere(documents: readonly DocumentId[]): string {
  const { open, place } = getState()
  const [only] = documents
  if (only === undefined) return ''
  if (documents.length > 1) return `, in ${counted(documents.length, 'document')}`
  const isOpen = only === place.document && ['code', 'compare'].includes(place.view)
  return isOpen ? '' : `, in ${open?.project.documents.get(only)?.title ?? only}`
}

/**
 * The code that is chosen after a step: one that came back with it, so that what is done next is done to that one; for
 * one that went, the one before it in the tree.
 */
export function codeAfter(before: Codebook, after: Codebook, chosen: CodeId | null): CodeId | null {
  if (before === after) return chosen
  const back = codesInOrder(after).find(({ code }) => !before.has(code.id))
  if (back !== undefined) return back.code.id
  if (chosen === null || after.has(chosen)) return chosen
  const order = codesInOrder(before).map(({ code }) => code.id)
  return order.slice(0, order.indexOf(chosen)).findLast((id) => after.has(id)) ?? null
}
