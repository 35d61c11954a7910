import { useEffect, useState } from 'react'
import { useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { openAsking, useAsking } from './asking.ts'
import { ProblemList } from './FolderDialog.tsx'

/** Says once, when a project is opened or something comes into its folder, which of its files need a look. */
export function Problems() {
  const problems = useProject((open) => open.problems)
  const folder = useProject((open) => open.folder)
  // By what they say: the same list comes again with every new view of the same project.
  const told = [folder, ...problems].join('\n')
  const [read, setRead] = useState('')
  // Where they are looked at anyway, they need no telling.
  const isShown = useAsking() === 'folder'
  useEffect(() => {
    if (isShown) setRead(told)
  }, [isShown, told])
  if (problems.length === 0 || read === told || isShown) return null
  return (
    <Dialog title="The project’s folder needs a look" onClose={() => setRead(told)}>
      <p className="lead">
        Everything else is open. These files stay as they are, and nothing is written over them.
      </p>
      <ProblemList problems={problems} />
      <div className="acts bottom">
        <span className="meta">{folder}</span>
        <Button
          onClick={() => {
            setRead(told)
            openAsking('folder')
          }}
        >
          See what can be done
        </Button>
        <Button look="main" onClick={() => setRead(told)}>
          Go on
        </Button>
      </div>
    </Dialog>
  )
}
