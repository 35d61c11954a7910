import type { KeyboardEvent } from 'react'
import { useId, useState } from 'react'
import type { Codebook } from '../../core/codebook.ts'
import { codeLabel, codesInOrder } from '../../core/codebook.ts'
import type { Code } from '../../core/model.ts'
import { ActionKeys } from './Keys.tsx'
import { matchingCodes } from './matching-codes.ts'
import { Option } from './Option.tsx'
import { Swatch } from './signs.tsx'

/** A box in which a code's name is typed: the codes found stand below it, and Enter takes the current one. */
export function CodeFinder({
  codes,
  isChoice = any,
  typed,
  id,
  label,
  action,
  offersNew = false,
  showsAll = false,
  onType,
  onTake,
  onNothing,
  onLeave,
}: {
  codes: Codebook
  /** Which of the codes can be taken; all, where it is left out. */
  isChoice?(code: Code): boolean
  typed: string
  /** Of the field, for keys that lead to it. */
  id?: string
  label: string
  /** The action that leads to it, whose key is shown in the box. */
  action?: string
  /** Whether a name that no code has can become one. */
  offersNew?: boolean
  /** Whether all codes stand below the box while nothing is typed; none of them is current then. */
  showsAll?: boolean
  onType(text: string): void
  /** A code that is there, or the name of a new one. */
  onTake(choice: Code | string): void
  /** Enter while nothing is typed. */
  onNothing?(): void
  onLeave(): void
}) {
  const isEmpty = typed.trim() === ''
  const [at, setAt] = useState(-1)
  const list = useId()
  const { found, begun, isNew } = matchingCodes(codes, typed, isChoice)
  // Who types a name that only stands within another one means a new code.
  const choices: (Code | string)[] =
    isEmpty && showsAll
      ? codesInOrder(codes).flatMap(({ code }) => (isChoice(code) ? [code] : []))
      : isNew && offersNew
        ? [...found.slice(0, begun), typed.trim(), ...found.slice(begun)]
        : found
  const take = (choice: Code | string | undefined) => {
    if (choice === undefined) return
    setAt(-1)
    onTake(choice)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined)
      setAt(at < 0 && by < 0 ? choices.length - 1 : (at + by + choices.length) % Math.max(1, choices.length))
    else if (event.key === 'Enter' && isEmpty && onNothing !== undefined) onNothing()
    else if (event.key === 'Enter') take(choices[at])
    else if (event.key === 'Escape') onLeave()
    else return
    event.preventDefault()
  }
  const isOpen = !isEmpty || showsAll
  return (
    <>
      <div className="find">
        <input
          id={id}
          className="field"
          placeholder={label}
          role="combobox"
          aria-label={label}
          aria-expanded={isOpen}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && choices[at] !== undefined ? `${list}-${at}` : undefined}
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            onType(event.target.value)
            setAt(event.target.value.trim() === '' ? -1 : 0)
          }}
          onKeyDown={onKeyDown}
        />
        {action !== undefined && (
          <span className="caps">
            <ActionKeys action={action} />
          </span>
        )}
      </div>
      {isOpen && (
        <Found
          id={list}
          codes={codes}
          choices={choices}
          nothing={nothingWords({ isEmpty, offersNew, amongOthers: isChoice !== any })}
          at={at}
          onTake={take}
        />
      )}
    </>
  )
}

const any = () => true

/** Why no code stands below the box; `amongOthers`: there may be codes that are no choice. */
function nothingWords({
  isEmpty,
  offersNew,
  amongOthers,
}: {
  isEmpty: boolean
  offersNew: boolean
  amongOthers: boolean
}): string {
  const code = amongOthers ? 'other code' : 'code'
  if (!isEmpty) return `No ${code} is called so.`
  return offersNew ? `There is no ${code} yet; type the name of a new one.` : `There is no ${code} yet.`
}

/** The codes found, and behind those that begin so the one that could be made. */
function Found({
  id,
  codes,
  choices,
  nothing,
  at,
  onTake,
}: {
  id: string
  codes: Codebook
  choices: readonly (Code | string)[]
  /** What is said where there are none. */
  nothing: string
  at: number
  onTake(choice: Code | string): void
}) {
  return (
    <div className="scroll treebox codesfound" id={id} role="listbox" aria-label="Codes found">
      {choices.length === 0 && <p className="note">{nothing}</p>}
      {choices.map((choice, index) => (
        <Option
          key={typeof choice === 'string' ? 'new' : choice.id}
          id={`${id}-${index}`}
          current={index === at}
          onTake={() => onTake(choice)}
        >
          {typeof choice === 'string' ? (
            <span>New code “{choice}”</span>
          ) : (
            <>
              <Swatch colour={choice.colour} />
              <span>{codeLabel(codes, choice)}</span>
              <kbd className="end">{choice.key}</kbd>
            </>
          )}
        </Option>
      ))}
    </div>
  )
}
