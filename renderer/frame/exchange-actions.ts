import type { Action } from '../actions.ts'
import { openDoor } from '../import-door.ts'
import type { State } from '../store.ts'
import { getState, go, prefer } from '../store.ts'

const isOpen = ({ open }: State) => open !== null

/** Opens the export on the codebook alone: as it went out last, if it did, else as the table that can come in again. */
function exportCodebook(): void {
  const { exporting } = getState().preferences
  const isCodebook = exporting.format === 'qdc' || exporting.format.startsWith('codebook-')
  if (!isCodebook) prefer({ exporting: { ...exporting, format: 'codebook-csv' } })
  go({ view: 'export' })
}

/** What comes in and goes out, from every view. */
export const exchangeActions: readonly Action[] = [
  {
    id: 'project.from',
    label: 'Open another program’s project',
    run: () => openDoor('project'),
  },
  { id: 'codebook.import', label: 'Import a codebook', when: isOpen, run: () => openDoor('codebook') },
  {
    id: 'codings.import',
    label: 'Import codings of another program',
    when: isOpen,
    run: () => openDoor('codings'),
  },
  {
    id: 'codebook.export',
    label: 'Export the codebook',
    when: ({ open }) => open !== null && open.project.codes.size > 0,
    run: exportCodebook,
  },
]
