import { useState } from 'react'
import { useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

/** Says once, when a project is opened, which of its files could not be read. */
export function Problems() {
  const problems = useProject((open) => open.problems)
  const folder = useProject((open) => open.folder)
  // By what they say: the same list comes again with every new view of the same project.
  const told = [folder, ...problems].join('\n')
  const [read, setRead] = useState('')
  if (problems.length === 0 || read === told) return null
  return (
    <Dialog title="Some files could not be read" onClose={() => setRead(told)}>
      <p className="lead">
        Everything else is open. The files were set aside in the project’s folder, where they can be looked
        at.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <ul className="problems scroll" aria-label="Files" tabIndex={0}>
        {problems.map((problem) => (
          <li key={problem} className="problem">
            {problem}
          </li>
        ))}
      </ul>
      <div className="acts bottom">
        <span className="meta">{folder}</span>
        <Button look="main" onClick={() => setRead(told)}>
          Go on
        </Button>
      </div>
    </Dialog>
  )
}
