import type { RefObject } from 'react'
import { useEffect, useRef } from 'react'

/** For the one element of a whole new screen or dialog that is to be acted on first. */
export function useFirstFocus<E extends HTMLElement>(): RefObject<E | null> {
  const element = useRef<E>(null)
  useEffect(() => {
    element.current?.focus()
  }, [])
  return element
}

/**
 * Whoever comes to a view can walk its rows at once: the row where Tab would come gets the focus, unless something
 * else in the view has it; where there are no rows, what is marked with `data-first` or else a button. Put what is
 * returned around them; they are looked at again with each other `moment`.
 */
export function useFirstRow<E extends HTMLElement>(moment?: unknown): RefObject<E | null> {
  const rows = useRef<E>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment says when
  useEffect(() => {
    const { activeElement: at, body } = document
    if (at !== body && !rows.current?.contains(at) && !at?.closest('.bar')) return
    for (const kind of ['[tabindex="0"], input:checked', '[data-first]', 'button']) {
      const row = rows.current?.querySelector<HTMLElement>(kind)
      if (row) return row.focus({ preventScroll: true })
    }
  }, [moment])
  return rows
}
