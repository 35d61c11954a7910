import type { ComponentProps, KeyboardEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import { redo, undo } from '../undoing.ts'
import { matches } from './keys.ts'
import { isMac } from './platform.ts'

const pause = 700
const redoKeys = ['Ctrl+Shift+Z', 'Ctrl+Y']

/**
 * A field whose text is kept when it is left, on Enter (Ctrl+Enter in several lines), on Escape, and, with `asTyped`,
 * also in every pause of typing. What is refused stays in the box to be mended; Escape takes only that back. Where
 * nothing is unkept, undo is the project's. Give it a `key` of the record it is about.
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
  /** False, or the promise of it, where it was refused. */
  onKeep(text: string): unknown
  /** After Enter and Escape, unless the text was refused; the focus stays where it is left out. */
  onDone?(): void
}) {
  const [draft, setDraft] = useState<string | null>(null)
  const { keep, refused } = useKept(draft, value, asTyped, onKeep)
  const isRefused = draft !== null && draft === refused
  const leave = async (again = false) => {
    const kept = await keep(again)
    // What was typed on meanwhile is not kept yet.
    if (kept) setDraft((now) => (now === draft ? null : now))
    return kept
  }
  const finishing = useRef(false)
  const finish = async () => {
    finishing.current = true
    const kept = await leave(true)
    finishing.current = false
    if (kept) onDone?.()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isRefused) setDraft(null)
    // A second Escape right after is about what the field stands in.
    else if (event.key === 'Escape' && finishing.current) return
    else if (event.key === 'Escape' && (draft !== null || onDone !== undefined)) void finish()
    else if (draft === null && matches('Ctrl+Z', event, isMac)) void undo()
    else if (draft === null && redoKeys.some((keys) => matches(keys, event, isMac))) void redo()
    else if (event.key === 'Enter' && (lines === undefined || event.ctrlKey || event.metaKey)) void finish()
    else return
    event.preventDefault()
  }
  const shared = {
    ...rest,
    className: `field ${rest.className ?? ''}`,
    value: draft ?? value,
    ...(isRefused ? { 'aria-invalid': true } : {}),
    onKeyDown,
    onBlur: () => void leave(),
    onChange: (event: { target: { value: string } }) => setDraft(event.target.value),
  }
  if (lines !== undefined) return <textarea {...shared} rows={lines} />
  return <input autoComplete="off" spellCheck={false} {...shared} />
}

/**
 * How to keep what was written and not kept yet; done too in pauses, and when the field goes away with its view. True
 * when nothing is unkept then. What was refused last is asked for again only by who says so.
 */
function useKept(draft: string | null, value: string, asTyped: boolean, onKeep: (text: string) => unknown) {
  const [refused, setRefused] = useState<string | null>(null)
  const latest = useRef({ draft, value, refused, onKeep })
  latest.current = { draft, value, refused, onKeep }
  const keep = useRef(async (again = false): Promise<boolean> => {
    const { draft: text, value: kept, refused: before, onKeep: tell } = latest.current
    if (text === null || text === kept) return true
    if (text === before && !again) return false
    const isKept = (await tell(text)) !== false
    setRefused(isKept ? null : text)
    return isKept
  })
  useEffect(() => {
    if (!asTyped || draft === null) return
    const timer = setTimeout(() => void keep.current(), pause)
    return () => clearTimeout(timer)
  }, [draft, asTyped])
  useEffect(() => () => void keep.current(), [])
  return { keep: keep.current, refused }
}
