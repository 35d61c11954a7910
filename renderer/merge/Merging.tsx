import { useMemo, useState } from 'react'
import type { Action } from '../actions.ts'
import { useActions } from '../actions.ts'
import type { State } from '../store.ts'
import { useWorkbench } from '../store.ts'
import { HistoryDialog } from './HistoryDialog.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { PackageDialog } from './PackageDialog.tsx'

const isOpen = ({ open }: State) => open !== null

/** What is done with other copies of the project, and with its past: at most one of them at a time. */
export function Merging() {
  const [shown, show] = useState<'merge' | 'package' | 'history' | null>(null)
  const isThere = useWorkbench(isOpen)
  useActions(
    useMemo<readonly Action[]>(
      () => [
        {
          id: 'merge',
          label: 'Merge another copy or a coding package',
          keys: ['Ctrl+Shift+M'],
          when: isOpen,
          run: () => show('merge'),
        },
        {
          id: 'package',
          label: 'Hand over a coder’s work as a coding package',
          when: ({ open }) => open !== null && open.project.coders.size > 0,
          run: () => show('package'),
        },
        {
          id: 'history',
          label: 'History: every change, by whom and when',
          keys: ['Ctrl+Shift+Y'],
          when: isOpen,
          run: () => show('history'),
        },
      ],
      [],
    ),
  )
  const close = () => show(null)
  if (!isThere) return null
  if (shown === 'merge') return <MergeDialog onClose={close} />
  if (shown === 'package') return <PackageDialog onClose={close} />
  return shown === 'history' ? <HistoryDialog onClose={close} /> : null
}
