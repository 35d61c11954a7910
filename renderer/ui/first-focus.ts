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
