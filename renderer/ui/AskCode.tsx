import { useState } from 'react'
import type { Codebook } from '../../core/codebook.ts'
import type { Code } from '../../core/model.ts'
import { CodeFinder } from './CodeFinder.tsx'
import { Dialog } from './Dialog.tsx'

/** Asks for one code of the codebook, or a new one; all that can be chosen stand there before a name is typed. */
export function AskCode({
  title,
  note,
  codes,
  isChoice,
  onCode,
  onNew,
  onClose,
}: {
  title: string
  note?: string
  codes: Codebook
  /** Which of the codes can be chosen. */
  isChoice(code: Code): boolean
  onCode(code: Code): void
  /** Where a name that no code has can become one. */
  onNew?(name: string): void
  onClose(): void
}) {
  const [typed, setTyped] = useState('')
  return (
    <Dialog title={title} className="small" onClose={onClose}>
      {note !== undefined && <p className="note">{note}</p>}
      <CodeFinder
        codes={codes}
        isChoice={isChoice}
        showsAll
        typed={typed}
        label="Name of the other code"
        offersNew={onNew !== undefined}
        onType={setTyped}
        onTake={(choice) => {
          onClose()
          if (typeof choice === 'string') onNew?.(choice)
          else onCode(choice)
        }}
        onLeave={onClose}
      />
    </Dialog>
  )
}
