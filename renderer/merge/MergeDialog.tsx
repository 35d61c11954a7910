import { useEffect, useState } from 'react'
import type { MergePreview } from '../../core/merge-contract.ts'
import { ask, listen } from '../bridge.ts'
import { attempt, notify } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { MergePlanPart } from './MergePlanPart.tsx'
import './merge.css'

type Choices = Readonly<Record<string, string>>

/** Another copy or a package is chosen, looked at as a plan with its conflicts, and merged as a whole or not at all. */
export function MergeDialog({ onClose }: { onClose(): void }) {
  const [preview, setPreview] = useState<MergePreview | null>(null)
  const [choices, setChoices] = useState<Choices>({})
  const [busy, setBusy] = useState<'reading' | 'merging' | null>(null)
  // What was read is forgotten with the dialog; a reading that goes on is given up.
  useEffect(() => () => void attempt(() => ask.leaveMerge()), [])
  const choose = async (what: 'folder' | 'package') => {
    setBusy('reading')
    const read = await attempt(() => ask.chooseCopy({ what }))
    setBusy(null)
    if (!read) return
    setChoices({})
    setPreview(read)
  }
  const decide = async (id: string, choice: string) => {
    if (preview === null) return
    const next = { ...choices, [id]: choice }
    setChoices(next)
    const planned = await attempt(() => ask.planMerge({ token: preview.token, choices: next }))
    if (planned !== undefined) setPreview(planned)
  }
  const merge = async () => {
    if (preview === null) return
    setBusy('merging')
    const label = await attempt(() => ask.mergeCopy({ token: preview.token, choices }))
    setBusy(null)
    if (label === undefined) return
    onClose()
    notify(`Done: ${label}. A backup was made before; undo takes the merge back.`)
  }
  const nothing = preview?.plan.nothingNew === true && preview.plan.conflicts.length === 0
  return (
    <Dialog title={preview === null ? 'Merge' : `Merge ${preview.name}`} className="merge" onClose={onClose}>
      {preview === null ? (
        <Start busy={busy === 'reading'} onChoose={(what) => void choose(what)} />
      ) : (
        <MergePlanPart
          preview={preview}
          choices={choices}
          onChoose={(id, choice) => void decide(id, choice)}
        />
      )}
      <div className="acts bottom">
        <span className="meta">
          {preview === null
            ? 'Nothing changes before you have seen what would.'
            : 'All of it or nothing. A backup is made first, and one undo takes the merge back.'}
        </span>
        <Button onClick={onClose}>{nothing ? 'Close' : 'Cancel'}</Button>
        {preview !== null && !nothing && (
          <Button look="main" disabled={busy !== null} onClick={() => void merge()}>
            {busy === 'merging' ? 'Merging' : 'Merge'}
          </Button>
        )}
      </div>
    </Dialog>
  )
}

function Start({ busy, onChoose }: { busy: boolean; onChoose(what: 'folder' | 'package'): void }) {
  const [progress, setProgress] = useState<{ what: string; done: number; of: number } | null>(null)
  useEffect(() => listen('progress', setProgress), [])
  if (busy && progress !== null)
    return (
      <div className="ask">
        <label className="reading">
          <span>Reading {progress.what}</span>
          <progress value={progress.done} max={progress.of} />
        </label>
        <div className="acts">
          <Button onClick={() => void attempt(() => ask.leaveMerge())}>Stop</Button>
        </div>
      </div>
    )
  return (
    <div className="ask">
      <p>
        Brings what is in another copy of this project into it: coders, documents, codes, segments, memos and
        links. Documents match by the hash of their text. What only one side changed is taken over; where both
        did, you choose. The other copy stays as it is.
      </p>
      <div className="acts">
        <Button disabled={busy} onClick={() => onChoose('folder')}>
          Choose another copy’s folder
        </Button>
        <Button disabled={busy} onClick={() => onChoose('package')}>
          Choose a coding package
        </Button>
      </div>
    </div>
  )
}
