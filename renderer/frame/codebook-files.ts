import type { CodebookFormat } from '../../core/contract.ts'
import type { Action } from '../actions.ts'
import { ask } from '../bridge.ts'
import type { State } from '../store.ts'
import { attempt, notify } from '../store.ts'

const isOpen = ({ open }: State) => open !== null
const hasCodes = ({ open }: State) => open !== null && open.project.codes.size > 0

/** The codebook out of a project and into it, from every view. */
export const codebookFileActions: readonly Action[] = [
  {
    id: 'codebook.exportJson',
    label: 'Export the codebook as JSON',
    when: hasCodes,
    run: () => exportCodebook('json'),
  },
  {
    id: 'codebook.exportCsv',
    label: 'Export the codebook as CSV',
    when: hasCodes,
    run: () => exportCodebook('csv'),
  },
  { id: 'codebook.import', label: 'Import a codebook', when: isOpen, run: importCodebook },
]

async function exportCodebook(format: CodebookFormat): Promise<void> {
  const file = await attempt(() => ask.exportCodebook({ format }))
  if (file) notify(`Exported the codebook to ${file}.`)
}

async function importCodebook(): Promise<void> {
  const file = await attempt(() => ask.importCodebook())
  if (file) notify(`Imported the codebook from ${file}. Undo takes it back.`)
}
