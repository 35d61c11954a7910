import type { Action } from '../actions.ts'
import type { State } from '../store.ts'
import { deskOf } from './desk.ts'
import { enterField } from './fields.ts'
import { finishDocument, markDone, walkDocuments } from './walking-documents.ts'

const view = 'code' as const
const hasDesk = (state: State) => deskOf(state) !== undefined

/** From document to document, and how far one is with each. */
export const walkingActions: readonly Action[] = [
  {
    id: 'document.next',
    label: 'Next document',
    keys: ['Ctrl+ArrowDown', 'Ctrl+PageDown'],
    view,
    run: () => walkDocuments(1),
  },
  {
    id: 'document.before',
    label: 'Document before',
    keys: ['Ctrl+ArrowUp', 'Ctrl+PageUp'],
    view,
    run: () => walkDocuments(-1),
  },
  {
    id: 'document.find',
    label: 'Find a document by its title',
    keys: ['Ctrl+D'],
    view,
    run: () => enterField('filter'),
  },
  {
    id: 'document.done',
    label: 'Mark the document as done and go on',
    keys: ['Ctrl+Enter'],
    view,
    hint: 'done, next',
    when: hasDesk,
    run: finishDocument,
  },
  {
    id: 'document.again',
    label: 'Mark the document as not done',
    view,
    when: hasDesk,
    run: async () => {
      await markDone(false)
    },
  },
]
