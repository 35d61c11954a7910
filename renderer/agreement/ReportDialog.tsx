import { useState } from 'react'
import { settingsOf } from '../../core/model.ts'
import { slug } from '../../core/name.ts'
import type { Saved } from '../../core/project-contract.ts'
import { ask } from '../bridge.ts'
import { attempt, getState, notify } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import type { ReportFormat } from './messages.ts'
import { report } from './run.ts'

const formats: readonly { format: ReportFormat | 'pdf'; name: string; for: string }[] = [
  { format: 'html', name: 'HTML', for: 'one page for reading, with the charts; needs nothing else' },
  { format: 'pdf', name: 'PDF', for: 'the same page on paper' },
  { format: 'docx', name: 'DOCX', for: 'for Word and its like, with the charts as tables' },
  { format: 'xlsx', name: 'XLSX', for: 'a sheet for each table, numbers as numbers' },
  { format: 'md', name: 'Markdown', for: 'tables and methods as plain text' },
  { format: 'csv', name: 'CSV', for: 'every coefficient in a row, in full precision' },
  {
    format: 'json',
    name: 'JSON',
    for: 'everything, for another program; the same inputs give the same bytes',
  },
]

/** Asks in which form to save the report; the system asks where. */
export function ReportDialog({ ready, onClose }: { ready: boolean; onClose(): void }) {
  const [busy, setBusy] = useState(false)
  const save = async (format: ReportFormat | 'pdf') => {
    setBusy(true)
    const saved = await attempt(() => saveAs(format))
    setBusy(false)
    if (saved === undefined || saved === null) return
    notify(`The report is saved as ${saved.name} in ${saved.folder}.`)
    onClose()
  }
  return (
    <Dialog title="Save the report" className="small" onClose={onClose}>
      <div className="ask formats">
        {!ready && <p className="quiet">The report can be saved when all is counted.</p>}
        {formats.map(({ format, name, for: what }, index) => (
          <Button
            key={format}
            autoFocus={index === 0}
            disabled={!ready || busy}
            onClick={() => void save(format)}
          >
            <b>{name}</b>
            <span className="meta">{what}</span>
          </Button>
        ))}
      </div>
    </Dialog>
  )
}

async function saveAs(format: ReportFormat | 'pdf'): Promise<Saved | null> {
  const content = await report(format === 'pdf' ? 'html' : format)
  const { open } = getState()
  if (content === undefined || open === null) return null
  const name = `agreement-${slug(settingsOf(open.project).title, 'report')}.${format}`
  if (format === 'pdf') return ask.saveReportAsPdf({ suggestedName: name, html: `${content}` })
  return ask.saveReport({ suggestedName: name, content })
}
