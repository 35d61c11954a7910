import { useEffect } from 'react'
import type { Document } from '../../core/model.ts'
import { dateRemark } from '../../core/variables.ts'
import { dispatch, readDocument, useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { dayInWords } from '../ui/day.ts'
import { MemoField } from '../ui/MemoField.tsx'
import { TextField } from '../ui/TextField.tsx'

/** What is known about one document, to be written here, and its text. */
export function DocumentPanel({ document, variables }: { document: Document; variables: readonly string[] }) {
  const text = useProject(({ project }) => project.texts.get(document.id)?.text)
  // Also read anew when the whole project came anew, as when the comparison was opened.
  useEffect(() => {
    if (text === undefined) void readDocument(document.id)
  }, [document.id, text])
  const change = (changes: { title?: string; language?: string }) =>
    dispatch({ type: 'describeDocument', document: document.id, ...changes })
  return (
    <>
      <div className="head">
        <h2 title={document.title}>{document.title}</h2>
      </div>
      <dl className="form">
        <Field label="title" value={document.title} onKeep={(title) => change({ title })} />
        {variables.map((name) => (
          <Variable key={name} document={document} name={name} />
        ))}
        <Field label="language" value={document.language} short onKeep={(language) => change({ language })} />
        <dt>memo</dt>
        <dd>
          <MemoField
            key={document.id}
            label="memo"
            lines={1}
            value={document.memo}
            onKeep={(memo) => dispatch({ type: 'describeDocument', document: document.id, memo })}
          />
        </dd>
        <dt>file</dt>
        <dd className="quiet">{document.source.name}</dd>
        <dt>text</dt>
        <dd className="quiet">
          {document.characters.toLocaleString('en')} characters, {document.paragraphs} paragraphs
        </dd>
        <dt>imported</dt>
        <dd
          className="quiet"
          title="Frozen: since then the text can’t change, so that segments stay on their words"
        >
          {dayInWords(document.imported)}
        </dd>
        <dt>fingerprint</dt>
        <dd className="quiet" title={`SHA-256 of the text: ${document.sha256}`}>
          {document.sha256.slice(0, 12).replace(/(.{4})/g, '$1 ')}…
        </dd>
      </dl>
      <div className="head split">
        <h2>The text as it is coded</h2>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <pre className="scroll preview" tabIndex={0} lang={document.language} dir="auto">
        {text}
      </pre>
    </>
  )
}

function Field(field: { label: string; value: string; short?: boolean; onKeep(text: string): unknown }) {
  return (
    <>
      <dt>{field.label}</dt>
      <dd>
        <TextField
          aria-label={field.label}
          className={field.short ? 'short' : ''}
          value={field.value}
          onKeep={field.onKeep}
        />
      </dd>
    </>
  )
}

/** A variable of the document; where it has none of that name yet, writing gives it one. */
function Variable({ document, name }: { document: Document; name: string }) {
  const set = (variables: Readonly<Record<string, string>>) =>
    dispatch({ type: 'describeDocument', document: document.id, variables })
  const { [name]: value, ...others } = document.variables
  const remark = dateRemark(name, value ?? '')
  return (
    <>
      <dt title={name}>{name}</dt>
      <dd>
        <TextField
          aria-label={name}
          value={value ?? ''}
          onKeep={(text) => set({ ...document.variables, [name]: text })}
        />
        {remark !== undefined && <span className="warning">{remark}</span>}
        {value === '' && (
          <Button look="plain" title={`This document has no ${name}`} onClick={() => void set(others)}>
            remove
          </Button>
        )}
      </dd>
    </>
  )
}
