import { useState } from 'react'
import type { Preview } from '../../core/contract.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ImportForm } from './ImportForm.tsx'
import type { ImportDraft } from './importing.ts'
import { documentsToImport, draftOf, importDrafts } from './importing.ts'

/** What would come in, exactly as it would be coded, with what is to be known about it. Import freezes it. */
export function ImportDialog({
  previews,
  variables,
  onClose,
}: {
  previews: readonly Preview[]
  variables: readonly string[]
  onClose(): void
}) {
  const [drafts, setDrafts] = useState(() => previews.map((preview) => draftOf(preview, variables)))
  const [at, setAt] = useState(0)
  const [busy, setBusy] = useState(false)
  const preview = previews[at]
  const draft = drafts[at]
  const count = documentsToImport(drafts).length
  const change = (index: number, changes: Partial<ImportDraft>) =>
    setDrafts(drafts.map((each, i) => (i === index ? { ...each, ...changes } : each)))
  const changeAll = (name: string, value: string) =>
    setDrafts(drafts.map((each) => ({ ...each, variables: { ...each.variables, [name]: value } })))
  const submit = async () => {
    setBusy(true)
    if (await importDrafts(drafts)) onClose()
    else setBusy(false)
  }
  if (preview === undefined || draft === undefined) return null
  return (
    <Dialog title="Before they are imported" className="import" onClose={onClose}>
      <div className="twoparts">
        <ul className="files scroll" aria-label="Files">
          {previews.map((each, index) => (
            <FileRow
              key={each.token}
              preview={each}
              draft={drafts[index] ?? draft}
              current={index === at}
              onChoose={(chosen) => change(index, { chosen })}
              onShow={() => setAt(index)}
            />
          ))}
        </ul>
        <ImportForm
          key={preview.token}
          preview={preview}
          draft={draft}
          onChange={(changes) => change(at, changes)}
          onChangeAll={changeAll}
        />
      </div>
      <div className="acts bottom">
        <span className="meta">
          Importing freezes the texts: from then on they never change, so that every segment stays where it
          was made.
        </span>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="main" disabled={count === 0 || busy} onClick={() => void submit()}>
          {busy ? 'Importing' : count === 1 ? 'Import 1 document' : `Import ${count} documents`}
        </Button>
      </div>
    </Dialog>
  )
}

function FileRow(row: {
  preview: Preview
  draft: ImportDraft
  current: boolean
  onChoose(chosen: boolean): void
  onShow(): void
}) {
  const { source, duplicateOf, error, warnings, text, paragraphs } = row.preview
  const impossible = duplicateOf !== null || error !== null
  return (
    <li className={row.current ? 'current' : ''}>
      <input
        type="checkbox"
        aria-label={`Import ${source.name}`}
        checked={row.draft.chosen}
        disabled={impossible}
        onChange={(event) => row.onChoose(event.target.checked)}
      />
      <button type="button" aria-current={row.current} onClick={row.onShow} onFocus={row.onShow}>
        <span className="t">{row.draft.title}</span>
        <span className="meta">{source.name}</span>
        {error === null && (
          <span className="meta">
            {paragraphs} paragraphs, {text.length.toLocaleString('en')} characters
          </span>
        )}
        {error !== null && <span className="problem">can’t be imported: {error}</span>}
        {duplicateOf !== null && <span className="problem">has the same text as {duplicateOf}</span>}
        {warnings.length > 0 && (
          <span className="warning">{warnings.length === 1 ? '1 remark' : `${warnings.length} remarks`}</span>
        )}
      </button>
    </li>
  )
}
