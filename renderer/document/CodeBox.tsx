import type { KeyboardEvent } from 'react'
import { useId, useState } from 'react'
import { codeLabel } from '../../core/codebook.ts'
import type { Code } from '../../core/model.ts'
import { useProject } from '../store.ts'
import { Keys } from '../ui/Keys.tsx'
import { Swatch } from '../ui/signs.tsx'
import { applyCode, applyNewCode } from './coding.ts'
import { fields } from './fields.ts'
import { matchingCodes } from './matching-codes.ts'
import { currentReader } from './remembered.ts'

/** The box in which a code's name is typed: it finds, applies, and makes codes that aren't there yet. */
export function CodeBox({ typed, onType }: { typed: string; onType(text: string): void }) {
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
      {isOpen && <Choices id={list} choices={choices} at={at} typed={typed} onRun={run} />}
    </>
  )
}

function showInList(choice: HTMLElement | null): void {
  choice?.scrollIntoView({ block: 'nearest' })
}

/** The codes found, and at the end the one that could be made. */
function Choices({
  id,
  choices,
  at,
  typed,
  onRun,
}: {
  id: string
  /** Null is a new code. */
  choices: readonly (Code | null)[]
  at: number
  typed: string
  onRun(choice: Code | null): Promise<void>
}) {
  const codes = useProject(({ project }) => project.codes)
  return (
    <div className="scroll treebox codesfound" id={id} role="listbox" aria-label="Codes found">
      {choices.map((code, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the keys
        <div
          key={code?.id ?? 'new'}
          ref={index === at ? showInList : undefined}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          className={index === at ? 'current' : ''}
          tabIndex={-1}
          // The focus stays in the box.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void onRun(code)}
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
  )
}
