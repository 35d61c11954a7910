import type { GivenAs } from '../../core/exchange-contract.ts'
import type { DoorFile } from '../import-door.ts'
import { readAfresh } from '../import-door.ts'
import { Choose } from './Field.tsx'

const names: Record<GivenAs, string> = {
  documents: 'documents to code',
  codings: 'codings of another program',
  codebook: 'a codebook',
  project: 'a project of another program',
}

/** What files of an ending may be; others are one thing only. */
const possible: Readonly<Record<string, readonly GivenAs[]>> = {
  csv: ['documents', 'codings', 'codebook'],
  tsv: ['documents', 'codings'],
  xlsx: ['documents', 'codings'],
  json: ['codings', 'codebook'],
}

/** What the file is taken for, where it may be something else; then what was chosen of it means nothing any more. */
export function TakenFor({ file }: { file: DoorFile }) {
  const ending = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? ''
  const ways = possible[ending]
  if (ways === undefined) return null
  return (
    <Choose
      label="taken for"
      value={file.as}
      options={ways.map((value) => ({ value, name: names[value] }))}
      onChoose={(as) => void readAfresh(file.token, { as })}
    />
  )
}
