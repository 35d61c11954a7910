import { useEffect, useRef } from 'react'
import { useWorkbench } from '../store.ts'

/** The one place from which the window speaks to a screen reader: the latest notice. */
export function Live() {
  const notice = useWorkbench((state) => state.notice)
  const line = useRef<HTMLDivElement>(null)
  // Set by hand: the same sentence said twice replaces the text, so that it is heard twice.
  useEffect(() => {
    if (line.current !== null) line.current.textContent = notice?.text ?? ''
  }, [notice])
  return <div ref={line} className="hidden" role="status" aria-live="polite" />
}
