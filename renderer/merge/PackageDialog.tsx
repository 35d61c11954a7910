import { useState } from 'react'
import type { CoderId } from '../../core/model.ts'
import { settingsOf } from '../../core/model.ts'
import { ask } from '../bridge.ts'
import { attempt, notify, useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import './merge.css'

/** One coder's work as a file for whoever merges it. */
export function PackageDialog({ onClose }: { onClose(): void }) {
  const project = useProject((open) => open.project)
  const own = useProject((open) => open.coder)
  const { blind } = settingsOf(project)
  const possible = [...project.coders.values()].filter(({ id }) => !blind || id === own)
  const [coder, setCoder] = useState<CoderId | undefined>(own ?? possible[0]?.id)
  const [texts, setTexts] = useState(false)
  const save = async () => {
    if (coder === undefined) return
    const saved = await attempt(() => ask.savePackage({ coder, texts }))
    if (!saved) return
    onClose()
    notify(`The work of ${project.coders.get(coder)?.name} is in ${saved.name} in ${saved.folder}.`)
  }
  return (
    <Dialog title="Hand over a coder’s work" className="package" onClose={onClose}>
      <div className="ask">
        <p>
          A coding package is one file with all of a coder’s segments, memos, values and links, the codebook
          under which they were made, and the hash of everything in it. Nothing of other coders is in it. Who
          has another copy of the project merges it there.
        </p>
        {possible.length === 0 ? (
          <p className="problem">Coding is blind: choose who codes in this window to hand over their work.</p>
        ) : (
          <label className="reading">
            <span>Whose work</span>
            <select
              className="field"
              value={coder}
              onChange={({ target }) => setCoder(target.value as CoderId)}
            >
              {possible.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className="tick">
          <input type="checkbox" checked={texts} onChange={({ target }) => setTexts(target.checked)} />
          <span>With the texts of the documents, for a copy that does not have them</span>
        </label>
      </div>
      <div className="acts bottom">
        <span className="meta">You choose where to.</span>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="main" disabled={coder === undefined} onClick={() => void save()}>
          Save the package
        </Button>
      </div>
    </Dialog>
  )
}
