import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'

/** All of something, or some: folded into one line until somebody looks closer. */
export function Picks<Id extends string>({
  title,
  all,
  usual,
  chosen,
  onChoose,
}: {
  title: string
  /** `note` says what somebody needs to know to choose it. */
  all: readonly { id: Id; name: string; sign?: ReactNode; note?: string | undefined }[]
  /** What is chosen as long as nobody chooses, and in which words; all of them where absent. */
  usual?: { readonly ids: readonly Id[]; readonly words: string } | undefined
  /** Null for what is usual. */
  chosen: readonly Id[] | null
  onChoose(chosen: readonly Id[] | null): void
}) {
  const ids = all.map(({ id }) => id)
  const taken = chosen ?? usual?.ids ?? ids
  const picked = ids.filter((id) => taken.includes(id))
  const pick = (next: readonly Id[]) =>
    onChoose(usual === undefined && next.length === all.length ? null : next)
  const words = picked.length === all.length ? `all ${all.length}` : `${picked.length} of ${all.length}`
  return (
    <fieldset>
      <legend>{title}</legend>
      <details>
        <summary>
          <span className="quiet">{words}</span> <span className="plain">Change</span>
        </summary>
        <p className="acts">
          {usual && (
            <Button look="plain" onClick={() => onChoose(null)}>
              {usual.words}
            </Button>
          )}
          <Button look="plain" onClick={() => onChoose(usual ? ids : null)}>
            All
          </Button>
          <Button look="plain" onClick={() => onChoose([])}>
            None
          </Button>
        </p>
        {all.map(({ id, name, sign, note }) => (
          <label key={id} className="opt">
            <input
              type="checkbox"
              checked={picked.includes(id)}
              onChange={({ target }) =>
                pick(target.checked ? [...picked, id] : picked.filter((one) => one !== id))
              }
            />
            {sign}
            <span title={name}>
              {name}
              {note !== undefined && <span className="meta">{note}</span>}
            </span>
          </label>
        ))}
      </details>
    </fieldset>
  )
}
