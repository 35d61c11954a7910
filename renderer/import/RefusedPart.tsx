import type { DoorFile } from '../import-door.ts'
import { readAfresh } from '../import-door.ts'
import { Button } from '../ui/Button.tsx'
import { Encoding } from './Encoding.tsx'
import { TakenFor } from './TakenFor.tsx'

/** Why a file can't come in, and what could be chosen otherwise. The others stay as they are. */
export function RefusedPart({ file, error }: { file: DoorFile; error: string }) {
  const { token, name, options } = file
  // What it is taken for stands in its own line above: who asked for a codebook still wants one.
  const { as, ...choices } = options
  const isText = /\.(txt|md|markdown|html?|xhtml|csv|tsv|srt|vtt)$/i.test(name)
  return (
    <>
      <dl className="form">
        <TakenFor file={file} />
        {isText && file.as === 'documents' && <Encoding file={file} found="" sign={null} />}
      </dl>
      <p className="problem why">{error}</p>
      {Object.keys(choices).length > 0 && (
        <p className="why">
          <Button onClick={() => void readAfresh(token, as === undefined ? {} : { as })}>
            Read it again without these choices
          </Button>
        </p>
      )}
    </>
  )
}
