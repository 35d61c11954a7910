import { useEffect } from 'react'
import type { FormatChoice } from '../../core/exchange-contract.ts'
import { useFirstRow } from '../ui/first-focus.ts'

/** All formats, each with what it is good for. */
export function FormatList(list: {
  formats: readonly FormatChoice[]
  id: string
  onChoose(id: string): void
}) {
  const rows = useFirstRow<HTMLFieldSetElement>()
  // Also where it was chosen elsewhere: “Export the codebook” is far down in a small window.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the format says when
  useEffect(() => {
    rows.current?.querySelector('.current')?.scrollIntoView({ block: 'nearest' })
  }, [list.id])
  return (
    <fieldset ref={rows} className="scroll formats">
      <legend className="hidden">Format</legend>
      {list.formats.map(({ id, name, purpose }) => (
        <label key={id} className={id === list.id ? 'current' : ''}>
          <input type="radio" name="format" checked={id === list.id} onChange={() => list.onChoose(id)} />
          <span>
            {name}
            <span className="meta">{purpose}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
