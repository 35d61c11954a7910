import type { CSSProperties, ReactNode } from 'react'
import { useState } from 'react'
import { prefer, useWorkbench } from '../store.ts'
import { Splitter } from './Splitter.tsx'

export interface Side {
  /** Under which its width is remembered. */
  readonly name: string
  /** What it holds, in the field's words: for its splitter and for a screen reader. */
  readonly label: string
  /** Pixels, before anybody has moved it. */
  readonly width: number
  /** What becomes of it in a narrow window (below 832 px; `first`: below 1200 px): gone, or under the middle. */
  readonly narrow: 'gone' | 'gone first' | 'below'
  readonly content: ReactNode
}

/** A middle that takes what is left, between sides that can be moved, folded and remembered. */
export function Panes({
  label,
  paper = true,
  left,
  right,
  children,
}: {
  /** Of the middle, for a screen reader. */
  label: string
  /** Whether the middle is the lightest surface. */
  paper?: boolean
  left?: Side
  right?: Side
  children: ReactNode
}) {
  const leftWidth = useWidth(left)
  const rightWidth = useWidth(right)
  const style = { '--left': `${leftWidth.now}px`, '--right': `${rightWidth.now}px` } as CSSProperties
  const name = `panes ${left ? `with-left left-${slug(left)}` : ''} ${right ? `with-right right-${slug(right)}` : ''}`
  return (
    <div className={name} style={style}>
      {left && <Aside side={left} width={leftWidth} where="left" />}
      <main className={paper ? 'pane paper' : 'pane'} aria-label={label}>
        {children}
      </main>
      {right && <Aside side={right} width={rightWidth} where="right" />}
    </div>
  )
}

function slug({ narrow }: Side): string {
  return narrow.replace(' ', '-')
}

function Aside({ side, width, where }: { side: Side; width: Width; where: 'left' | 'right' }) {
  return (
    <aside className={`pane side ${where}`} aria-label={side.label}>
      {width.now > 0 && side.content}
      <Splitter label={side.label} where={where} width={width} usual={side.width} />
    </aside>
  )
}

export interface Width {
  /** Pixels; 0 is folded. */
  readonly now: number
  /** While it is being dragged. */
  set(width: number): void
  /** Remembers it. */
  keep(width: number): void
}

function useWidth(side: Side | undefined): Width {
  const panes = useWorkbench((state) => state.preferences.panes)
  const [dragged, set] = useState<number | null>(null)
  const name = side?.name ?? ''
  return {
    now: dragged ?? panes[name] ?? side?.width ?? 0,
    set,
    keep(width) {
      set(null)
      prefer({ panes: { ...panes, [name]: Math.round(width) } })
    },
  }
}
