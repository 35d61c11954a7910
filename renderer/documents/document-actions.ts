import { flushSync } from 'react-dom'
import type { DocumentId } from '../../core/model.ts'
import type { Action } from '../actions.ts'
import { openDoor } from '../import-door.ts'
import { dispatch, getState, go, notify, prefer } from '../store.ts'

/** What the view itself has to do: it holds the dialogs and the filter. */
export interface DocumentDoings {
  filter(): void
  addVariable(): void
}

/** What can be done with documents; `chosen` is the one in the current row, `neighbour` in the next. */
export function documentActions(
  chosen: DocumentId | null,
  neighbour: DocumentId | null,
  doings: DocumentDoings,
): Action[] {
  const view = 'documents' as const
  const one = () => chosen !== null
  return [
    {
      id: 'document.open',
      label: 'Open the document in Code',
      keys: ['Enter'],
      hint: 'open in Code',
      view,
      when: one,
      run: () => go({ view: 'code', document: chosen, segment: null, selection: null }),
    },
    {
      id: 'document.preview',
      label: 'Read the text as it is coded',
      keys: ['Space'],
      hint: 'preview',
      view,
      when: one,
      run: () => focusPanel('.preview'),
    },
    {
      id: 'document.variables',
      label: 'Write the variables of the document',
      keys: ['v'],
      hint: 'variables',
      view,
      when: one,
      run: () => focusPanel('.form .field'),
    },
    { id: 'variable.add', label: 'Add a variable', keys: ['V'], view, when: one, run: doings.addVariable },
    {
      id: 'document.delete',
      label: 'Delete the document with all segments in it',
      keys: ['Delete'],
      hint: 'delete',
      view,
      when: one,
      run: () => (chosen === null ? undefined : deleteDocument(chosen, neighbour)),
    },
    {
      id: 'document.import',
      label: 'Import documents, tables, codings or codebooks',
      keys: ['Ctrl+O'],
      hint: 'import',
      view,
      run: () => openDoor('anything'),
    },
    {
      id: 'document.importFolder',
      label: 'Import a folder of documents',
      view,
      run: () => openDoor('folder'),
    },
    { id: 'document.filter', label: 'Filter the documents', keys: ['Ctrl+F', '/'], view, run: doings.filter },
  ]
}

async function deleteDocument(document: DocumentId, neighbour: DocumentId | null): Promise<void> {
  const title = getState().open?.project.documents.get(document)?.title
  if (!(await dispatch({ type: 'deleteDocument', document }))) return
  go({ document: neighbour })
  notify(`Deleted ${title}. Undo brings it back.`)
}

/** Into the side pane, unfolded if need be. */
function focusPanel(what: string): void {
  const { panes } = getState().preferences
  if (panes.document === 0) {
    const { document: _, ...others } = panes
    // The pane is there when this returns, so that the next key goes into it.
    flushSync(() => prefer({ panes: others }))
  }
  document.querySelector<HTMLElement>(`.documents .side ${what}`)?.focus()
}
