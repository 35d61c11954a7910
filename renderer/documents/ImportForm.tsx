import { useState } from 'react'
import type { Preview } from '../../core/contract.ts'
import { Button } from '../ui/Button.tsx'
import type { ImportDraft } from './importing.ts'

interface FormProps {
  readonly preview: Preview
  readonly draft: ImportDraft
  onChange(changes: Partial<ImportDraft>): void
  /** Gives all files this value of the variable. */
  onChangeAll(variable: string, value: string): void
}

/** One file before it is imported: title, language and variables to write, remarks, and the text. */
export function ImportForm({ preview, draft, onChange, onChangeAll }: FormProps) {
  if (preview.error !== null) return <p className="empty">{preview.error}</p>
  return (
    <div className="one">
      <dl className="form">
        <Line label="title" value={draft.title} onChange={(title) => onChange({ title })} />
        <Line label="language" value={draft.language} onChange={(language) => onChange({ language })} />
        {Object.entries(draft.variables).map(([name, value]) => (
          <Line
            key={name}
            label={name}
            value={value}
            onChange={(text) => onChange({ variables: { ...draft.variables, [name]: text } })}
            onAll={() => onChangeAll(name, value)}
          />
        ))}
        <NewVariable known={Object.keys(draft.variables)} onAdd={(name) => onChangeAll(name, '')} />
      </dl>
      {preview.duplicateOf !== null && (
        <p className="problem">
          This has the same text as {preview.duplicateOf}, so it is not imported again.
        </p>
      )}
      {preview.warnings.length > 0 && (
        <ul className="remarks" aria-label="Remarks">
          {preview.warnings.map((warning) => (
            <li key={warning} className="warning">
              {warning}
            </li>
          ))}
        </ul>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <pre className="scroll preview" tabIndex={0} title="The text as it will be coded" dir="auto">
        {preview.text}
      </pre>
    </div>
  )
}

function Line(line: { label: string; value: string; onChange(text: string): void; onAll?: () => void }) {
  return (
    <>
      <dt>{line.label}</dt>
      <dd>
        <input
          className="field"
          aria-label={line.label}
          autoComplete="off"
          spellCheck={false}
          value={line.value}
          onChange={(event) => line.onChange(event.target.value)}
        />
        {line.onAll !== undefined && (
          <Button look="plain" title={`Give every file this ${line.label}`} onClick={line.onAll}>
            for all
          </Button>
        )}
      </dd>
    </>
  )
}

function NewVariable({ known, onAdd }: { known: readonly string[]; onAdd(name: string): void }) {
  const [name, setName] = useState('')
  const wanted = name.trim()
  const add = () => {
    onAdd(wanted)
    setName('')
  }
  const possible = wanted !== '' && !known.includes(wanted)
  return (
    <>
      <dt>new variable</dt>
      <dd>
        <input
          className="field"
          aria-label="New variable"
          placeholder="its name, such as outlet"
          autoComplete="off"
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && possible && add()}
        />
        <Button look="plain" disabled={!possible} onClick={add}>
          add
        </Button>
      </dd>
    </>
  )
}
