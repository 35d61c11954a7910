import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'

/** All of something, or some: folded into one line until somebody looks closer. */
export function Picks<Id extends string>({
  title,
  all,
  chosen,
  onChoose,
}: {
  title: string
  all: readonly { id: Id; name: string; sign?: ReactNode }[]
  /** Null for all. */
  chosen: readonly Id[] | null
  onChoose(chosen: readonly Id[] | null): void
}) {
  const picked =
    chosen === null ? all.map(({ id }) => id) : all.map(({ id }) => id).filter((id) => chosen.includes(id))
  const pick = (next: readonly Id[]) => onChoose(next.length === all.length ? null : next)
  const words = chosen === null ? `all ${all.length}` : `${picked.length} of ${all.length}`
  return (
    <fieldset>
      <legend>{title}</legend>
      <details>
        <summary>
          <span className="quiet">{words}</span> <span className="plain">Change</span>
        </summary>
        <p className="acts">
          <Button look="plain" onClick={() => onChoose(null)}>
            All
          </Button>
          <Button look="plain" onClick={() => onChoose([])}>
            None
          </Button>
        </p>
        {all.map(({ id, name, sign }) => (
          <label key={id} className="opt">
            <input
              type="checkbox"
              checked={picked.includes(id)}
              onChange={({ target }) =>
                pick(target.checked ? [...picked, id] : picked.filter((one) => one !== id))
              }
            />
            {sign}
            <span title={name}>{name}</span>
          </label>
        ))}
      </details>
    </fieldset>
  )
}
