import { useMemo } from 'react'
import { codeLabel, codesInOrder } from '../../core/codebook.ts'
import type { Project } from '../../core/model.ts'
import { certainties, documentsInOrder, settingsOf } from '../../core/model.ts'
import type { Query } from '../../core/query.ts'
import { ask, clearFilters } from '../segment-choices.ts'
import { useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'

/** Which segments are listed. Each filter is left open by its first choice. */
export function Filters({ query }: { query: Query }) {
  const project = useProject((open) => open.project)
  const options = useMemo(() => optionsOf(project), [project])
  const others = !settingsOf(project).blind
  const values = options.variables.get(query.variable?.name ?? '') ?? []
  return (
    <section className="filters scroll" aria-label="Which segments">
      <div className="head">
        <h2>Which segments</h2>
        <Button look="plain" className="end" onClick={clearFilters}>
          All
        </Button>
      </div>
      <label>
        In quotes and memos
        <input
          id="segment-words"
          className="field"
          spellCheck={false}
          autoComplete="off"
          maxLength={1000}
          value={query.words}
          onChange={(event) => ask({ words: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter') document.querySelector<HTMLElement>('.segmentrows')?.focus()
          }}
        />
      </label>
      <Pick
        label="Code and its subcodes"
        value={query.code}
        none="Every code"
        options={options.codes}
        onPick={(code) => ask({ code: code as Query['code'] })}
      />
      {others && (
        <Pick
          label="Coder"
          value={query.coder}
          none="Every coder"
          options={options.coders}
          onPick={(coder) => ask({ coder: coder as Query['coder'] })}
        />
      )}
      <Pick
        label="Document"
        value={query.document}
        none="Every document"
        options={options.documents}
        onPick={(document) => ask({ document: document as Query['document'] })}
      />
      {options.variables.size > 0 && (
        <Pick
          label="Variable of the document"
          value={query.variable?.name ?? null}
          none="Any"
          options={[...options.variables.keys()].map((name) => [name, name])}
          onPick={(name) =>
            ask({ variable: name === null ? null : { name, value: options.variables.get(name)?.[0] ?? '' } })
          }
        />
      )}
      {query.variable !== null && (
        <Pick
          label={`Value of ${query.variable.name}`}
          value={query.variable.value}
          options={values.map((value) => [value, value === '' ? 'none' : value])}
          onPick={(value) => ask({ variable: { name: query.variable?.name ?? '', value: value ?? '' } })}
        />
      )}
      {options.attributes.length > 0 && (
        <Pick
          label="Attribute"
          value={query.attribute?.attribute ?? null}
          none="Any"
          options={options.attributes}
          onPick={(attribute) =>
            ask({ attribute: attribute === null ? null : ({ attribute, value: '' } as Query['attribute']) })
          }
        />
      )}
      {query.attribute !== null && (
        <label>
          Its value; nothing finds those without
          <input
            className="field"
            autoComplete="off"
            value={query.attribute.value}
            onChange={(event) =>
              query.attribute && ask({ attribute: { ...query.attribute, value: event.target.value } })
            }
          />
        </label>
      )}
      <Pick
        label="How sure the coder is"
        value={query.certainty}
        none="Any"
        options={[...certainties.map((one): Option => [one, one]), ['unsaid', 'not said']]}
        onPick={(certainty) => ask({ certainty: certainty as Query['certainty'] })}
      />
    </section>
  )
}

type Option = readonly [value: string, words: string]

function Pick({
  label,
  value,
  none,
  options,
  onPick,
}: {
  label: string
  value: string | null
  /** What is called no filter; left out where there must be one. */
  none?: string
  options: readonly Option[]
  onPick(value: string | null): void
}) {
  // The first option has no value of its own: '' may be one of a variable.
  const index = options.findIndex(([one]) => one === value)
  return (
    <label>
      {label}
      <select
        className="field"
        value={index}
        onChange={(event) => onPick(options[Number(event.target.value)]?.[0] ?? null)}
      >
        {none !== undefined && <option value={-1}>{none}</option>}
        {options.map(([one, words], n) => (
          <option key={one} value={n}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}

function optionsOf(project: Project) {
  const documents = documentsInOrder(project)
  const variables = new Map<string, string[]>()
  for (const name of new Set(documents.flatMap((document) => Object.keys(document.variables)))) {
    const values = documents.flatMap((document) => document.variables[name] ?? [])
    variables.set(name, [...new Set(values)].sort())
  }
  const codes = codesInOrder(project.codes)
  return {
    codes: codes.map(({ code, depth }): Option => [code.id, `${'\u2003'.repeat(depth)}${code.name}`]),
    coders: [...project.coders.values()].map(({ id, name }): Option => [id, name]),
    documents: documents.map(({ id, title }): Option => [id, title]),
    variables,
    attributes: codes.flatMap(({ code }) =>
      code.attributes.map(({ id, name }): Option => [id, `${codeLabel(project.codes, code)}: ${name}`]),
    ),
  }
}
