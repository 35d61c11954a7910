import { counted } from '../../core/counted.ts'
import { lossLine } from '../../core/exchange/loss.ts'
import type { CodingsPreview } from '../../core/exchange-contract.ts'
import type { DoorFile } from '../import-door.ts'
import { readAgain } from '../import-door.ts'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import { CodingsQuestions } from './CodingsQuestions.tsx'
import { Choose, Field, Remarks } from './Field.tsx'
import { TakenFor } from './TakenFor.tsx'

/** Codings of another program: what they bring, what is to be said first, and what keeps them from coming in. */
export function CodingsPart({ file, preview }: { file: DoorFile; preview: CodingsPreview }) {
  const { format, formats, codings, known, byWords, beyond, losses, warnings, problems, problemCount } =
    preview
  return (
    <>
      <dl className="form">
        <TakenFor file={file} />
        <Choose
          label="format"
          value={format}
          options={formats.map(({ id, name }) => ({ value: id, name }))}
          note={file.options.format === undefined ? 'found out' : 'chosen by you'}
          onChoose={(id) => void readAgain(file.token, { format: id })}
        />
        <Field label="codings">
          <span>{`${codings} in the file${known === 0 ? '' : `, ${known} there already`}${byWords === 0 ? '' : `, ${byWords} found by their words`}`}</span>
        </Field>
        <Beyond counts={beyond} />
        <Brought label="new coders" names={preview.newCoders} />
        <Brought label="new codes" names={preview.newCodes} />
        <Brought label="new texts" names={preview.newDocuments} />
      </dl>
      <ScrollRegion label="What becomes of it">
        <CodingsQuestions file={file} preview={preview} />
        <Problems problems={problems} all={problemCount} />
        <Remarks label="What is left out" lines={[...losses.map(lossLine), ...warnings]} />
      </ScrollRegion>
    </>
  )
}

/** What comes in with the codings; what can't is among the losses. */
function Beyond({ counts }: { counts: CodingsPreview['beyond'] }) {
  const said = counts.filter(({ count }) => count > 0)
  if (said.length === 0) return null
  return (
    <Field label="with them">
      <span>{said.map(({ what, count }) => counted(count, what)).join(', ')}</span>
    </Field>
  )
}

function Brought({ label, names }: { label: string; names: readonly string[] }) {
  if (names.length === 0) return null
  const more = names.length > 20 ? `, and ${names.length - 20} more` : ''
  return (
    <Field label={label}>
      <span>{names.slice(0, 20).join(', ') + more}</span>
    </Field>
  )
}

function Problems({ problems, all }: { problems: readonly string[]; all: number }) {
  if (problems.length === 0) return null
  return (
    <>
      <h3>What does not fit</h3>
      <p className="why">
        Nothing is imported while {all === 1 ? 'a row does' : 'rows do'} not fit. Correct the file and choose
        it again.
      </p>
      <ul className="problems" aria-label="Problems">
        {problems.map((problem) => (
          <li key={problem} className="problem">
            {problem}
          </li>
        ))}
      </ul>
    </>
  )
}
