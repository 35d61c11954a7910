import type { KeyboardEvent } from 'react'
import { useId, useMemo, useState } from 'react'
import { codeLabel } from '../../core/codebook.ts'
import type { Code, CodeId, DocumentId, Segment } from '../../core/model.ts'
import { codingsId } from '../../core/model.ts'
import { getState, useProject } from '../store.ts'
import { CodebookTree } from '../ui/CodebookTree.tsx'
import { segmentCounts } from '../ui/code-counts.ts'
import { Keys } from '../ui/Keys.tsx'
import { Swatch } from '../ui/signs.tsx'
import { matchingCodes } from './code-box.ts'
import { applyCode, applyNewCode } from './coding.ts'
import { deskOf, isEmpty } from './desk.ts'
import { fields } from './fields.ts'
import { currentReader } from './remembered.ts'

/** The codebook beside the text: what each code is called, which key applies it, how often it was used. */
export function CodeList({ document, selected }: { document: DocumentId; selected: Segment | undefined }) {
  const codes = useProject(({ project }) => project.codes)
  const [chosen, setChosen] = useState<CodeId | null>(null)
  const [typed, setTyped] = useState('')
  const columns = useCountColumns(document)
  return (
    <>
      <div className="head">
        <h2>Codebook</h2>
      </div>
      <CodeBox typed={typed} onType={setTyped} />
      {typed.trim() === '' && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the codes in it have keys; this is the mouse's short way
        // biome-ignore lint/a11y/useKeyWithClickEvents: the same
        <div
          className="scroll treebox"
          onClick={(event) => {
            const item = event.target instanceof Element ? event.target.closest('[role="treeitem"]') : null
            const code = item?.getAttribute('data-id')
            if (code && hasSelection()) void applyCode(code as CodeId).then(() => currentReader()?.focus())
          }}
        >
          {codes.size === 0 ? (
            <p className="note nothing">No codes yet. Press Enter and type the name of the first.</p>
          ) : (
            <CodebookTree
              codes={codes}
              chosen={selected?.code ?? chosen}
              columns={columns}
              onChoose={setChosen}
              onRun={(code) => {
                if (selected?.code !== code) void applyCode(code).then(() => currentReader()?.focus())
              }}
            />
          )}
        </div>
      )}
    </>
  )
}

function hasSelection(): boolean {
  const desk = deskOf(getState())
  return desk !== undefined && !isEmpty(desk.selection)
}

/** Segments in this document and in all, of the coder of this window. */
function useCountColumns(document: DocumentId) {
  const codes = useProject(({ project }) => project.codes)
  const counts = useProject((open) => open.counts)
  const coder = useProject((open) => open.coder)
  return useMemo(() => {
    const here = coder === null ? undefined : codingsId(coder, document)
    return [
      { title: 'here', counts: segmentCounts(codes, counts, (id) => id === here) },
      { title: 'all', counts: segmentCounts(codes, counts, (id) => id.startsWith(`${coder}/`)), quiet: true },
    ]
  }, [codes, counts, coder, document])
}

/** The box in which a code's name is typed: it finds, applies, and makes codes that aren't there yet. */
function CodeBox({ typed, onType }: { typed: string; onType(text: string): void }) {
  const codes = useProject(({ project }) => project.codes)
  const [at, setAt] = useState(0)
  const list = useId()
  const { found, isNew } = matchingCodes(codes, typed)
  const choices: (Code | null)[] = isNew ? [...found, null] : found
  const leave = () => {
    onType('')
    setAt(0)
    currentReader()?.focus()
  }
  const run = async (choice: Code | null | undefined) => {
    if (choice === undefined) return
    const name = typed.trim()
    leave()
    await (choice === null ? applyNewCode(name) : applyCode(choice.id))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined) setAt((at + by + choices.length) % Math.max(1, choices.length))
    else if (event.key === 'Enter') void run(choices[at])
    else if (event.key === 'Escape') leave()
    else return
    event.preventDefault()
  }
  const isOpen = typed.trim() !== ''
  return (
    <>
      <div className="find">
        <input
          id={fields.box}
          className="field"
          placeholder="Find or apply a code"
          role="combobox"
          aria-label="Find or apply a code"
          aria-expanded={isOpen}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={isOpen ? `${list}-${at}` : undefined}
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            onType(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
        <span className="caps">
          <Keys keys="Enter" />
        </span>
      </div>
      {isOpen && (
        <div className="scroll treebox found" id={list} role="listbox" aria-label="Codes found">
          {choices.map((code, index) => (
            <div
              key={code?.id ?? 'new'}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === at}
              className={index === at ? 'current' : ''}
              tabIndex={-1}
              // The focus stays in the box, which has the keys.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => void run(code)}
              onKeyDown={() => undefined}
            >
              {code === null ? (
                <span>New code “{typed.trim()}”</span>
              ) : (
                <>
                  <Swatch colour={code.colour} />
                  <span>{codeLabel(codes, code)}</span>
                  <kbd className="end">{code.key}</kbd>
                </>
              )}
            </div>
          ))}
        </div>
      )}
    </>
  )
}
