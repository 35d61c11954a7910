import type { ReactNode } from 'react'
import { useEffect, useId, useLayoutEffect, useRef } from 'react'
import { Button } from './Button.tsx'

/**
 * A window within the window: while it is there, everything else waits. Escape closes it and focus returns to where
 * it was. The first control below the title gets the focus, also when what had it goes away. One that `stays` can't be
 * closed by the person for now.
 */
export function Dialog({
  title,
  className = '',
  stays = false,
  onClose,
  children,
}: {
  title: string
  className?: string
  stays?: boolean
  onClose(): void
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  const focused = useRef<Element | null>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    if (element === null) return
    element.showModal()
    focusFirst(element)
    // Only a dialog that is closed, not just taken away, gives the focus back; where it was is gone, to what is first now.
    return () => {
      element.close()
      // The focus is still within until the page is drawn without it.
      if (document.activeElement === document.body || element.contains(document.activeElement))
        document.querySelector<HTMLElement>('main [data-first], main tbody [tabindex="0"]')?.focus()
    }
  }, [])
  useEffect(() => {
    const lost = focused.current?.isConnected === false && document.activeElement === document.body
    if (lost) focusFirst(dialog.current)
  })
  useEffect(() => {
    if (!stays) return
    // Pressed twice, Escape closes a dialog whatever is said to the first, wherever the focus is.
    const hold = (event: KeyboardEvent) => {
      if (event.key === 'Escape') event.preventDefault()
    }
    window.addEventListener('keydown', hold, true)
    return () => window.removeEventListener('keydown', hold, true)
  }, [stays])
  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={heading}
      onFocus={({ target }) => {
        focused.current = target
      }}
      onCancel={(event) => {
        event.preventDefault()
        if (!stays) onClose()
      }}
    >
      <div className="head">
        <h2 id={heading}>{title}</h2>
        {!stays && (
          <Button look="plain" className="end" onClick={onClose}>
            Close
          </Button>
        )}
      </div>
      {children}
    </dialog>
  )
}

function focusFirst(dialog: HTMLElement | null): void {
  dialog?.querySelector<HTMLElement>(':is(input, textarea, select, button):enabled:not(.head *)')?.focus()
}
