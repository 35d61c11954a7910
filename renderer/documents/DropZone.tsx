import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { ImportSign } from '../ui/signs.tsx'

/** Where files are dropped, or chosen. The whole view takes a drop; this says so. */
export function DropZone(zone: { reading: boolean; importFiles(): void; importFolder(): void }) {
  const [over, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it do the same by keyboard
    <div
      className={over ? 'drop over' : 'drop'}
      aria-busy={zone.reading}
      onDragEnter={() => setOver(true)}
      onDragLeave={({ currentTarget, relatedTarget }) =>
        setOver(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
      }
      onDrop={() => setOver(false)}
    >
      <ImportSign />
      <span>
        {zone.reading ? (
          'Reading the files'
        ) : (
          <>
            Drop files or a folder here, or choose{' '}
            <Button look="plain" keys="Ctrl+O" onClick={zone.importFiles}>
              files
            </Button>{' '}
            <kbd>Ctrl</kbd>
            <kbd>O</kbd> or{' '}
            <Button look="plain" onClick={zone.importFolder}>
              a folder
            </Button>
          </>
        )}
      </span>
      <span className="meta">You see the text before it is frozen.</span>
    </div>
  )
}
