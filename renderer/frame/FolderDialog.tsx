import { useEffect, useState } from 'react'
import type { Backup, Reopened } from '../../core/project-contract.ts'
import { ask } from '../bridge.ts'
import { attempt, getState, show, useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import './folder-dialog.css'

/** What is wrong in the project's folder and mending it; its backups and going back to one. */
export function FolderDialog({ onClose }: { onClose(): void }) {
  const problems = useProject((open) => open.problems)
  const folder = useProject((open) => open.folder)
  const [backups, setBackups] = useState<readonly Backup[]>([])
  const [done, setDone] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  useEffect(() => void readBackups().then(setBackups), [])
  const work = async (change: () => Promise<Reopened>) => {
    if (busy) return
    setBusy(true)
    const after = await attempt(change)
    if (after !== undefined) {
      const { view, document } = getState().place
      show(after.snapshot, { view, document })
      setDone(after.done)
    }
    setBackups(await readBackups())
    setBusy(false)
  }
  return (
    <Dialog title="The project’s folder" className="folder" onClose={onClose}>
      <p className="lead meta">{folder}</p>
      <div className="scroll">
        <h3>Problems</h3>
        {problems.length === 0 ? <p>None is known.</p> : <ProblemList problems={problems} />}
        <div className="acts">
          <Button aria-disabled={busy} onClick={() => work(() => ask.repairProject())}>
            Mend what can be mended
          </Button>
          <span className="meta">After a backup. What is taken out of a file is kept in set-aside.</span>
        </div>
        <ul className="done" role="status" aria-label="What was done">
          {done.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <h3>Backups</h3>
        {backups.length === 0 ? (
          <p>None yet. One is made before a merge, a migration and a repair.</p>
        ) : (
          <ul className="backups" aria-label="Backups">
            {backups.map((backup) => (
              <li key={backup.name}>
                <span>{inWords(backup)}</span>
                <Button
                  aria-disabled={busy}
                  aria-label={`Restore ${inWords(backup)}`}
                  onClick={() => work(() => ask.restoreBackup({ backup: backup.name }))}
                >
                  Restore
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  )
}

async function readBackups(): Promise<readonly Backup[]> {
  return (await attempt(() => ask.readBackups())) ?? []
}

export function ProblemList({ problems }: { problems: readonly string[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
    <ul className="problems scroll" aria-label="Files" tabIndex={0}>
      {problems.map((problem) => (
        <li key={problem} className="problem">
          {problem}
        </li>
      ))}
    </ul>
  )
}

/** `2026-01-02-030405-01-merge` as a person reads it. */
function inWords({ name, reason }: Backup): string {
  const why = reason === 'restore' ? 'before another was restored' : `before a ${reason}`
  return `${name.slice(0, 10)} ${name.slice(11, 13)}:${name.slice(13, 15)} UTC, ${why}`
}
