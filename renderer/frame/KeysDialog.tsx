import type { KeyboardEvent } from 'react'
import { useState } from 'react'
import type { Action } from '../actions.ts'
import { conflicting, useRegisteredActions } from '../actions.ts'
import { getState, prefer } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Keys, keysInWords } from '../ui/Keys.tsx'
import { writtenKeys } from '../ui/keys.ts'
import { isMac } from '../ui/platform.ts'
import './keys-dialog.css'

/** A key that somebody pressed for an action, and what it means already. */
interface Wanted {
  readonly action: Action
  readonly keys: string
  readonly taken: readonly Action[]
}

/** Every action that is there in this view with its keys, to be changed. The keys of codes are the codebook's. */
export function KeysDialog({ onClose }: { onClose(): void }) {
  const actions = useRegisteredActions()
  const [typed, setTyped] = useState('')
  const [asks, setAsks] = useState<string | null>(null)
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const words = typed.trim().toLowerCase()
  const found = actions.filter((action) => isListed(action) && action.label.toLowerCase().includes(words))
  // Those of the view first, as the palette has them.
  const here = getState().place.view
  const shown = [...found.filter(({ view }) => view === here), ...found.filter(({ view }) => view !== here)]
  const take = (action: Action, keys: string) => {
    setAsks(null)
    const taken = conflicting(actions, action, keys)
    if (taken.length > 0) setWanted({ action, keys, taken })
    else give(action, [keys])
  }
  return (
    <Dialog title="Keys" className="keysdialog" onClose={onClose}>
      <div className="find">
        <input
          type="search"
          className="field"
          placeholder="Filter"
          aria-label="Filter the actions"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <p className="note">
        The actions of this view and those that work everywhere. The keys that apply codes stand in the
        codebook.
      </p>
      {wanted !== null && (
        <Conflict
          wanted={wanted}
          onTake={() => {
            for (const other of wanted.taken)
              give(
                other,
                (other.keys ?? []).filter((one) => one !== wanted.keys),
              )
            give(wanted.action, [wanted.keys])
            setWanted(null)
          }}
          onLeave={() => setWanted(null)}
        />
      )}
      <ul className="keylist scroll" aria-label="Actions and their keys">
        {shown.map((action) => (
          <li key={action.id}>
            <span>{action.label}</span>
            <span className="caps">
              {asks === action.id ? (
                <KeyCatcher onKeys={(keys) => take(action, keys)} onLeave={() => setAsks(null)} />
              ) : (
                (action.keys ?? []).map((keys) => (
                  <span key={keys}>
                    <Keys keys={keys} />
                  </span>
                ))
              )}
            </span>
            <Button
              look="plain"
              aria-label={`Change the key of: ${action.label}`}
              onClick={() => setAsks(action.id)}
            >
              Change
            </Button>
            {action.ownKeys !== undefined && (
              <Button
                look="plain"
                aria-label={`Give back the first key of: ${action.label}`}
                onClick={() => giveBack(action)}
              >
                As it was
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function isListed({ id, unlisted }: Action): boolean {
  return unlisted !== true && !id.startsWith('coder ')
}

/** Takes the next key that is pressed, whatever it usually does; Escape leaves things as they are. */
function KeyCatcher({ onKeys, onLeave }: { onKeys(keys: string): void; onLeave(): void }) {
  const onKeyDown = (event: KeyboardEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return onLeave()
    const keys = writtenKeys(event.nativeEvent, isMac)
    if (keys !== undefined) onKeys(keys)
  }
  return (
    <input
      className="field catcher"
      aria-label="Press the new key; Escape leaves it as it is"
      placeholder="Press the key"
      readOnly
      ref={(field) => field?.focus()}
      onKeyDown={onKeyDown}
      onBlur={onLeave}
    />
  )
}

function Conflict({
  wanted: { action, keys, taken },
  onTake,
  onLeave,
}: {
  wanted: Wanted
  onTake(): void
  onLeave(): void
}) {
  const codes = taken.filter(({ id }) => id.startsWith('apply '))
  const others = taken.filter((other) => !codes.includes(other))
  return (
    <div className="conflict" role="alert">
      <p>
        {keysInWords(keys)} means “{taken.map(({ label }) => label).join('”, “')}” already.
        {codes.length > 0 && ' The key of a code is changed in the codebook.'}
      </p>
      {codes.length === 0 && (
        <Button onClick={onTake}>
          Give it to “{action.label}”{others.length > 0 && ', and take it from there'}
        </Button>
      )}
      <Button onClick={onLeave}>Leave it</Button>
    </div>
  )
}

function give(action: Action, keys: readonly string[]): void {
  prefer({ keys: { ...getState().preferences.keys, [action.id]: keys } })
}

function giveBack({ id }: Action): void {
  const { [id]: _, ...rest } = getState().preferences.keys
  prefer({ keys: rest })
}
