import type { Action } from '../actions.ts'
import { useActions } from '../actions.ts'
import { CodebookPart } from './CodebookPart.tsx'
import { CodingsPart } from './CodingsPart.tsx'
import { DatasetPart } from './DatasetPart.tsx'
import { exportCodebook, importCodebook } from './exporting.ts'
import './export.css'

const exportActions: readonly Action[] = [
  {
    id: 'codebook.exportJson',
    label: 'Export the codebook as JSON',
    run: () => exportCodebook('json'),
    view: 'export',
  },
  {
    id: 'codebook.exportCsv',
    label: 'Export the codebook as CSV',
    run: () => exportCodebook('csv'),
    view: 'export',
  },
  { id: 'codebook.import', label: 'Import a codebook', run: importCodebook, view: 'export' },
]

/** What leaves the project, and what comes back into it: each with what the file holds. */
export function ExportView() {
  useActions(exportActions)
  return (
    <main className="pane paper" aria-label="Export">
      <div className="scroll">
        <div className="parts">
          <DatasetPart />
          <CodebookPart />
          <CodingsPart />
          <section>
            <h2>Report</h2>
            <p className="quiet">
              A report on agreement is saved from the Agreement view, with every figure, its interval and how
              it was counted.
            </p>
          </section>
        </div>
      </div>
    </main>
  )
}
