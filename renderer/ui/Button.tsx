import type { ComponentProps } from 'react'
import { runAction, useKeysOf } from '../actions.ts'
import { Keys, keysInWords, useTooltip } from './Keys.tsx'

type ButtonProps = ComponentProps<'button'> & { look?: 'box' | 'main' | 'plain'; keys?: string }

/** A button. `look`: main for the one thing to do next, plain for a word within a line. */
export function Button({ look = 'box', keys, children, ...rest }: ButtonProps) {
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

/** A button that runs an action and shows its key; `title` says what it does where the words in it don't. */
export function ActionButton({
  action,
  title,
  ...rest
}: Omit<ButtonProps, 'keys' | 'onClick'> & { action: string }) {
  const [keys] = useKeysOf(action)
  const tooltip = useTooltip(action, title)
  return (
    <Button
      {...rest}
      {...(keys === undefined ? {} : { keys })}
      title={tooltip}
      onClick={() => runAction(action)}
    />
  )
}
