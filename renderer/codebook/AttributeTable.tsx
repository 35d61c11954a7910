import { useState } from 'react'
import { attributesOf, valueInWords } from '../../core/attributes.ts'
import type { Attribute, AttributeId, AttributeKind, AttributeValue, Code, CodeId } from '../../core/model.ts'
import { freeName, slug } from '../../core/name.ts'
import { newId } from '../mirror.ts'
import { dispatch, getState, notify, useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'

const kinds: readonly AttributeKind[] = ['number', 'text', 'date', 'choice', 'yes/no']

/** What segments with the code say of themselves: its own attributes, to be written here, and those from above. */
export function AttributeTable({ code }: { code: Code }) {
  const codes = useProject(({ project }) => project.codes)
  const inherited = attributesOf(codes, code).filter((attribute) => !code.attributes.includes(attribute))
  const keep = (next: (attributes: readonly Attribute[]) => readonly Attribute[]) =>
    changeAttributes(code.id, next)
  const add = () => {
    const taken = new Set(attributesOf(codes, code).map(({ name }) => name.toLowerCase()))
    const name = freeName('attribute', taken)
    const id = `${slug(code.name, 'code')}-${newId().slice(0, 6)}` as AttributeId
    return keep((all) => [...all, { id, name, kind: 'text', choices: [], initial: null }])
  }
  return (
    <section className="attributes" aria-label="Attributes">
      <h3>Attributes</h3>
      {code.attributes.length + inherited.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th>name</th>
              <th>kind</th>
              <th>choices</th>
              <th>begins with</th>
              <th>
                <span className="hidden">delete</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {code.attributes.map((attribute) => (
              <Row
                key={attribute.id}
                attribute={attribute}
                onChange={(changes) =>
                  keep((all) => all.map((one) => (one.id === attribute.id ? { ...one, ...changes } : one)))
                }
                onDelete={async () => {
                  if (await keep((all) => all.filter(({ id }) => id !== attribute.id)))
                    notify(`Deleted ${attribute.name}. Values that segments have are kept and not shown.`)
                }}
              />
            ))}
            {inherited.map(({ id, name, kind, choices, initial }) => (
              <tr key={id} className="meta">
                <td>{name}</td>
                <td>{kind}</td>
                <td>{choices.join(', ')}</td>
                <td>{initial === null ? '' : valueInWords(initial)}</td>
                <td>from above</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>
        <Button look="plain" onClick={() => void add()}>
          New attribute
        </Button>
      </p>
    </section>
  )
}

let before: Promise<unknown> = Promise.resolve()

/** One change after the other, each made to what the one before has left: whoever is quick loses none. */
function changeAttributes(
  id: CodeId,
  next: (attributes: readonly Attribute[]) => readonly Attribute[],
): Promise<unknown> {
  const nothing = () => undefined
  before = before.catch(nothing).then(() => {
    const code = getState().open?.project.codes.get(id)
    if (code === undefined) return
    return dispatch({ type: 'changeCode', code: id, changes: { attributes: next(code.attributes) } })
  })
  return before
}

function Row({
  attribute,
  onChange,
  onDelete,
}: {
  attribute: Attribute
  onChange(changes: Partial<Attribute>): unknown
  onDelete(): void
}) {
  const { name, kind, choices, initial } = attribute
  // A choice waits for what there is to choose from.
  const [wanted, setWanted] = useState<AttributeKind | null>(null)
  const shown = wanted ?? kind
  const choose = (next: AttributeKind) => {
    setWanted(next === 'choice' ? next : null)
    if (next !== 'choice') void onChange({ kind: next, choices: [], initial: null })
  }
  const keepChoices = (text: string) => {
    const next = [...new Set(text.split(',').map((one) => one.trim()))].filter((one) => one !== '')
    if (next.length === 0) {
      notify(`${name} needs something to choose from.`, 'refused')
      return false
    }
    setWanted(null)
    const begins = typeof initial === 'string' && next.includes(initial) ? initial : null
    return onChange({ kind: 'choice', choices: next, initial: begins })
  }
  return (
    <tr>
      <td>
        <TextField aria-label={`Name of ${name}`} value={name} onKeep={(text) => onChange({ name: text })} />
      </td>
      <td>
        <select
          className="field"
          aria-label={`Kind of ${name}`}
          value={shown}
          onChange={({ target }) => choose(target.value as AttributeKind)}
        >
          {kinds.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </td>
      <td>
        {shown === 'choice' && (
          <TextField
            aria-label={`Choices of ${name}`}
            placeholder="one, another, a third"
            value={choices.join(', ')}
            onKeep={keepChoices}
          />
        )}
      </td>
      <td>
        {wanted === null && <Initial attribute={attribute} onKeep={(initial) => onChange({ initial })} />}
      </td>
      <td>
        <Button
          look="plain"
          aria-label={`Delete the attribute ${name}`}
          title="Values that segments have are kept and not shown"
          onClick={onDelete}
        >
          ×
        </Button>
      </td>
    </tr>
  )
}

/** What a new segment begins with. */
function Initial({
  attribute,
  onKeep,
}: {
  attribute: Attribute
  onKeep(value: AttributeValue | null): unknown
}) {
  const { name, kind, choices, initial } = attribute
  const label = `What ${name} begins with`
  const written = initial === null ? '' : valueInWords(initial)
  if (kind === 'choice' || kind === 'yes/no')
    return (
      <select
        className="field"
        aria-label={label}
        value={written}
        onChange={({ target: { value } }) =>
          void onKeep(value === '' ? null : kind === 'choice' ? value : value === 'yes')
        }
      >
        <option value="">nothing</option>
        {(kind === 'choice' ? choices : ['yes', 'no']).map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    )
  const keep = (text: string) => {
    if (text.trim() === '') return onKeep(null)
    return onKeep(kind === 'number' ? Number(text) : text.trim())
  }
  return <TextField aria-label={label} placeholder="nothing" value={written} onKeep={keep} />
}
