import type { FormatChoice } from '../../core/exchange-contract.ts'
import type { Exporting } from '../../core/preferences.ts'

const presets: readonly { value: Exporting['preset']; name: string }[] = [
  { value: 'standard', name: 'any program, by the standard' },
  { value: 'nvivo', name: 'NVivo' },
  { value: 'maxqda', name: 'MAXQDA' },
  { value: 'atlasti', name: 'ATLAS.ti' },
  { value: 'qualcoder', name: 'QualCoder' },
]
const units: readonly { value: Exporting['unit']; name: string }[] = [
  { value: 'token', name: 'token' },
  { value: 'sentence', name: 'sentence' },
  { value: 'paragraph', name: 'paragraph' },
  { value: 'document', name: 'document' },
]

/** What the chosen format leaves open. */
export function OptionsPart({
  format,
  options,
  onChange,
}: {
  format: FormatChoice
  options: Exporting
  onChange(changes: Partial<Exporting>): void
}) {
  const has = (option: FormatChoice['options'][number]) => format.options.includes(option)
  if (format.options.length === 0 && !format.dictionary) return null
  return (
    <div className="options">
      {has('preset') && (
        <Select
          label="to be read by"
          value={options.preset}
          options={presets}
          note="Programs count positions in their own ways; the file is written as this one reads."
          onChoose={(preset) => onChange({ preset })}
        />
      )}
      {has('unit') && (
        <Select
          label="one row per code and"
          value={options.unit}
          options={units}
          onChoose={(unit) => onChange({ unit })}
        />
      )}
      {has('mark') && (
        <Tick checked={options.mark} onTick={(mark) => onChange({ mark })}>
          with a byte order mark, by which Excel reads UTF-8
        </Tick>
      )}
      {format.dictionary && (
        <Tick checked={options.dictionary} onTick={(dictionary) => onChange({ dictionary })}>
          with its data dictionary: a README and a datapackage.json
        </Tick>
      )}
    </div>
  )
}

function Select<Value extends string>(select: {
  label: string
  value: Value
  options: readonly { readonly value: Value; readonly name: string }[]
  note?: string
  onChoose(value: Value): void
}) {
  return (
    <label>
      <span>{select.label}</span>
      <select
        className="field"
        value={select.value}
        onChange={({ target }) => select.onChoose(target.value as Value)}
      >
        {select.options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      {select.note !== undefined && <span className="meta">{select.note}</span>}
    </label>
  )
}

function Tick({
  checked,
  onTick,
  children,
}: {
  checked: boolean
  onTick(checked: boolean): void
  children: string
}) {
  return (
    <label>
      <input type="checkbox" checked={checked} onChange={({ target }) => onTick(target.checked)} />
      <span>{children}</span>
    </label>
  )
}
