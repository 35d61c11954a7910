import type { ReactNode } from 'react'

/** A choice in the list under a field; the field has the keys and keeps the focus, and points here by the id. */
export function Option({
  id,
  current,
  onTake,
  children,
}: {
  id: string
  current: boolean
  onTake(): void
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
    <div
      ref={current ? bringIntoView : undefined}
      id={id}
      role="option"
      aria-selected={current}
      className={current ? 'current' : ''}
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      {children}
    </div>
  )
}

function bringIntoView(choice: HTMLElement | null): void {
  choice?.scrollIntoView({ block: 'nearest' })
}
