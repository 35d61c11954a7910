import type { DoorFile } from '../import-door.ts'
import { changeFile, readAgain } from '../import-door.ts'
import { Button } from '../ui/Button.tsx'
import { Encoding } from './Encoding.tsx'
import { TakenFor } from './TakenFor.tsx'

/** Why a file can't come in, and what could be chosen otherwise. The others stay as they are. */
export function RefusedPart({ file, error }: { file: DoorFile; error: string }) {
  const { token, name, options } = file
  const chosen = Object.keys(options).length > 0
  const isText = /\.(txt|md|markdown|html?|xhtml|csv|tsv|srt|vtt)$/i.test(name)
  const again = () => {
    changeFile(token, { options: {} })
    void readAgain(token, {})
  }
  return (
    <>
      <dl className="form">
        <TakenFor file={file} />
        {isText && file.as === 'documents' && <Encoding file={file} found="" sign={null} />}
      </dl>
      <p className="problem why">{error}</p>
      {chosen && (
        <p className="why">
          <Button onClick={again}>Read it again without these choices</Button>
        </p>
      )}
    </>
  )
}
