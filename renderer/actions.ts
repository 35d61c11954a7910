import { useEffect, useSyncExternalStore } from 'react'
import type { Preferences } from '../core/preferences.ts'
import type { State, ViewName } from './store.ts'
import { attempt, getState, notify, settle, subscribe } from './store.ts'
import type { KeyPress } from './ui/keys.ts'
import { matches, passesTextFields, undoes } from './ui/keys.ts'
import { isMac } from './ui/platform.ts'

/** Something a person can do: listed in the palette, reached by its keys, hinted at the foot. */
export interface Action {
  readonly id: string
  readonly label: string
  /** Each of them runs it; the first is shown. Written as in ui/keys.ts. */
  readonly keys?: readonly string[]
  /** The keys it came with, where a person gave it others. */
  readonly ownKeys?: readonly string[]
  /** Only where this holds; always, where it is left out. */
  when?(state: State): boolean
  /** What to do first, said where its key is pressed in a text while `when` does not hold. */
  needs?(): string
  run(): void | Promise<void>
  /** The view it belongs to; left out, it is there in all. */
  readonly view?: ViewName
  /** Shown in the foot, under these words where they are given. Neighbours with the same words share them. */
  readonly hint?: boolean | string | ((state: State) => string)
  /** Hinted at only where this holds, though it can be run elsewhere. */
  hintWhen?(state: State): boolean
  /** Left out of the palette, which has it under another name (as every code). */
  readonly unlisted?: boolean
}

/** What the palette runs for a code, where a view has registered it; it shows the code in the codebook otherwise. */
export function applyActionId(code: string): string {
  return `apply ${code}`
}

let groups: readonly (readonly Action[])[] = []
let all: readonly Action[] = []
let personal = getState().preferences.keys
const listeners = new Set<() => void>()

function setGroups(next: readonly (readonly Action[])[]): void {
  groups = next
  all = groups.flat().map((action) => withKeys(action, personal))
  for (const listener of listeners) listener()
}

subscribe(() => {
  const { keys } = getState().preferences
  if (keys === personal) return
  personal = keys
  setGroups(groups)
})

/** The action with the keys that the person gave it, if they did. */
function withKeys(action: Action, personalKeys: Preferences['keys']): Action {
  const keys = Object.hasOwn(personalKeys, action.id) ? personalKeys[action.id] : undefined
  return keys === undefined ? action : { ...action, keys, ownKeys: action.keys ?? [] }
}

/** Makes actions known until the returned function is called. */
export function registerActions(actions: readonly Action[]): () => void {
  setGroups([...groups, actions])
  return () => setGroups(groups.filter((group) => group !== actions))
}

/** Makes actions known while the component is shown; keep the array stable (a constant, or useMemo). */
export function useActions(actions: readonly Action[]): void {
  useEffect(() => registerActions(actions), [actions])
}

/** Every registered action, also those that can't be run right now. */
export function useRegisteredActions(): readonly Action[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => all,
  )
}

/** The keys of an action as they are now; the first is shown. */
export function keysOf(id: string): readonly string[] {
  return all.findLast((action) => action.id === id)?.keys ?? []
}

/** The same, for where the action is offered. */
export function useKeysOf(id: string): readonly string[] {
  useRegisteredActions()
  return keysOf(id)
}

/** The other actions that a key would mean at the same time: everywhere, or in the same view. */
export function conflicting(actions: readonly Action[], { id, view }: Action, keys: string): Action[] {
  return actions.filter(
    (other) =>
      other.id !== id &&
      other.keys?.includes(keys) === true &&
      (view === undefined || other.view === undefined || other.view === view),
  )
}

/** Whether an action can be run here and now. */
export function isPossible(action: Action, state: State): boolean {
  return (
    (action.view === undefined || (state.open !== null && action.view === state.place.view)) &&
    (action.when === undefined || action.when(state))
  )
}

/** Runs the action of that id, if there is one and it is possible; of several, the latest registered. */
export function runAction(id: string): boolean {
  const action = all.findLast((candidate) => candidate.id === id && isPossible(candidate, getState()))
  if (action !== undefined) void attempt(async () => action.run())
  return action !== undefined
}

/**
 * The action a key press means: of those possible, one of the current view first, then the latest registered. In a
 * text field that was typed into, undo is the field's own.
 */
export function actionFor(
  actions: readonly Action[],
  press: KeyPress,
  state: State,
  inTextField: boolean,
  typedInto = true,
): Action | undefined {
  const passes = (keys: string) => !inTextField || passesTextFields(keys) || (!typedInto && undoes(keys))
  const found = actions.filter(
    (action) =>
      action.keys?.some((keys) => matches(keys, press, isMac) && passes(keys)) && isPossible(action, state),
  )
  return found.findLast((action) => action.view !== undefined) ?? found.at(-1)
}

/** Runs actions by their keys from now on. What an element has handled itself is left alone. */
export function listenToKeys(target: Window): void {
  for (const type of ['keydown', 'pointerdown']) target.addEventListener(type, settle, { capture: true })
  // Since it got the focus.
  let typedInto: EventTarget | null = null
  target.addEventListener('input', (event) => {
    // What is chosen in a list can't be taken back there.
    typedInto = event.target instanceof HTMLSelectElement ? null : event.target
  })
  target.addEventListener('focusin', () => {
    typedInto = null
  })
  target.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]') !== null) return
    const element = event.target instanceof Element ? event.target : document.body
    if (keepsKey(element, event)) return
    const action = actionFor(all, event, getState(), isTextField(element), element === typedInto)
    if (action === undefined) return meantNothing(event, element)
    event.preventDefault()
    void attempt(async () => action.run())
  })
}

let onUnmeant: (key: string) => void = () => {}

/** What is said of a character that was typed into the text of a document and means nothing there. */
export function answerUnmeant(answer: (key: string) => void): void {
  onUnmeant = answer
}

function meantNothing(press: KeyboardEvent, element: Element): void {
  if (element.closest(reader) === null) return
  const { view } = getState().place
  const needing = all.findLast(
    (action) =>
      action.needs !== undefined &&
      action.view === view &&
      action.keys?.some((keys) => matches(keys, press, isMac)),
  )
  const { key, ctrlKey, metaKey, altKey } = press
  const isCharacter = [...key].length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey
  if (needing?.needs !== undefined) notify(needing.needs(), 'refused')
  else if (isCharacter) onUnmeant(key)
}

const reader = '[contenteditable][aria-readonly="true"]'

export function isTextField(element: Element): boolean {
  if (element.closest(reader) !== null) return false
  if (element instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(element.type)
  return element.matches('textarea, select') || (element instanceof HTMLElement && element.isContentEditable)
}

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>

/** Whether a key that is written as one name means something to what has the focus, not to the view. */
export function isKept(element: Element, keys: string): boolean {
  return keepsKey(element, { key: keys, ctrlKey: false, metaKey: false, altKey: false })
}

/** Tab walks segments in the reader only, and what is pressed by Enter or Space keeps them. */
function keepsKey(element: Element, { key, ctrlKey, metaKey, altKey }: Press): boolean {
  if (key === 'Tab' && !ctrlKey) return element.closest(reader) === null
  if ((key === 'Enter' || key === ' ') && !(ctrlKey || metaKey || altKey))
    return element.matches(
      'button, a, summary, input, select, [role="menuitem"], [role="menuitemradio"], [role="treeitem"]',
    )
  return element.closest('[popover]') !== null
}
