import { CodebookPart } from './CodebookPart.tsx'
import { CodingsPart } from './CodingsPart.tsx'
import { DatasetPart } from './DatasetPart.tsx'
import './export.css'

/** What leaves the project, and what comes back into it: each with what the file holds. */
export function ExportView() {
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
