import { useEffect, useMemo, useState } from 'react'
import type { Action } from '../actions.ts'
import { isKept, isPossible, isTextField, useRegisteredActions } from '../actions.ts'
import type { Notice, State } from '../store.ts'
import { useWorkbench } from '../store.ts'
import { ActionKeys } from '../ui/Keys.tsx'
import { keyCaps, passesTextFields } from '../ui/keys.ts'
import { isMac } from '../ui/platform.ts'

/** The keys that work here, and the latest notice. */
export function Foot() {
  const version = useWorkbench(({ open, version }) => (open === null ? version : null))
  return (
    <footer className="foot">
      {version !== null && <span>Version {version}</span>}
      <NoticeLine />
      <Hints />
      <span className="end">
        <ActionKeys action="palette" /> every action
      </span>
    </footer>
  )
}

/** What keys mean in a field, by the `data-hints` around it; the field has them itself, so they are no actions. */
const fieldHints: Readonly<Record<string, { words: string; caps: readonly string[] }>> = {
  memo: { words: 'link to a document, code or segment', caps: ['[', '['] },
  segment: { words: 'back to the text', caps: ['Esc'] },
}

/** What has the focus. */
function useFocused(): Element | null {
  const [focused, setFocused] = useState<Element | null>(null)
  useEffect(() => {
    const look = () => setFocused(document.activeElement)
    const away = () => setFocused(null)
    document.addEventListener('focusin', look)
    document.addEventListener('focusout', away)
    return () => {
      document.removeEventListener('focusin', look)
      document.removeEventListener('focusout', away)
    }
  }, [])
  return focused
}

function hintsAt(field: Element | null): { words: string; caps: readonly string[] }[] {
  const around = field?.closest('[data-hints]')
  if (!around) return []
  const own = fieldHints[around.getAttribute('data-hints') ?? '']
  return [...(own === undefined ? [] : [own]), ...hintsAt(around.parentElement)]
}

function Hints() {
  const actions = useRegisteredActions()
  const focused = useFocused()
  // In a field keys are typed rather than run actions.
  const field = focused !== null && isTextField(focused) ? focused : null
  const hinted = useMemo(() => actions.filter(isHinted), [actions])
  // As one text, because the state changes with every move of the caret and what is possible seldom does.
  const said = useWorkbench((state) =>
    hinted.map((action) => (isHintedNow(action, state) ? wordsOf(action, state) : '')).join('\n'),
  )
  const hints = useMemo(() => {
    const words = said.split('\n')
    const now = hinted.flatMap((action, n): Hint[] => (words[n] ? [{ action, words: words[n] }] : []))
    const possible = now.filter(({ action: { keys } }) => {
      const key = keys?.[0] ?? ''
      return (field === null || passesTextFields(key)) && (focused === null || !isKept(focused, key))
    })
    return [...hintsAt(field), ...hintsOf(meantNow(possible))]
  }, [hinted, said, field, focused])
  return (
    <span className="hints">
      {hints.map(({ words, caps }) => (
        <span key={words}>
          {caps.map((cap, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a key may be pressed twice
            <kbd key={n}>{cap}</kbd>
          ))}{' '}
          {words}
        </span>
      ))}
    </span>
  )
}

function isHintedNow(action: Action, state: State): boolean {
  return isPossible(action, state) && action.hintWhen?.(state) !== false
}

function isHinted({ hint, keys }: Action): boolean {
  return hint !== undefined && hint !== false && keys?.[0] !== undefined
}

/** An action with what its key does now, in the words of the foot. */
interface Hint {
  readonly action: Action
  readonly words: string
}

function wordsOf({ hint, label }: Action, state: State): string {
  if (typeof hint === 'function') return hint(state)
  return typeof hint === 'string' ? hint : label.toLowerCase()
}

/**
 * Of hinted actions with one key, the one that the key means now: the last. It comes first, because it is about
 * what was begun, as a link that Enter makes and Escape stops.
 */
function meantNow(hinted: readonly Hint[]): Hint[] {
  const byKey = new Map<string, Hint>()
  const instead = new Set<Hint>()
  for (const hint of hinted) {
    const key = hint.action.keys?.[0] ?? ''
    if (byKey.has(key)) instead.add(hint)
    byKey.set(key, hint)
  }
  const meant = [...byKey.values()]
  return [...meant.filter((hint) => instead.has(hint)), ...meant.filter((hint) => !instead.has(hint))]
}

/** Actions with the same words, as the borders of a segment have, are one hint with their keys together. */
function hintsOf(shown: readonly Hint[]): { words: string; caps: string[] }[] {
  const hints = new Map<string, string[]>()
  for (const { action, words } of shown)
    hints.set(words, [...(hints.get(words) ?? []), ...keyCaps(action.keys?.[0] ?? '', isMac)])
  return [...hints].map(([words, caps]) => ({ words, caps: [...new Set(caps)] }))
}

const shownFor = 8000

/** What was done goes after a while; what was refused stays until something else is said. */
function NoticeLine() {
  const notice = useWorkbench((state) => state.notice)
  const [gone, setGone] = useState<Notice | null>(null)
  useEffect(() => {
    if (notice === null || notice.kind === 'refused') return
    const timer = setTimeout(() => setGone(notice), shownFor)
    return () => clearTimeout(timer)
  }, [notice])
  if (notice === null || notice === gone) return null
  return (
    <span className={`notice ${notice.kind}`} title={notice.text}>
      {notice.kind === 'refused' && <b aria-hidden="true">! </b>}
      {notice.text}
    </span>
  )
}
