import type { ComponentProps } from 'react'
import { Keys, keysInWords } from './Keys.tsx'

/** A button. `look`: main for the one thing to do next, plain for a word within a line. */
export function Button({
  look = 'box',
  keys,
  children,
  ...rest
}: ComponentProps<'button'> & { look?: 'box' | 'main' | 'plain'; keys?: string }) {
  const name = look === 'plain' ? 'plain' : look === 'main' ? 'button main' : 'button'
  const title = rest.title ?? (keys === undefined ? undefined : keysInWords(keys))
  return (
    <button type="button" {...rest} title={title} className={`${name} ${rest.className ?? ''}`}>
      {children}
      {keys !== undefined && look !== 'plain' && (
        <span className="caps">
          <Keys keys={keys} />
        </span>
      )}
    </button>
  )
}
