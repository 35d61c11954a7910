import type { ReactNode } from 'react'
import { useEffect, useId, useRef } from 'react'
import { Button } from './Button.tsx'

/**
 * A window within the window: while it is there, everything else waits. Escape closes it and focus returns to where
 * it was. The first control below the title gets the focus.
 */
export function Dialog({
  title,
  className = '',
  onClose,
  children,
}: {
  title: string
  className?: string
  onClose(): void
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const element = dialog.current
    if (element === null || element.open) return
    element.showModal()
    element.querySelector<HTMLElement>(':is(input, textarea, select, button):enabled:not(.head *)')?.focus()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="head">
        <h2 id={heading}>{title}</h2>
        <Button look="plain" className="end" onClick={onClose}>
          Close
        </Button>
      </div>
      {children}
    </dialog>
  )
}
