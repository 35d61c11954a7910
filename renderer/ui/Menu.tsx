import type { KeyboardEvent, ReactNode } from 'react'
import { useId, useRef } from 'react'
import { runAction } from '../actions.ts'
import { ActionKeys } from './Keys.tsx'

export type MenuItem = {
  readonly label: string
  /** One of several of which one holds. */
  readonly chosen?: boolean
  /** Begins a new group, under these words. */
  readonly group?: string
} & ({ readonly action: string } | { run(): void })

/** A button that opens a list of things to do; arrow keys walk it, Escape closes it. */
export function Menu({
  label,
  title,
  items,
}: {
  label: ReactNode
  title: string
  items: readonly MenuItem[]
}) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const walk = (event: KeyboardEvent) => {
    const buttons: (Element | null)[] = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const button = buttons.at(next % buttons.length)
    if (button instanceof HTMLElement) button.focus()
  }
  return (
    <>
      <button type="button" className="menubutton" popoverTarget={id} aria-haspopup="menu" title={title}>
        {label}
      </button>
      <div
        ref={list}
        id={id}
        className="menu"
        popover="auto"
        role="menu"
        aria-label={title}
        onKeyDown={walk}
        onToggle={(event) => {
          if (event.newState === 'open') list.current?.querySelector('button')?.focus()
        }}
      >
        {items.map((item) => (
          <Item key={item.label} item={item} close={() => list.current?.hidePopover()} />
        ))}
      </div>
    </>
  )
}

function Item({ item, close }: { item: MenuItem; close(): void }) {
  const role =
    item.chosen === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': item.chosen }
  return (
    <>
      {item.group !== undefined && (
        <p className="label" role="presentation">
          {item.group}
        </p>
      )}
      <button
        type="button"
        {...role}
        tabIndex={-1}
        onClick={() => {
          close()
          if ('action' in item) runAction(item.action)
          else item.run()
        }}
      >
        <span className="tick" aria-hidden="true">
          {item.chosen === true ? '✓' : ''}
        </span>
        <span>{item.label}</span>
        {'action' in item && (
          <span className="caps">
            <ActionKeys action={item.action} />
          </span>
        )}
      </button>
    </>
  )
}
