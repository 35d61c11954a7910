import type { KeyboardEvent } from 'react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Action } from '../actions.ts'
import { useActions, useRegisteredActions } from '../actions.ts'
import { attempt, useWorkbench } from '../store.ts'
import { Keys } from '../ui/Keys.tsx'
import { ArrowSign, DocumentSign, StateSign, Swatch } from '../ui/signs.tsx'
import type { Entry } from './entries.ts'
import { paletteGroups } from './entries.ts'
import './palette.css'

/** Ctrl+K: every action, code and document, found by typed letters. */
export function Palette() {
  const [isOpen, setOpen] = useState(false)
  const actions = useMemo<readonly Action[]>(
    () => [
      { id: 'palette', label: 'Every action', keys: ['Ctrl+K'], run: () => setOpen(true), unlisted: true },
    ],
    [],
  )
  useActions(actions)
  return isOpen ? <Window onClose={() => setOpen(false)} /> : null
}

function Window({ onClose }: { onClose(): void }) {
  const state = useWorkbench((whole) => whole)
  const actions = useRegisteredActions()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useId()
  const groups = paletteGroups(state, actions, typed)
  const entries = groups.flatMap((group) => group.entries)
  const current = entries[Math.min(at, entries.length - 1)]
  const option = (entry: Entry | undefined) =>
    entry === undefined ? undefined : `${list} ${entries.indexOf(entry)}`

  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  useEffect(() => {
    dialog.current?.querySelector('.current')?.scrollIntoView({ block: 'nearest' })
  })

  // Closed first, so that what is run finds the window as it was, with the focus back in its place.
  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return
    dialog.current?.close()
    onClose()
    void attempt(async () => entry.run())
  }
  const walk = (event: KeyboardEvent) => {
    const last = entries.length - 1
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 }[event.key]
    if (next !== undefined) setAt(next < 0 ? last : next > last ? 0 : next)
    else if (event.key === 'Enter')
      run(event.shiftKey ? entries.find(({ id }) => id === 'new code') : current)
    else return
    event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Every action"
      onClose={onClose}
      // A click beside it is one on the dialog itself.
      onClick={(event) => event.target === dialog.current && onClose()}
      onKeyDown={walk}
    >
      <input
        className="ask"
        role="combobox"
        aria-label="An action, a code or a document"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={option(current)}
        placeholder="An action, a code or a document"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
      />
      <div className="found" id={list} role="listbox" aria-label="Found">
        {groups.map(({ title, entries: found }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox, not of fields
          <div key={title} role="group" aria-label={title}>
            <p className="label" aria-hidden="true">
              {title}
            </p>
            {found.map((entry) => (
              <Line
                key={entry.id}
                id={option(entry) ?? ''}
                entry={entry}
                current={entry === current}
                onRun={() => run(entry)}
              />
            ))}
          </div>
        ))}
        {entries.length === 0 && <p className="label">Nothing has these letters.</p>}
      </div>
      <div className="foot">
        <span>
          <kbd>↑</kbd>
          <kbd>↓</kbd> move
        </span>
        <span>
          <kbd>Enter</kbd> do it
        </span>
        <span>
          <kbd>Esc</kbd> close
        </span>
      </div>
    </dialog>
  )
}

function Line({ id, entry, current, onRun }: { id: string; entry: Entry; current: boolean; onRun(): void }) {
  const { sign, note, keys, state } = entry
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the text field has the keys and the focus
    <div
      id={id}
      role="option"
      aria-selected={current}
      className={current ? 'line current' : 'line'}
      onClick={onRun}
    >
      {sign === 'action' ? (
        <ArrowSign />
      ) : sign === 'document' ? (
        <DocumentSign />
      ) : (
        <Swatch colour={sign.colour} />
      )}
      <span className="words">
        <Marked text={entry.text} marks={entry.match.marks} />
        {note !== undefined && <span className="meta"> {note}</span>}
      </span>
      <span className="caps">
        {keys !== undefined && <Keys keys={keys} />}
        {state !== undefined && <StateSign state={state} />}
      </span>
    </div>
  )
}

/** The typed letters stand out in what they found. */
function Marked({ text, marks }: { text: string; marks: Entry['match']['marks'] }) {
  const pieces = marks.flatMap(([start, end], index) => [
    text.slice(marks[index - 1]?.[1] ?? 0, start),
    <b key={start}>{text.slice(start, end)}</b>,
  ])
  return (
    <>
      {pieces}
      {text.slice(marks.at(-1)?.[1] ?? 0)}
    </>
  )
}
