import type { RefObject } from 'react'
import { useEffect, useRef } from 'react'

/**
 * Keeps the focus in a list whose focused row goes away (deleted, filtered out): it moves to the current row. Put
 * what is returned on the list.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>, rows: unknown) {
  const had = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at again when the rows are others
  useEffect(() => {
    if (had.current && document.activeElement === document.body)
      list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }, [list, rows])
  return {
    onFocus: () => {
      had.current = true
    },
    onBlur: ({ relatedTarget }: { relatedTarget: EventTarget | null }) => {
      if (relatedTarget !== null) had.current = false
    },
  }
}
