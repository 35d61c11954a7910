import type { KeyboardEvent } from 'react'
import { useEffect } from 'react'
import type { Coder, Document, DocumentId } from '../../core/model.ts'
import { codingState, codingsId } from '../../core/model.ts'
import { go, useProject } from '../store.ts'
import { useFirstRow } from '../ui/first-focus.ts'
import { useKeptFocus } from '../ui/kept-focus.ts'
import { StateSign } from '../ui/signs.tsx'
import type { Sort } from './rows.ts'
import { nextSort } from './rows.ts'

interface TableProps {
  readonly rows: readonly Document[]
  readonly variables: readonly string[]
  readonly chosen: DocumentId | null
  readonly sort: Sort | null
  onSort(sort: Sort | null): void
  onChoose(document: DocumentId): void
}

/** Documents with their variables as columns and each coder's state. Arrow keys walk the rows. */
export function DocumentTable({ rows, variables, chosen, sort, onSort, onChoose }: TableProps) {
  const coders = useProject(({ project }) => project.coders)
  const body = useFirstRow<HTMLTableSectionElement>()
  const walk = (event: KeyboardEvent) => {
    const at = rows.findIndex(({ id }) => id === chosen)
    const last = rows.length - 1
    const next = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: last,
      PageDown: at + 15,
      PageUp: at - 15,
    }[event.key]
    const row = next === undefined ? undefined : rows[Math.max(0, Math.min(last, next))]
    if (row === undefined) return
    event.preventDefault()
    onChoose(row.id)
    body.current?.querySelector<HTMLElement>(`[data-id="${row.id}"]`)?.focus()
  }
  const kept = useKeptFocus(body, rows)
  // What the keys mean is the current row, so no other row may have the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at again when the current row may be another
  useEffect(() => focusCurrent(body.current), [chosen, rows])
  if (rows.length === 0)
    return (
      <div className="scroll">
        <p className="empty">No document has these words in its title or a variable.</p>
      </div>
    )
  return (
    <div className="scroll">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows are chosen by arrow keys */}
      <table className="table list" role="grid" aria-label="Documents">
        <thead>
          <tr>
            <Head column="title" name="title" sort={sort} onSort={onSort} />
            {variables.map((name) => (
              <Head key={name} column={`variable ${name}`} name={name} sort={sort} onSort={onSort} />
            ))}
            <Head column="characters" name="characters" number sort={sort} onSort={onSort} />
            {[...coders.values()].map(({ id, name }) => (
              <Head key={id} column={`coder ${id}`} name={name} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody
          ref={body}
          onKeyDown={walk}
          {...kept}
          onFocus={() => {
            kept.onFocus()
            // A dialog that closes gives it back to the row that had it before.
            focusCurrent(body.current)
          }}
        >
          {rows.map((row) => (
            <tr
              key={row.id}
              data-id={row.id}
              className={row.id === chosen ? 'current' : ''}
              aria-selected={row.id === chosen}
              tabIndex={row.id === chosen ? 0 : -1}
              // Before the row gets the focus, which only the current one keeps.
              onMouseDown={() => onChoose(row.id)}
              onClick={() => onChoose(row.id)}
              onDoubleClick={() => go({ view: 'code', document: row.id, segment: null, selection: null })}
            >
              <td title={row.title}>{row.title}</td>
              {variables.map((name) => (
                <td key={name}>{row.variables[name]}</td>
              ))}
              <td className="num">{row.characters.toLocaleString('en')}</td>
              {[...coders.values()].map((coder) => (
                <StateCell key={coder.id} coder={coder} document={row.id} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function focusCurrent(body: HTMLElement | null): void {
  const at = document.activeElement
  if (!body?.contains(at) || at?.getAttribute('tabindex') === '0') return
  body.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
}

function Head(head: {
  column: string
  name: string
  number?: boolean
  sort: Sort | null
  onSort(sort: Sort | null): void
}) {
  const sorted = head.sort?.column === head.column ? head.sort : null
  return (
    <th
      scope="col"
      className={head.number ? 'num' : ''}
      aria-sort={sorted === null ? 'none' : sorted.down ? 'descending' : 'ascending'}
    >
      <button
        type="button"
        title={`Sort by ${head.name}`}
        onClick={() => head.onSort(nextSort(head.sort, head.column))}
      >
        {head.name}
        <span aria-hidden="true">{sorted === null ? '' : sorted.down ? ' ↓' : ' ↑'}</span>
      </button>
    </th>
  )
}

function StateCell({ coder, document }: { coder: Coder; document: DocumentId }) {
  const state = useProject(({ project }) => codingState(project.codings.get(codingsId(coder.id, document))))
  if (state === 'new') return <td className="pr meta">new</td>
  return (
    <td className="pr">
      <span className="prog">
        <StateSign state={state} />
        {state === 'in progress' && <span className="meta">in progress</span>}
      </span>
    </td>
  )
}
