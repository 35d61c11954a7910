import type { Resample } from '../../core/agreement/input.ts'
import { defaultResample } from '../../core/agreement/input.ts'
import { grouped } from '../../core/agreement/number.ts'
import { useProject } from '../store.ts'
import { choose, useChoices } from './choices.ts'

const replicateCounts = [0, 200, 1000, 2000, 10000]
const levels = [0.9, 0.95, 0.99]

/** How intervals are drawn: a line that says it, and behind it what can be changed. */
export function Interval() {
  const { replicates, seed, level, resample, documents } = useChoices()
  const inProject = useProject((open) => open.project.documents.size)
  const usual = defaultResample(documents?.length ?? inProject)
  const drawn = resample ?? usual
  const words =
    replicates === 0
      ? 'No intervals.'
      : `${level * 100} %, bootstrap of ${drawn}s, ${grouped(replicates)} times, seed ${seed}.`
  return (
    <fieldset>
      <legend>Interval</legend>
      <details>
        <summary>
          <span className="quiet">{words}</span> <span className="plain">Change</span>
        </summary>
        <div className="interval">
          <Choice
            title="times"
            value={replicates}
            options={replicateCounts.map((value) => ({
              value,
              words: value === 0 ? 'none' : grouped(value),
            }))}
            onChoose={(value) => choose({ replicates: value })}
          />
          <Choice
            title="level"
            value={level}
            options={levels.map((value) => ({ value, words: `${value * 100} %` }))}
            onChoose={(value) => choose({ level: value })}
          />
          <Choice<Resample | ''>
            title="draw"
            value={resample ?? ''}
            options={[
              { value: '', words: `${usual}s, as fits` },
              ...(['document', 'paragraph', 'unit'] as const).map((value) => ({ value, words: `${value}s` })),
            ]}
            onChoose={(value) => choose({ resample: value === '' ? null : value })}
          />
          <label>
            <span>seed</span>
            <input
              className="field"
              type="number"
              min={0}
              step={1}
              value={seed}
              onChange={({ target }) => {
                const wanted = target.valueAsNumber
                if (Number.isSafeInteger(wanted) && wanted >= 0) choose({ seed: wanted })
              }}
            />
          </label>
        </div>
      </details>
    </fieldset>
  )
}

function Choice<T extends string | number>({
  title,
  value,
  options,
  onChoose,
}: {
  title: string
  value: T
  options: readonly { value: T; words: string }[]
  onChoose(value: T): void
}) {
  return (
    <label>
      <span>{title}</span>
      <select
        className="field"
        value={value}
        onChange={({ target }) => onChoose(options[target.selectedIndex]!.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </label>
  )
}
