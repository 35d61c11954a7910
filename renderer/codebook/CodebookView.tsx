import { useMemo, useRef, useState } from 'react'
import type { CodeId } from '../../core/model.ts'
import { useActions } from '../actions.ts'
import { go, useProject, useWorkbench } from '../store.ts'
import { AskName } from '../ui/AskName.tsx'
import { ActionButton } from '../ui/Button.tsx'
import type { DropPlace } from '../ui/CodebookTree.tsx'
import { CodebookTree } from '../ui/CodebookTree.tsx'
import { useFirstRow } from '../ui/first-focus.ts'
import { ActionKeys } from '../ui/Keys.tsx'
import { LinkTypesDialog } from '../ui/LinkTypesDialog.tsx'
import { Panes } from '../ui/Panes.tsx'
import { VersionsDialog } from '../ui/VersionsDialog.tsx'
import { CodeEntry } from './CodeEntry.tsx'
import { CodeProperties } from './CodeProperties.tsx'
import { addCode, groupCode, moveCode } from './changing-codes.ts'
import { codebookActions } from './codebook-actions.ts'
import { MergeDialog } from './MergeDialog.tsx'
import { dropped } from './moving.ts'
import { SplitDialog } from './SplitDialog.tsx'
import { useCodeUse } from './use.ts'
import './codebook.css'

/** The codebook: the tree of codes, and everything that is written about the chosen one. */
export function CodebookView() {
  const codes = useProject(({ project }) => project.codes)
  const place = useWorkbench((state) => state.place.code)
  const code = (place === null ? undefined : codes.get(place)) ?? [...codes.values()][0]
  const [typed, setTyped] = useState('')
  // Undefined is not asking; null is asking for a code at the top.
  const [asksUnder, setAsksUnder] = useState<CodeId | null | undefined>(undefined)
  const [asks, setAsks] = useState<'merge' | 'group' | 'split' | null>(null)
  const [onlyUnused, setOnlyUnused] = useState(false)
  const filter = useRef<HTMLInputElement>(null)
  // Also after a dialog, and when the row that had the focus is gone with its code.
  const tree = useFirstRow<HTMLDivElement>(`${asks} ${asksUnder} ${code?.id}`)
  const use = useCodeUse(codes)
  const unused = [...codes.values()].filter(use.isUnused).length
  const actions = useMemo(
    () =>
      codebookActions(code, {
        ask: setAsksUnder,
        rename: () => document.querySelector<HTMLInputElement>('.entry .codename')?.select(),
        filter: () => filter.current?.focus(),
        merge: () => setAsks('merge'),
        group: () => setAsks('group'),
        split: () => setAsks('split'),
        toggleUnused: () => setOnlyUnused((only) => !only),
      }),
    [code],
  )
  useActions(actions)

  const drop = (dragged: CodeId, where: DropPlace, target: CodeId) => {
    const [code, to] = [codes.get(dragged), codes.get(target)]
    if (code !== undefined && to !== undefined) void moveCode(code, dropped(codes, dragged, where, to))
  }
  const under = asksUnder === undefined || asksUnder === null ? undefined : codes.get(asksUnder)
  return (
    <>
      <Panes
        label="Code"
        left={{
          name: 'codebook',
          label: 'the tree of codes',
          width: 320,
          narrow: 'below',
          content: (
            <>
              <div className="head">
                <h2>Codebook</h2>
                <span className="meta">{codes.size === 1 ? '1 code' : `${codes.size} codes`}</span>
              </div>
              <div className="find">
                <input
                  ref={filter}
                  type="search"
                  className="field"
                  placeholder="Filter"
                  aria-label="Filter the codes"
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                />
                <span className="caps">
                  <ActionKeys action="code.filter" />
                </span>
              </div>
              <label className="unused">
                <input
                  type="checkbox"
                  checked={onlyUnused}
                  onChange={(event) => setOnlyUnused(event.target.checked)}
                />
                only codes that nobody has used ({unused})
              </label>
              <div className="scroll" ref={tree}>
                {codes.size > 0 && (
                  <CodebookTree
                    codes={codes}
                    chosen={code?.id ?? null}
                    typed={typed}
                    only={onlyUnused ? use.isUnused : undefined}
                    columns={use.columns}
                    onChoose={(id) => go({ code: id })}
                    onDrop={drop}
                  />
                )}
                <p className="add">
                  <ActionButton look="plain" action="code.add">
                    New code
                  </ActionButton>{' '}
                  <ActionKeys action="code.add" />
                </p>
                <p className="add acts">
                  <ActionButton look="plain" action="codebook.import">
                    Import a codebook
                  </ActionButton>
                  {codes.size > 0 && (
                    <ActionButton look="plain" action="codebook.export">
                      Export the codebook
                    </ActionButton>
                  )}
                </p>
              </div>
            </>
          ),
        }}
        {...(code === undefined
          ? {}
          : {
              right: {
                name: 'code',
                label: 'the code’s properties',
                width: 336,
                narrow: 'below',
                content: <CodeProperties key={code.id} code={code} segments={use.byCoder(code.id)} />,
              },
            })}
      >
        {code === undefined ? (
          <div className="empty">
            <p>No codes yet. Make the first, or import a codebook.</p>
            <div className="acts">
              <ActionButton look="main" action="code.add">
                New code
              </ActionButton>
              <ActionButton action="codebook.import">Import a codebook</ActionButton>
            </div>
          </div>
        ) : (
          <CodeEntry key={code.id} code={code} used={use.inWords(code.id)} />
        )}
      </Panes>
      <LinkTypesDialog />
      <VersionsDialog />
      {asks === 'merge' && code !== undefined && <MergeDialog code={code} onClose={() => setAsks(null)} />}
      {asks === 'split' && code !== undefined && <SplitDialog code={code} onClose={() => setAsks(null)} />}
      {asks === 'group' && code !== undefined && (
        <AskName
          title={`Group ${code.name} under a new code`}
          label="Name of the new code"
          action="Group"
          note="It stands where the code stood. Put others under it by dragging, or with Alt and the arrow keys."
          onName={(name) => groupCode(code, name)}
          onClose={() => setAsks(null)}
        />
      )}
      {asksUnder !== undefined && (
        <AskName
          title={under === undefined ? 'New code' : `New code under ${under.name}`}
          label="Name"
          action="Add"
          onName={(name) => addCode(asksUnder, name)}
          onClose={() => setAsksUnder(undefined)}
        />
      )}
    </>
  )
}
