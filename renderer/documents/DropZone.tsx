import { useState } from 'react'
import { runAction } from '../actions.ts'
import { useDoor } from '../import-door.ts'
import { Button } from '../ui/Button.tsx'
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
            <Button look="plain" keys="Ctrl+O" onClick={() => runAction('document.import')}>
              files
            </Button>{' '}
            <kbd>Ctrl</kbd>
            <kbd>O</kbd> or{' '}
            <Button look="plain" onClick={() => runAction('document.importFolder')}>
              a folder
            </Button>
          </>
        )}
      </span>
      <span className="meta">
        Texts, tables, codings, codebooks, projects: you see each before it comes in.
      </span>
    </div>
  )
}
