import type { FormEvent, ReactNode } from 'react'
import { useId, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

/** Asks for one name. `onName` tells whether it was taken; the dialog stays open otherwise. */
export function AskName({
  title,
  label,
  action,
  value = '',
  note,
  children,
  onName,
  onClose,
}: {
  title: string
  label: string
  /** What the button does, as a verb. */
  action: string
  value?: string
  note?: string
  /** What else is asked, below the name. */
  children?: ReactNode
  onName(name: string): Promise<boolean>
  onClose(): void
}) {
  const [name, setName] = useState(value)
  const field = useId()
  /** A second Enter while the first is being answered is not a second name. */
  const asking = useRef(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '' || asking.current) return
    asking.current = true
    try {
      if (await onName(name.trim())) onClose()
    } finally {
      asking.current = false
    }
  }
  return (
    <Dialog title={title} className="small" onClose={onClose}>
      <form className="ask" onSubmit={(event) => void submit(event)}>
        <label htmlFor={field}>{label}</label>
        <input
          id={field}
          className="field"
          autoComplete="off"
          spellCheck={false}
          value={name}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setName(event.target.value)}
        />
        {children}
        {note !== undefined && <p className="note">{note}</p>}
        <div className="acts">
          <Button look="main" type="submit" disabled={name.trim() === ''}>
            {action}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}
