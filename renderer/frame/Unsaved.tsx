import { runAction } from '../actions.ts'
import { useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'

/** Why not everything is on disk, in full, and what a person can do about it; nothing where all is well. */
export function Unsaved() {
  const { state, message, forGood } = useProject((open) => open.saved)
  const folder = useProject((open) => open.folder)
  if (message === null) return null
  // Which folder it is about is known here.
  const why = message.replaceAll(`${folder}: `, '').replace(/^(not saved: |open to read only, because )/, '')
  return (
    <div className="unsaved" role={state === 'readOnly' ? 'status' : 'alert'}>
      <p>
        <b>{state === 'readOnly' ? 'Read only' : 'Not saved'}</b>: {why}.
      </p>
      {!forGood && (
        <Button look="plain" onClick={() => runAction('project.save')}>
          Try again
        </Button>
      )}
      <Button look="plain" onClick={() => runAction('project.save elsewhere')}>
        Save a copy elsewhere
      </Button>
    </div>
  )
}
