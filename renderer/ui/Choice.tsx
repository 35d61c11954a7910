import type { KeyboardEvent } from 'react'
import { useRef } from 'react'

export interface Option<T> {
  readonly value: T
  readonly label: string
  /** What it is called where the label is a sign. */
  readonly name?: string
  /** The key that chooses it from elsewhere, for the tooltip. */
  readonly keys?: string
}

/** A few values beside each other of which one holds. Arrow keys walk and choose. */
export function Choice<T>({
  label,
  options,
  chosen,
  onChoose,
}: {
  label: string
  options: readonly Option<T>[]
  chosen: T
  onChoose(value: T): void
}) {
  const row = useRef<HTMLDivElement>(null)
  const on = Math.max(
    0,
    options.findIndex(({ value }) => value === chosen),
  )
  const walk = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const next = (on + by + options.length) % options.length
    onChoose(options[next]!.value)
    row.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div ref={row} className="choice" role="radiogroup" aria-label={label} onKeyDown={walk}>
      {options.map(({ value, label: words, name, keys }, index) => (
        // biome-ignore lint/a11y/useSemanticElements: buttons beside each other, with the keys of a radio group
        <button
          key={words}
          type="button"
          role="radio"
          aria-checked={value === chosen}
          tabIndex={index === on ? 0 : -1}
          aria-label={name}
          title={[name, keys].filter((part) => part !== undefined).join(' · ')}
          onClick={() => value !== chosen && onChoose(value)}
        >
          {words}
        </button>
      ))}
    </div>
  )
}
