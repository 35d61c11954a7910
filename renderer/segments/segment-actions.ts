import type { Action } from '../actions.ts'
import { ask } from '../bridge.ts'
import { ask as askFor, getChoices } from '../segment-choices.ts'
import { attempt, notify } from '../store.ts'

const view = 'segments' as const

async function exportList(): Promise<void> {
  const saved = await attempt(() => ask.exportSegments({ query: getChoices().query }))
  if (saved) notify(`The list is saved as ${saved.name} in ${saved.folder}.`)
}

/** What can be done in the list of segments. */
export const segmentActions: readonly Action[] = [
  {
    id: 'segments.filter',
    label: 'Find in quotes and memos',
    keys: ['Ctrl+F', '/'],
    view,
    hint: 'find in quotes and memos',
    run: () => document.getElementById('segment-words')?.focus(),
  },
  {
    id: 'segments.order',
    label: 'Sort by place, or by code',
    keys: ['s'],
    view,
    hint: 'by place or code',
    run: () => askFor({ order: getChoices().query.order === 'place' ? 'code' : 'place' }),
  },
  { id: 'segments.export', label: 'Save the list as CSV', keys: ['Ctrl+E'], view, run: exportList },
]
