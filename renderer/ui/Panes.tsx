import type { CSSProperties, FocusEvent, MouseEvent, ReactNode } from 'react'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { prefer, useWorkbench } from '../store.ts'
import { Splitter } from './Splitter.tsx'

export interface Side {
  /** Under which its width is remembered. */
  readonly name: string
  /** What it holds, in the field's words: for its splitter and for a screen reader. */
  readonly label: string
  /** Pixels, before anybody has moved it. */
  readonly width: number
  /**
   * What becomes of it in a narrow window (below 832 px; `first`, of a left one: below 1200 px): gone, or under the
   * middle. One that is gone is shown over the middle by a button at its edge, until the person goes on elsewhere.
   */
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
  const [drawn, setDrawn] = useState<Where | null>(null)
  const style = { '--left': `${leftWidth.now}px`, '--right': `${rightWidth.now}px` } as CSSProperties
  const name = `panes ${left ? `with-left left-${slug(left)}` : ''} ${right ? `with-right right-${slug(right)}` : ''}`
  return (
    <div className={name} style={style}>
      {left && <Edge side={left} width={leftWidth} where="left" drawn={drawn} onDraw={setDrawn} />}
      <main className={paper ? 'pane paper' : 'pane'} aria-label={label}>
        {children}
      </main>
      {right && <Edge side={right} width={rightWidth} where="right" drawn={drawn} onDraw={setDrawn} />}
    </div>
  )
}

type Where = 'left' | 'right'

/** A side pane, behind the button that stands in its place in a narrow window. */
function Edge({
  drawn,
  onDraw,
  ...pane
}: {
  side: Side
  width: Width
  where: Where
  drawn: Where | null
  onDraw(drawn: Where | null): void
}) {
  const { side, where } = pane
  return (
    <>
      {side.narrow !== 'below' && <Show {...pane} drawn={drawn === where} onShow={() => onDraw(where)} />}
      <Aside {...pane} drawn={drawn === where} onLeave={() => onDraw(null)} />
    </>
  )
}

function slug({ narrow }: Side): string {
  return narrow.replace(' ', '-')
}

/** Stands at the edge of a narrow window in the place of the pane. */
function Show({
  side,
  width,
  where,
  drawn,
  onShow,
}: {
  side: Side
  width: Width
  where: Where
  drawn: boolean
  onShow(): void
}) {
  const show = ({ currentTarget }: MouseEvent) => {
    flushSync(() => {
      onShow()
      if (width.now === 0) width.keep(side.width)
    })
    const pane = currentTarget.nextElementSibling
    pane?.querySelector<HTMLElement>('[tabindex="0"]:not(.splitter), input, button')?.focus()
  }
  return (
    <button
      type="button"
      className={`show${where}`}
      aria-label={`Show ${side.label}`}
      aria-expanded={drawn}
      onClick={show}
    >
      {side.label}
    </button>
  )
}

function Aside({
  side,
  width,
  where,
  drawn,
  onLeave,
}: {
  side: Side
  width: Width
  where: Where
  drawn: boolean
  onLeave(): void
}) {
  const blur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
    // What is drawn anew loses the focus to nothing, and takes it again.
    if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) onLeave()
  }
  const name = `pane side ${where}${drawn ? ' drawn' : ''}`
  return (
    // A click between what can be pressed in it is no leaving either.
    <aside className={name} aria-label={side.label} tabIndex={-1} onBlur={blur}>
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
