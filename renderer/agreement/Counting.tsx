import { Button } from '../ui/Button.tsx'
import type { Run } from './run.ts'
import { stop } from './run.ts'

/** How far the count is, with a way to stop it; or why it did not come to its end, with a way to go on. */
export function Counting({ run: { phase, progress, result, refusal }, again }: { run: Run; again(): void }) {
  if (phase === 'counting')
    return (
      <div className="counting">
        <progress value={progress ?? undefined} max={1} aria-label="Counting agreement" />
        <span className="meta">
          {progress === null ? 'Counting' : `Counting, ${Math.floor(progress * 100)} %`}
        </span>
        <Button look="plain" onClick={stop}>
          Stop
        </Button>
      </div>
    )
  if (phase !== 'stopped' && phase !== 'refused') return null
  const stopped = result === null ? 'Stopped.' : 'Stopped. The figures stand without what was still to come.'
  return (
    <div className="counting">
      <span className={phase === 'refused' ? 'refused' : 'meta'}>{refusal ?? stopped}</span>
      <Button look="plain" onClick={again}>
        Count again
      </Button>
    </div>
  )
}
