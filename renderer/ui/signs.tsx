import type { CodingState } from '../../core/model.ts'

/** Whether the view behind a tab is closed while coding is blind. */
export function LockSign() {
  return (
    <svg className="icon" viewBox="0 0 14 14" role="img" aria-label="closed">
      <path d="M3 6.5h8v5H3zM4.8 6.5V4.6a2.2 2.2 0 0 1 4.4 0v1.9" />
    </svg>
  )
}

/** How far a coder is with a document: a tick, a half disc, a ring. */
export function StateSign({ state }: { state: CodingState }) {
  return (
    <svg className="state" viewBox="0 0 12 12" role="img" aria-label={state}>
      {state === 'done' ? <path d="M2 6.4 4.8 9.2 10.2 3" /> : <circle cx="6" cy="6" r="4.25" />}
      {state === 'in progress' && <path className="on" d="M6 1.75a4.25 4.25 0 0 1 0 8.5z" />}
    </svg>
  )
}

export function ArrowSign() {
  return (
    <svg className="icon" viewBox="0 0 14 14" aria-hidden="true">
      <path d="M3 7h8M8 4l3 3-3 3" />
    </svg>
  )
}

export function DocumentSign() {
  return (
    <svg className="icon" viewBox="0 0 14 14" aria-hidden="true">
      <path d="M3.5 2h5l2.5 2.5V12h-7.5zM5.5 7h3.5M5.5 9.2h3.5" />
    </svg>
  )
}

export function ImportSign() {
  return (
    <svg className="icon" viewBox="0 0 14 14" aria-hidden="true">
      <path d="M7 1.5v8M3.8 6.3 7 9.5l3.2-3.2M2 12.5h10" />
    </svg>
  )
}

/** The colour of a code. Its name and key always stand by, so it says nothing to a screen reader. */
export function Swatch({ colour }: { colour: number }) {
  return <i className={`sw c${colour}`} aria-hidden="true" />
}
