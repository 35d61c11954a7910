import { useState } from 'react'
import { excerpt } from '../../core/commands/segment.ts'
import { useProject, useWorkbench } from '../store.ts'
import { CodeFinder } from '../ui/CodeFinder.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { begin, begunWith, useMode } from './modes.ts'
import { copyTo } from './parts.ts'

/** Asks for the code that a segment is copied to, while one is. */
export function CopyDialog() {
  useMode()
  const segment = useWorkbench((state) => begunWith('copy', state))
  const codes = useProject(({ project }) => project.codes)
  const [typed, setTyped] = useState('')
  if (segment === undefined) return null
  const others = new Map([...codes].filter(([id]) => id !== segment.code))
  const close = () => {
    setTyped('')
    begin(null)
  }
  return (
    <Dialog title={`Copy ${excerpt(segment.quote)}`} className="small" onClose={close}>
      <p className="note">
        The same words get a further code, with the memo, the certainty and the values that both codes have.
      </p>
      <CodeFinder
        codes={others}
        typed={typed}
        label="Name of the other code"
        onType={setTyped}
        onTake={(choice) => {
          if (typeof choice === 'string') return
          close()
          void copyTo(segment, choice)
        }}
        onLeave={close}
      />
    </Dialog>
  )
}
