import { Button } from '../ui/Button.tsx'

interface PicksProps<Id extends string> {
  readonly title: string
  readonly items: readonly { readonly id: Id; readonly name: string }[]
  readonly without: ReadonlySet<string>
  readonly note?: string | undefined
  onPick(ids: readonly Id[], picked: boolean): void
}

/** A list of which some or all are picked. */
export function Picks<Id extends string>({ title, items, without, note, onPick }: PicksProps<Id>) {
  const all = items.map(({ id }) => id)
  const none = all.every((id) => without.has(id))
  return (
    <fieldset className="pick">
      <legend>
        {title}
        {items.length > 1 && (
          <Button look="plain" onClick={() => onPick(all, none)}>
            {none ? 'all' : 'none'}
          </Button>
        )}
      </legend>
      <div className="scroll">
        {items.map(({ id, name }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={!without.has(id)}
              onChange={({ target }) => onPick([id], target.checked)}
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
      {note !== undefined && <p className="note">{note}</p>}
    </fieldset>
  )
}
