import { useState } from 'react'
import { useDoor } from '../import-door.ts'
import { ActionButton } from '../ui/Button.tsx'
import { ActionKeys } from '../ui/Keys.tsx'
import { ImportSign } from '../ui/signs.tsx'

/** Where files are dropped, or chosen. The whole window takes a drop; this says so. */
export function DropZone() {
  const { busy } = useDoor()
  const [over, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it do the same by keyboard
    <div
      className={over ? 'drop over' : 'drop'}
      aria-busy={busy}
      onDragEnter={() => setOver(true)}
      onDragLeave={({ currentTarget, relatedTarget }) =>
        setOver(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
      }
      onDrop={() => setOver(false)}
    >
      <ImportSign />
      <span>
        {busy ? (
          'Reading the files'
        ) : (
          <>
            Drop files or a folder here, or choose{' '}
            <ActionButton look="plain" action="document.import">
              files
            </ActionButton>{' '}
            <ActionKeys action="document.import" /> or{' '}
            <ActionButton look="plain" action="document.importFolder">
              a folder
            </ActionButton>
          </>
        )}
      </span>
      <span className="meta">
        Texts, tables, codings, codebooks, projects: you see each before it comes in.
      </span>
    </div>
  )
}
