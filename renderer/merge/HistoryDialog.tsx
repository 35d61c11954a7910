import { useEffect, useState } from 'react'
import type { HistoryPage } from '../../core/merge-contract.ts'
import type { CoderId } from '../../core/model.ts'
import { ask } from '../bridge.ts'
import { attempt, useProject } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import './merge.css'

/** Every change of all sessions, newest first; more lines come when they are asked for. */
export function HistoryDialog({ onClose }: { onClose(): void }) {
  const coders = useProject((open) => open.project.coders)
  const [text, setText] = useState('')
  const [coder, setCoder] = useState<CoderId | null>(null)
  const { page, more } = useHistory(text, coder)
  return (
    <Dialog title="History" className="history" onClose={onClose}>
      <div className="find filters">
        <input
          type="search"
          className="field"
          placeholder="Filter"
          aria-label="Filter by words"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <select
          className="field"
          aria-label="Whose changes"
          value={coder ?? ''}
          onChange={({ target }) => setCoder(target.value === '' ? null : (target.value as CoderId))}
        >
          <option value="">everybody</option>
          {[...coders.values()].map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {page !== null && page.damaged.length > 0 && (
        <ul className="problems" aria-label="Lines that can’t be read">
          {page.damaged.slice(0, 5).map((line) => (
            <li key={line} className="problem">
              {line}
            </li>
          ))}
        </ul>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <ol className="past scroll" aria-label="Changes, newest first" tabIndex={0}>
        {page?.lines.map(({ at, coder: by, label }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of the past never moves, and two may say the same
          <li key={index}>
            <time dateTime={at} className="num">
              {timeInWords(at)}
            </time>
            <span className="meta">{by ?? ''}</span>
            <span>{label}</span>
          </li>
        ))}
        {page !== null && page.lines.length < page.of && (
          <li className="more">
            <Button onClick={more}>Show older ones</Button>
          </li>
        )}
      </ol>
      <div className="acts bottom">
        <span className="meta" role="status">
          {page === null ? 'Reading' : `${page.lines.length} of ${page.of} changes.`}
          {page?.blind === true && ' Coding is blind: what others coded is left out.'}
        </span>
      </div>
    </Dialog>
  )
}

/** The newest lines, and how to get older ones behind them. */
function useHistory(text: string, coder: CoderId | null): { page: HistoryPage | null; more(): void } {
  const [page, setPage] = useState<HistoryPage | null>(null)
  // Asked anew with every change of the project and every letter; only the last answer counts.
  const project = useProject((open) => open.project)
  useEffect(() => {
    // What is shown is of this project as it is now.
    void project
    let last = true
    void attempt(() => ask.readHistory({ text, coder, from: 0 })).then((read) => {
      if (last && read !== undefined) setPage(read)
    })
    return () => {
      last = false
    }
  }, [text, coder, project])
  const more = async () => {
    if (page === null) return
    const older = await attempt(() => ask.readHistory({ text, coder, from: page.lines.length }))
    setPage((now) => (now === page && older ? { ...older, lines: [...page.lines, ...older.lines] } : now))
  }
  return { page, more: () => void more() }
}

/** As on this computer's clock. */
function timeInWords(at: string): string {
  const time = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`
}
