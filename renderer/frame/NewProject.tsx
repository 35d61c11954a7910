import { useState } from 'react'
import { ask } from '../bridge.ts'
import { openDoor } from '../import-door.ts'
import { attempt, show } from '../store.ts'
import { AskName } from '../ui/AskName.tsx'

/** With which codes a project begins; a file's come in by the door, where they are seen first. */
const beginnings = [
  { value: 'none', words: 'without codes' },
  { value: 'sample', words: 'with the sample’s: actor, accusation, munition, casualty, location' },
  { value: 'file', words: 'with those of a codebook file, which you choose after the folder' },
] as const

/** Asks what a new project is called, and with which codes it begins. */
export function NewProject({ onClose }: { onClose(): void }) {
  const [codes, setCodes] = useState<(typeof beginnings)[number]['value']>('none')
  const create = async (title: string) => {
    const wanted = codes === 'sample' ? codes : 'none'
    const snapshot = await attempt(() => ask.createProject({ title, codes: wanted }))
    show(snapshot)
    if (snapshot === undefined || snapshot === null) return false
    if (codes === 'file') void openDoor('codebook')
    return true
  }
  return (
    <AskName
      title="New project"
      label="Title"
      action="Choose its folder"
      note="Next you choose an empty folder. Everything of the project is kept there."
      onName={create}
      onClose={onClose}
    >
      <fieldset className="ways">
        <legend>It begins</legend>
        {beginnings.map(({ value, words }) => (
          <label key={value}>
            <input type="radio" name="codes" checked={codes === value} onChange={() => setCodes(value)} />
            <span>{words}</span>
          </label>
        ))}
      </fieldset>
    </AskName>
  )
}
