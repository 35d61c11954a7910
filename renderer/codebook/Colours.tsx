import type { KeyboardEvent } from 'react'
import { useRef } from 'react'
import { colourCount } from '../../core/codebook.ts'

/** The slots of tokens.css by name. */
const names = [
  'blue',
  'vermilion',
  'green',
  'purple',
  'ochre',
  'indigo',
  'wine',
  'olive',
  'sky',
  'pine',
  'brown',
  'slate',
]

/** The twelve colours, of which one holds. Arrow keys walk and choose. */
export function Colours({ chosen, onChoose }: { chosen: number; onChoose(colour: number): void }) {
  const row = useRef<HTMLDivElement>(null)
  const walk = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (by === undefined || event.altKey) return
    event.preventDefault()
    const next = ((chosen - 1 + by + colourCount) % colourCount) + 1
    onChoose(next)
    row.current?.querySelector<HTMLElement>(`.c${next}`)?.focus()
  }
  return (
    <div ref={row} className="swatches" role="radiogroup" aria-label="Colour" onKeyDown={walk}>
      {names.map((name, index) => {
        const colour = index + 1
        const on = colour === chosen
        return (
          // biome-ignore lint/a11y/useSemanticElements: a swatch of the palette, with the keys of a radio group
          <button
            key={name}
            type="button"
            role="radio"
            aria-checked={on}
            aria-label={name}
            title={name}
            tabIndex={on ? 0 : -1}
            className={`sw c${colour} ${on ? 'on' : ''}`}
            onClick={() => onChoose(colour)}
          />
        )
      })}
    </div>
  )
}
