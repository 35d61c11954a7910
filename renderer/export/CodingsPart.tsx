import { useState } from 'react'
import type { CodingsPreview } from '../../core/contract.ts'
import { ask } from '../bridge.ts'
import { attempt, notify } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { CodingsDialog } from './CodingsDialog.tsx'

/** Codings of other programs or people, as a table whose every row is checked first. */
export function CodingsPart() {
  const [preview, setPreview] = useState<CodingsPreview | null>(null)
  const choose = async () => setPreview((await attempt(() => ask.previewCodings())) ?? null)
  const take = async ({ token, file }: CodingsPreview) => {
    const done = await attempt(async () => {
      await ask.importCodings({ token })
      return true
    })
    if (done !== true) return
    setPreview(null)
    notify(`Imported the codings from ${file}. Undo takes them back.`)
  }
  return (
    <section aria-labelledby="codings">
      <h2 id="codings">Codings</h2>
      <p className="quiet">
        Segments from a CSV file with the columns document, coder, code, start, end and quote; memo is
        optional. Start and end count UTF-16 code units of the frozen text, the end is not part of the
        segment. Every row is checked against the texts and the codebook, and you see what is wrong before
        anything comes in: all rows or none.
      </p>
      <div className="acts">
        <Button onClick={() => void choose()}>Import codings</Button>
      </div>
      {preview !== null && (
        <CodingsDialog preview={preview} onTake={() => void take(preview)} onClose={() => setPreview(null)} />
      )}
    </section>
  )
}
