import { useMemo, useRef, useState } from 'react'
import { counted } from '../../core/counted.ts'
import { variableNames } from '../../core/variables.ts'
import { useActions } from '../actions.ts'
import { dispatch, go, useProject, useWorkbench } from '../store.ts'
import { AskName } from '../ui/AskName.tsx'
import { ActionButton } from '../ui/Button.tsx'
import { useFirstRow } from '../ui/first-focus.ts'
import { Panes } from '../ui/Panes.tsx'
import { DocumentPanel } from './DocumentPanel.tsx'
import { DocumentTable } from './DocumentTable.tsx'
import { DoneLine } from './DoneLine.tsx'
import { DropZone } from './DropZone.tsx'
import { documentActions } from './document-actions.ts'
import type { Sort } from './rows.ts'
import { documentRows } from './rows.ts'
import './documents.css'

/** The documents of the project: how they come in, what is known about them, and how far each coder is. */
export function DocumentsView() {
  const project = useProject((open) => open.project)
  const [typed, setTyped] = useState('')
  const [sort, setSort] = useState<Sort | null>(null)
  const [addsVariable, setAddsVariable] = useState(false)
  const filter = useRef<HTMLInputElement>(null)

  const rows = useMemo(() => documentRows(project, typed, sort), [project, typed, sort])
  const variables = useMemo(() => variableNames(project.documents.values()), [project.documents])
  const place = useWorkbench((state) => state.place.document)
  const chosen = rows.find(({ id }) => id === place) ?? rows[0]

  const chosenId = chosen?.id ?? null
  const at = chosen === undefined ? 0 : rows.indexOf(chosen)
  const neighbourId = (rows[at + 1] ?? rows[at - 1])?.id ?? null
  const actions = useMemo(
    () =>
      documentActions(chosenId, neighbourId, {
        filter: () => filter.current?.focus(),
        addVariable: () => setAddsVariable(true),
      }),
    [chosenId, neighbourId],
  )
  useActions(actions)

  const addVariable = async (name: string) => {
    if (chosen === undefined) return false
    // A variable is there as soon as one document has it.
    return dispatch({
      type: 'describeDocument',
      document: chosen.id,
      variables: { ...chosen.variables, [name]: chosen.variables[name] ?? '' },
    })
  }
  return (
    <div className="documents">
      <Panes
        label="Documents"
        {...(project.documents.size === 0
          ? {}
          : {
              right: {
                name: 'document',
                label: 'the document',
                width: 336,
                narrow: 'below',
                content: chosen ? (
                  <DocumentPanel key={chosen.id} document={chosen} variables={variables} />
                ) : (
                  <p className="empty">No document is chosen.</p>
                ),
              },
            })}
      >
        <DropZone />
        {project.documents.size === 0 ? (
          <NoDocuments />
        ) : (
          <>
            <div className="head">
              <h2>{countOf(project.documents.size, rows.length)}</h2>
              <input
                ref={filter}
                className="field narrow"
                type="search"
                placeholder="Filter by title or variable"
                aria-label="Filter by title or variable"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
              <span className="end meta">
                <ActionButton look="plain" action="variable.add">
                  Add a variable
                </ActionButton>
              </span>
            </div>
            <DocumentTable
              rows={rows}
              variables={variables}
              chosen={chosenId}
              sort={sort}
              onSort={setSort}
              onChoose={(document) => go({ document, segment: null, selection: null })}
            />
            <DoneLine />
          </>
        )}
      </Panes>
      {addsVariable && (
        <AskName
          title="Add a variable"
          label="Name, such as outlet or date"
          action="Add"
          note="It is a column for every document; you fill it in per document."
          onName={addVariable}
          onClose={() => setAddsVariable(false)}
        />
      )}
    </div>
  )
}

/** The first thing in a new project: what to do next has the keys. */
function NoDocuments() {
  const first = useFirstRow<HTMLDivElement>()
  return (
    <div ref={first} className="empty">
      <p>No documents yet: the texts to be coded.</p>
      <p className="acts">
        <ActionButton action="document.import" data-first>
          Choose files
        </ActionButton>
        <ActionButton action="document.importFolder">Choose a folder</ActionButton>
      </p>
    </div>
  )
}

function countOf(all: number, shown: number): string {
  const documents = counted(all, 'document')
  return shown === all ? documents : `${shown} of ${documents}`
}
