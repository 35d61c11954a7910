import { useEffect, useState } from 'react'
import type { Progress } from '../../core/exchange-contract.ts'
import type { MergePreview } from '../../core/merge-contract.ts'
import { Refusal } from '../../core/refusal.ts'
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
  const [refusal, setRefusal] = useState<string | null>(null)
  const [progress, setProgress] = useState<Progress | null>(null)
  useEffect(() => listen('progress', setProgress), [])
  // What was read is forgotten with the dialog; a reading that goes on is given up.
  useEffect(() => () => void attempt(() => ask.leaveMerge()), [])
  /** What is refused is told here: the rest of the window is out of reach meanwhile. */
  const attempted = async <T,>(work: () => Promise<T>, onStopped = () => {}): Promise<T | undefined> => {
    setRefusal(null)
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.code === 'cancelled') onStopped()
      else setRefusal(error.message)
      return undefined
    } finally {
      setProgress(null)
    }
  }
  const choose = async (what: 'folder' | 'package') => {
    setBusy('reading')
    const read = await attempted(() => ask.chooseCopy({ what }))
    setBusy(null)
    if (!read) return
    setChoices({})
    setPreview(read)
  }
  const decide = async (id: string, choice: string) => {
    if (preview === null) return
    const next = { ...choices, [id]: choice }
    setChoices(next)
    const planned = await attempted(() => ask.planMerge({ token: preview.token, choices: next }))
    if (planned !== undefined) setPreview(planned)
  }
  const merge = async () => {
    if (preview === null) return
    setBusy('merging')
    const label = await attempted(
      () => ask.mergeCopy({ token: preview.token, choices }),
      () => {
        onClose()
        notify('The merge was stopped. Nothing was merged.')
      },
    )
    setBusy(null)
    if (label === undefined) return
    onClose()
    notify(`Done: ${label}. A backup was made before; undo takes the merge back.`)
  }
  // Whether a merge could still be stopped is told by how it ends.
  const leave = () => {
    if (busy === 'merging') void attempt(() => ask.leaveMerge())
    else onClose()
  }
  const isFinal = busy === 'merging' && progress?.final === true
  const nothing = preview?.plan.nothingNew === true && preview.plan.conflicts.length === 0
  return (
    <Dialog
      title={preview === null ? 'Merge' : `Merge ${preview.name}`}
      className="merge"
      stays={isFinal}
      onClose={leave}
    >
      {preview === null ? (
        <Start busy={busy === 'reading'} progress={progress} onChoose={(what) => void choose(what)} />
      ) : (
        <MergePlanPart
          preview={preview}
          choices={choices}
          onChoose={(id, choice) => void decide(id, choice)}
        />
      )}
      {refusal !== null && (
        <p className="problem" role="alert">
          {refusal}
        </p>
      )}
      <div className="acts bottom">
        {isFinal ? (
          <span className="meta" role="status">
            What was merged is being written. It can’t be stopped any more; undo takes the merge back.
          </span>
        ) : preview !== null && progress !== null ? (
          <HowFar progress={progress} />
        ) : (
          <span className="meta">
            {preview === null
              ? 'Nothing changes before you have seen what would.'
              : 'All of it or nothing. A backup is made first, and one undo takes the merge back.'}
          </span>
        )}
        {!isFinal && <Button onClick={leave}>{nothing ? 'Close' : 'Cancel'}</Button>}
        {preview !== null && !nothing && (
          <Button look="main" disabled={busy !== null} onClick={() => void merge()}>
            {busy === 'merging' ? 'Merging' : 'Merge'}
          </Button>
        )}
      </div>
    </Dialog>
  )
}

function HowFar({ progress: { what, done, of } }: { progress: Progress }) {
  return (
    <label className="reading">
      <span>{what}</span>
      <progress value={done} max={of} />
    </label>
  )
}

function Start({
  busy,
  progress,
  onChoose,
}: {
  busy: boolean
  progress: Progress | null
  onChoose(what: 'folder' | 'package'): void
}) {
  if (busy && progress !== null)
    return (
      <div className="ask">
        <HowFar progress={progress} />
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
