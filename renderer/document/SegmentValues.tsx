import type { ComponentProps } from 'react'
import { attributesOf, attributeValue, valueInWords } from '../../core/attributes.ts'
import type { Codebook } from '../../core/codebook.ts'
import type { Attribute, AttributeValue, Certainty, Segment } from '../../core/model.ts'
import { certainties } from '../../core/model.ts'
import { useRegisteredActions } from '../actions.ts'
import { notify } from '../store.ts'
import { Choice } from '../ui/Choice.tsx'
import { keyOrWords } from '../ui/Keys.tsx'
import { TextField } from '../ui/TextField.tsx'
import { setCertainty, setValue } from './coding.ts'
import { fields } from './fields.ts'

/** What the segment says of itself: a field an attribute of its code, and how sure the coder is. */
export function SegmentValues({ segment, codes }: { segment: Segment; codes: Codebook }) {
  const code = codes.get(segment.code)
  const attributes = code === undefined ? [] : attributesOf(codes, code)
  const certaintyOptions = useCertaintyOptions()
  return (
    <div className="values" id={fields.values}>
      {attributes.map((attribute) => (
        <Row key={`${segment.id} ${attribute.id}`} segment={segment} attribute={attribute} />
      ))}
      <ChoiceRow<Certainty | null>
        label="certainty"
        options={certaintyOptions}
        chosen={segment.certainty}
        onChoose={(certainty) => void setCertainty(segment, certainty)}
      />
    </div>
  )
}

/** What does not fit beside its name stands in the line below, in one row all the same. */
function ChoiceRow<T>(choice: ComponentProps<typeof Choice<T>>) {
  return (
    <div className="choicerow">
      <span className="name">{choice.label}</span>
      <Choice {...choice} />
    </div>
  )
}

function useCertaintyOptions() {
  // Drawn anew when the person gives them other keys.
  useRegisteredActions()
  return [
    ...certainties.map((value, index) => ({ value, label: value, keys: keyFor(index + 1) })),
    { value: null, label: 'not said', keys: keyFor(0) },
  ]
}

function keyFor(number: number): string {
  return keyOrWords(`segment.certainty.${number}`, '')
}

function Row({ segment, attribute }: { segment: Segment; attribute: Attribute }) {
  const value = attributeValue(segment, attribute.id)
  const id = `value-${attribute.id}`
  const set = (next: AttributeValue | null) => setValue(segment, attribute.id, next)
  const choices = choicesOf(attribute, value)
  if (choices !== undefined && fitsInARow(choices))
    return (
      <ChoiceRow
        label={attribute.name}
        options={[...choices, { value: null, label: 'not said' }]}
        chosen={value ?? null}
        onChoose={(next) => void set(next)}
      />
    )
  return (
    <>
      {choices === undefined ? (
        <label htmlFor={id}>{attribute.name}</label>
      ) : (
        <span className="name">{attribute.name}</span>
      )}
      <div>
        {choices === undefined ? (
          <TextField
            id={id}
            className={attribute.kind === 'text' ? '' : 'short'}
            {...(attribute.kind === 'number' ? { inputMode: 'decimal' } : {})}
            {...(attribute.kind === 'date' ? { placeholder: '2026-01-05' } : {})}
            value={value === undefined ? '' : valueInWords(value)}
            onKeep={(text) => keep(attribute, text, set)}
          />
        ) : (
          <select
            className="field"
            aria-label={attribute.name}
            value={value === undefined ? '' : String(value)}
            onChange={({ target }) => void set(target.value === '' ? null : target.value)}
          >
            <option value="">not said</option>
            {choices.map(({ label }) => (
              <option key={label}>{label}</option>
            ))}
          </select>
        )}
      </div>
    </>
  )
}

/** The values to choose from; undefined where one writes. A value that is no choice any more can be seen. */
function choicesOf({ kind, choices }: Attribute, value: AttributeValue | undefined) {
  if (kind === 'yes/no')
    return [
      { value: true, label: 'yes' },
      { value: false, label: 'no' },
    ]
  if (kind !== 'choice') return undefined
  const all = typeof value === 'string' && !choices.includes(value) ? [...choices, value] : choices
  return all.map((choice) => ({ value: choice, label: choice }))
}

/** In characters. */
const rowLength = 30

function fitsInARow(choices: readonly { label: string }[]): boolean {
  return choices.map(({ label }) => `${label}   `).join('').length <= rowLength
}

function keep({ kind, name }: Attribute, text: string, set: (value: AttributeValue | null) => unknown) {
  const written = kind === 'text' ? text : text.trim()
  if (written === '') return set(null)
  if (kind !== 'number') return set(written)
  // Thousands may be apart, as they are in print: 1,390 or 1 390.
  const plain = /^[-−]?\d{1,3}([,\s]\d{3})+(\.\d+)?$/.test(written) ? written.replace(/[,\s]/g, '') : written
  const number = Number(plain.replace('−', '-'))
  if (Number.isFinite(number)) return set(number)
  notify(`${name} is a number, such as 2 or 1390, not “${written}”.`, 'refused')
  return false
}
