import { useEffect, useState } from 'react'
import type { Action } from '../actions.ts'
import { isPossible, useRegisteredActions } from '../actions.ts'
import type { Notice } from '../store.ts'
import { useWorkbench } from '../store.ts'
import { Keys } from '../ui/Keys.tsx'
import { keyCaps } from '../ui/keys.ts'
import { isMac } from '../ui/platform.ts'

/** The keys that work here, and the latest notice. */
export function Foot() {
  const state = useWorkbench((whole) => whole)
  const hints = hintsOf(useRegisteredActions().filter((action) => isPossible(action, state)))
  return (
    <footer className="foot">
      {state.open === null && <span>Version {state.version}</span>}
      <NoticeLine notice={state.notice} />
      <span className="hints">
        {hints.map(({ words, caps }) => (
          <span key={words}>
            {caps.map((cap) => (
              <kbd key={cap}>{cap}</kbd>
            ))}{' '}
            {words}
          </span>
        ))}
      </span>
      <span className="end">
        <Keys keys="Ctrl+K" /> every action
      </span>
    </footer>
  )
}

/** Actions with the same words, as the borders of a segment have, are one hint with their keys together. */
function hintsOf(actions: readonly Action[]): { words: string; caps: string[] }[] {
  const hints = new Map<string, string[]>()
  for (const { label, hint, keys } of actions) {
    if (hint === undefined || hint === false || keys?.[0] === undefined) continue
    const words = hint === true ? label.toLowerCase() : hint
    hints.set(words, [...(hints.get(words) ?? []), ...keyCaps(keys[0], isMac)])
  }
  return [...hints].map(([words, caps]) => ({ words, caps: [...new Set(caps)] }))
}

const shownFor = 8000

/** What was done goes after a while; what was refused stays until something else is said. */
function NoticeLine({ notice }: { notice: Notice | null }) {
  const [gone, setGone] = useState<Notice | null>(null)
  useEffect(() => {
    if (notice === null || notice.kind === 'refused') return
    const timer = setTimeout(() => setGone(notice), shownFor)
    return () => clearTimeout(timer)
  }, [notice])
  if (notice === null || notice === gone) return null
  return (
    <span className={`notice ${notice.kind}`} title={notice.text}>
      {notice.kind === 'refused' && <b aria-hidden="true">! </b>}
      {notice.text}
    </span>
  )
}
