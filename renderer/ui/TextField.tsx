import type { ComponentProps, KeyboardEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import { redo, undo } from '../store.ts'
import { matches } from './keys.ts'
import { isMac } from './platform.ts'

const pause = 700
const redoKeys = ['Ctrl+Shift+Z', 'Ctrl+Y']

/**
 * A field whose text is kept when it is left, on Enter (Ctrl+Enter in several lines), and, with `asTyped`, also in
 * every pause of typing. Escape takes back what was not kept. Where nothing is, undo is the project's. Give it a `key` of the record it is about.
 */
export function TextField({
  value,
  lines,
  asTyped = false,
  onKeep,
  onDone,
  ...rest
}: Omit<ComponentProps<'input'> & ComponentProps<'textarea'>, 'value' | 'onChange' | 'ref'> & {
  value: string
  /** Grows with its text from so many lines; one line that does not grow, where it is left out. */
  lines?: number
  asTyped?: boolean
  onKeep(text: string): unknown
  /** After Enter, and after an Escape that has nothing to take back; the focus stays where it is left out. */
  onDone?(): void
}) {
  const [draft, setDraft] = useState<string | null>(null)
  const keep = useKept(draft, value, asTyped, onKeep)
  const leave = async () => {
    await keep()
    // What was typed on meanwhile is not kept yet.
    setDraft((now) => (now === draft ? null : now))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && draft !== null) setDraft(null)
    else if (event.key === 'Escape' && onDone !== undefined) onDone()
    else if (draft === null && matches('Ctrl+Z', event, isMac)) void undo()
    else if (draft === null && redoKeys.some((keys) => matches(keys, event, isMac))) void redo()
    else if (event.key === 'Enter' && (lines === undefined || event.ctrlKey || event.metaKey))
      void leave().then(onDone)
    else return
    event.preventDefault()
  }
  const shared = {
    ...rest,
    className: `field ${rest.className ?? ''}`,
    value: draft ?? value,
    onKeyDown,
    onBlur: () => void leave(),
    onChange: (event: { target: { value: string } }) => setDraft(event.target.value),
  }
  if (lines !== undefined) return <textarea {...shared} rows={lines} />
  return <input autoComplete="off" spellCheck={false} {...shared} />
}

/** How to keep what was written and not kept yet; done too in pauses, and when the field goes away with its view. */
function useKept(draft: string | null, value: string, asTyped: boolean, onKeep: (text: string) => unknown) {
  const latest = useRef({ draft, value, onKeep })
  latest.current = { draft, value, onKeep }
  const keep = useRef(async () => {
    const { draft: text, value: kept, onKeep: tell } = latest.current
    if (text !== null && text !== kept) await tell(text)
  })
  useEffect(() => {
    if (!asTyped || draft === null) return
    const timer = setTimeout(() => void keep.current(), pause)
    return () => clearTimeout(timer)
  }, [draft, asTyped])
  useEffect(() => () => void keep.current(), [])
  return keep.current
}
