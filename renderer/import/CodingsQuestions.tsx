import { useId } from 'react'
import type { CodingsPreview, PlaceAsk } from '../../core/exchange-contract.ts'
import { documentsInOrder } from '../../core/model.ts'
import type { DoorFile } from '../import-door.ts'
import { readAgain } from '../import-door.ts'
import { useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { Choose, Field } from './Field.tsx'

const open = ''

/** What the file does not say, to be said here; each answer reads the codings again. */
export function CodingsQuestions({ file, preview }: { file: DoorFile; preview: CodingsPreview }) {
  const { token, options } = file
  const { asks, coders } = preview
  const project = useProject((one) => one.project)
  const titles = documentsInOrder(project).map(({ id, title }) => ({ value: id as string, name: title }))
  const say = (changes: Parameters<typeof readAgain>[1]) => void readAgain(token, changes)
  const names = [...project.coders.values()].map(({ name }) => name)
  const asksDocuments = [...new Set([...Object.keys(options.documents ?? {}), ...asks.documents])]
  return (
    <>
      <dl className="form questions">
        {(asks.coder || options.coder !== undefined) && (
          <Field label="who coded">
            <TextField
              aria-label="who coded"
              value={options.coder ?? ''}
              placeholder="a coder’s name; the file does not say"
              onKeep={(coder) => coder.trim() !== '' && say({ coder: coder.trim() })}
            />
          </Field>
        )}
        {coders.length > 0 &&
          names.length > 0 &&
          options.coder === undefined &&
          coders.map((name) => (
            <Choose
              key={name}
              label={`${name} is`}
              value={options.coders?.[name] ?? name}
              options={[...new Set([name, ...names])].map((value) => ({
                value,
                name: names.includes(value) ? value : `${value}, a new coder`,
              }))}
              onChoose={(is) => say({ coders: { ...options.coders, [name]: is } })}
            />
          ))}
        {(asks.document || options.document !== undefined) && (
          <Choose
            label="document"
            value={options.document ?? open}
            options={[{ value: open, name: 'choose one; the file does not say' }, ...titles]}
            onChoose={(document) => document !== open && say({ document })}
          />
        )}
        {asksDocuments.map((name) => (
          <Choose
            key={name}
            label={`${name} is`}
            value={options.documents?.[name] ?? open}
            options={[{ value: open, name: 'choose a document' }, ...titles]}
            onChoose={(document) =>
              document !== open && say({ documents: { ...options.documents, [name]: document } })
            }
          />
        ))}
      </dl>
      {(asks.codes.length > 0 || options.addCodes === true) && (
        <Tick
          label={
            asks.codes.length === 0
              ? 'Add codes that are not in the codebook'
              : `Add to the codebook: ${asks.codes.slice(0, 20).join(', ')}`
          }
          checked={options.addCodes === true}
          onTick={(addCodes) => say({ addCodes })}
        />
      )}
      {((asks.texts && asks.documents.length > 0) || options.addDocuments === true) && (
        <Tick
          label="Add the texts that the file brings along and the project does not have"
          checked={options.addDocuments === true}
          onTick={(addDocuments) => say({ addDocuments })}
        />
      )}
      {Object.keys(options.places ?? {}).length > 0 && (
        <p className="why">
          <Button look="plain" onClick={() => say({ places: {} })}>
            Choose the places anew
          </Button>
        </p>
      )}
      {asks.places.map((ask) => (
        <Place
          key={ask.key}
          ask={ask}
          onChoose={(start) => say({ places: { ...options.places, [ask.key]: start } })}
        />
      ))}
    </>
  )
}

function Tick({
  label,
  checked,
  onTick,
}: {
  label: string
  checked: boolean
  onTick(checked: boolean): void
}) {
  return (
    <label className="tick">
      <input type="checkbox" checked={checked} onChange={({ target }) => onTick(target.checked)} />
      <span>{label}</span>
    </label>
  )
}

/** A quote that stands in several places: which is meant. */
function Place({ ask, onChoose }: { ask: PlaceAsk; onChoose(start: number): void }) {
  const { code, document, places } = ask
  const name = useId()
  return (
    <fieldset className="place">
      <legend>
        Which of {places.length} places in {document} is coded “{code}”?
      </legend>
      {places.map(({ start, before, quote, after }) => (
        <label key={start} className="tick">
          <input type="radio" name={name} checked={false} onChange={() => onChoose(start)} />
          <span>
            …{before}
            <b>{quote}</b>
            {after}…
          </span>
        </label>
      ))}
    </fieldset>
  )
}
