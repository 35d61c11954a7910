import type { Conflict, Shown } from '../../core/merge/conflict.ts'
import { choiceInWords, planParts, sameInWords, whyDefault } from '../../core/merge/words.ts'
import type { MergePreview } from '../../core/merge-contract.ts'

/** A merge before it is made, in plain words; where both sides say something else, both are shown. */
export function MergePlanPart({
  preview: { plan, missing, blind },
  choices,
  onChoose,
}: {
  preview: MergePreview
  /** What was chosen, which the plan follows. */
  choices: Readonly<Record<string, string>>
  onChoose(conflict: string, choice: string): void
}) {
  const parts = planParts(plan)
  const { conflicts } = plan
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
    <section className="plan scroll" tabIndex={0} aria-label="What merging would do">
      {plan.nothingNew && <p className="lead">There is nothing new: this project has all of it already.</p>}
      {missing.length > 0 && <Part title="Stays out" lines={missing} />}
      {conflicts.length > 0 && (
        <section aria-labelledby="conflicts">
          <h3 id="conflicts">
            In conflict: {conflicts.length === 1 ? 'one thing' : `${conflicts.length} things`} to look at
          </h3>
          {conflicts.map((conflict) => (
            <ConflictChoice
              key={conflict.id}
              conflict={conflict}
              chosen={choices[conflict.id] ?? conflict.chosen}
              onChoose={(choice) => onChoose(conflict.id, choice)}
            />
          ))}
        </section>
      )}
      {parts.map(({ title, lines }) => (
        <Part key={title} title={title} lines={lines} />
      ))}
      <p className="meta">
        {sameInWords(plan)}
        {blind && ' Coding is blind: of other coders’ segments only sums are shown, and no words.'}
      </p>
    </section>
  )
}

/** So many lines of one part are shown; a merge may bring thousands. */
const shownLines = 100

function Part({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {lines.slice(0, shownLines).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {lines.length > shownLines && <li className="meta">and {lines.length - shownLines} more</li>}
      </ul>
    </section>
  )
}

function ConflictChoice({
  conflict,
  chosen,
  onChoose,
}: {
  conflict: Conflict
  chosen: string
  onChoose(choice: string): void
}) {
  const { id, sentence, mine, other, choices } = conflict
  return (
    <fieldset className="inconflict">
      <legend>{sentence}</legend>
      <div className="versions">
        <Version title="here" shown={mine} />
        <Version title="in the other copy" shown={other} />
      </div>
      <div className="choices">
        {choices.map((choice) => (
          <label key={choice}>
            <input
              type="radio"
              name={id}
              value={choice}
              checked={chosen === choice}
              onChange={() => onChoose(choice)}
            />
            <span>
              {choiceInWords(choice)}
              {choice === conflict.default && (
                <span className="meta"> chosen for you, since {whyDefault(conflict)}</span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Version({ title, shown }: { title: string; shown: Shown | null }) {
  return (
    <div>
      <div className="meta">{title}</div>
      {shown === null ? (
        <p className="quiet">not there</p>
      ) : (
        <dl>
          {Object.entries(shown).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value === '' ? 'empty' : String(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
