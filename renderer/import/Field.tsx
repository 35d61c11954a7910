import type { ReactNode } from 'react'
import { useId } from 'react'
import { lineEndsChanged } from '../../core/text.ts'

/** A line of a form: what it is called, and what is in it. */
export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** A line in which one of several is chosen; `note` says how it came about. */
export function Choose<Value extends string>(choice: {
  label: string
  value: Value
  options: readonly { readonly value: Value; readonly name: string }[]
  note?: string | undefined
  onChoose(value: Value): void
}) {
  const note = useId()
  return (
    <Field label={choice.label}>
      <select
        className="field"
        aria-label={choice.label}
        aria-describedby={choice.note === undefined ? undefined : note}
        value={choice.value}
        onChange={({ target }) => choice.onChoose(target.value as Value)}
      >
        {choice.options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      {choice.note !== undefined && (
        <span className="meta" id={note}>
          {choice.note}
        </span>
      )}
    </Field>
  )
}

/** A line to write in. */
export function Write(line: {
  label: string
  value: string
  placeholder?: string
  onChange(text: string): void
  children?: ReactNode
}) {
  return (
    <Field label={line.label}>
      <input
        className="field"
        aria-label={line.label}
        autoComplete="off"
        spellCheck={false}
        placeholder={line.placeholder}
        value={line.value}
        onChange={(event) => line.onChange(event.target.value)}
      />
      {line.children}
    </Field>
  )
}

/** Sentences to be read before going on; nothing where there are none. */
export function Remarks({ label, lines }: { label: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <ul className="remarks" aria-label={label}>
      {lines.map((line) => (
        <li key={line} className={line === lineEndsChanged ? 'meta' : 'warning'}>
          {line}
        </li>
      ))}
    </ul>
  )
}
