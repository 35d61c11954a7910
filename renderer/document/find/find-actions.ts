import type { Action } from '../../actions.ts'
import type { State } from '../../store.ts'
import { go } from '../../store.ts'
import { getFinding, openFinding } from './finding.ts'
import { walkHits } from './walking-hits.ts'

const view = 'code' as const
const canRead = ({ open }: State) => open !== null && open.coder !== null
const hasHits = () => getFinding().hits.length > 0

export const findActions: readonly Action[] = [
  {
    id: 'find.document',
    label: 'Find in the document',
    keys: ['Ctrl+F'],
    view,
    hint: 'find',
    when: canRead,
    run: () => openFinding('document'),
  },
  {
    id: 'find.all',
    label: 'Find in all documents',
    keys: ['Ctrl+Shift+F'],
    when: canRead,
    run() {
      go({ view: 'code' })
      openFinding('all')
    },
  },
  {
    id: 'find.next',
    label: 'Next hit',
    keys: ['F3'],
    view,
    hint: true,
    when: hasHits,
    run: () => walkHits(1),
  },
  {
    id: 'find.before',
    label: 'Previous hit',
    keys: ['Shift+F3'],
    view,
    hint: true,
    when: hasHits,
    run: () => walkHits(-1),
  },
]
