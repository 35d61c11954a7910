import { useId } from 'react'
import type { Preferences, Reading } from '../../core/preferences.ts'
import { defaultPreferences } from '../../core/preferences.ts'
import { prefer, useWorkbench } from '../store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import './reading-dialog.css'

/** Pixels at 100 %: below 14 the lanes under the text crowd it, above 32 a line holds few words. */
export const textSizes = { least: 14, most: 32 }

/** How texts are shown; what is chosen shows at once behind it. */
export function ReadingDialog({ onClose }: { onClose(): void }) {
  const { reading, textSize, theme, contrast } = useWorkbench(({ preferences }) => preferences)
  const read = (changes: Partial<Reading>) => prefer({ reading: { ...reading, ...changes } })
  return (
    <Dialog title="Reading" className="small readingdialog" onClose={onClose}>
      <div className="ask">
        <Choice
          label="Font"
          value={reading.font}
          choices={{ serif: 'Serif', sans: 'Sans', own: 'Own' }}
          onChoose={(font) => read({ font })}
        />
        {reading.font === 'own' && (
          <OwnFont value={reading.ownFont} onName={(ownFont) => read({ ownFont })} />
        )}
        <Range
          label="Size"
          unit="pixels"
          {...{ value: textSize, least: textSizes.least, most: textSizes.most, step: 1 }}
          onChange={(size) => prefer({ textSize: size })}
        />
        <Range
          label="Line width"
          unit="characters"
          {...{ value: reading.measure, least: 40, most: 100, step: 2 }}
          onChange={(measure) => read({ measure })}
        />
        <Range
          label="Line spacing"
          unit="lines"
          {...{ value: Math.round(reading.leading * 100) / 100, least: 1.4, most: 2.4, step: 0.05 }}
          onChange={(leading) => read({ leading })}
        />
        <Choice
          label="Look"
          value={theme}
          choices={{ system: 'As the system', light: 'Light', dark: 'Dark' }}
          onChoose={(chosen) => prefer({ theme: chosen })}
        />
        <Choice
          label="Contrast"
          value={contrast}
          choices={{ system: 'As the system', more: 'High' }}
          onChoose={(chosen) => prefer({ contrast: chosen })}
        />
        <Choice
          label="Highlights"
          value={reading.highlights}
          choices={{ underline: 'Underlined', background: 'Coloured in' }}
          onChoose={(highlights) => read({ highlights })}
        />
        <Choice
          label="Stripes"
          value={reading.stripes}
          choices={{ code: 'By code', coder: 'By coder' }}
          onChoose={(stripes) => read({ stripes })}
        />
        <div className="acts">
          <Button look="plain" onClick={() => prefer(asAtFirst)}>
            Restore the defaults
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

const { reading, textSize, theme, contrast } = defaultPreferences
const asAtFirst: Partial<Preferences> = { reading, textSize, theme, contrast }

/** One of a few. */
function Choice<Value extends string>({
  label,
  value,
  choices,
  onChoose,
}: {
  label: string
  value: Value
  choices: Readonly<Record<Value, string>>
  onChoose(value: Value): void
}) {
  const id = useId()
  return (
    <div className="setting">
      <span id={id}>{label}</span>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons that are no form */}
      <div className="choice" role="group" aria-labelledby={id}>
        {(Object.keys(choices) as Value[]).map((each) => (
          <button key={each} type="button" aria-pressed={each === value} onClick={() => onChoose(each)}>
            {choices[each]}
          </button>
        ))}
      </div>
    </div>
  )
}

function Range({
  label,
  unit,
  value,
  least,
  most,
  step,
  onChange,
}: {
  label: string
  unit: string
  value: number
  least: number
  most: number
  step: number
  onChange(value: number): void
}) {
  const id = useId()
  return (
    <div className="setting">
      <label htmlFor={id}>{label}</label>
      <span className="range">
        <input
          id={id}
          type="range"
          min={least}
          max={most}
          step={step}
          value={value}
          aria-valuetext={`${value} ${unit}`}
          onChange={(event) => onChange(Number(event.target.value))}
        />
        <span className="meta" aria-hidden="true">
          {value} {unit}
        </span>
      </span>
    </div>
  )
}

function OwnFont({ value, onName }: { value: string; onName(name: string): void }) {
  const id = useId()
  return (
    <div className="setting">
      <label htmlFor={id}>Its name</label>
      <input
        id={id}
        className="field"
        placeholder="As the system calls it"
        spellCheck={false}
        maxLength={100}
        value={value}
        // Signs that no font's name has would mean something in a style.
        onChange={(event) => onName(event.target.value.replace(/[^\p{L}\p{N} ._-]/gu, ''))}
      />
    </div>
  )
}
