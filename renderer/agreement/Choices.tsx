import type { ReactNode } from 'react'
import type { PopulationName, PresetName } from '../../core/agreement/input.ts'
import { populationNames } from '../../core/agreement/input.ts'
import { counted, grouped } from '../../core/agreement/number.ts'
import type { AgreementResult } from '../../core/agreement/result.ts'
import { codeLabel, codesInOrder } from '../../core/codebook.ts'
import { documentsInOrder } from '../../core/model.ts'
import { populationTerms, termOf } from '../../core/report/terms.ts'
import { units } from '../../core/units.ts'
import { useProject } from '../store.ts'
import { Swatch } from '../ui/signs.tsx'
import {
  choose,
  chooseUnit,
  codedByAll,
  comparedCoders,
  documentsOf,
  progressWords,
  stateOf,
  useChoices,
  useTables,
} from './choices.ts'
import { Interval } from './Interval.tsx'
import { Picks } from './Picks.tsx'
import type { Run } from './run.ts'

/** Who and what is counted, and how: everything that the report will state. */
export function ChoicesPanel({ run }: { run: Run }) {
  return (
    <div className="choices scroll">
      <Coders />
      <What />
      <UnitAndPopulation result={run.result} />
      <Coefficient />
      <Interval />
      <Preset />
      <Took run={run} />
    </div>
  )
}

function Coders() {
  const project = useTables()
  const chosen = comparedCoders(project, useChoices().coders).map(({ id }) => id)
  return (
    <fieldset>
      <legend>Coders</legend>
      {[...project.coders.values()].map(({ id, name }) => (
        <label key={id} className="opt">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={({ target }) =>
              choose({ coders: target.checked ? [...chosen, id] : chosen.filter((one) => one !== id) })
            }
          />
          <span>{name}</span>
          <span className="meta end">{counted(documentsOf(project, id), 'document')}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** The documents that all these coders coded and all codes, until somebody looks closer. */
function What() {
  const project = useProject((open) => open.project)
  const tables = useTables()
  const { coders, documents, codes, byDocument } = useChoices()
  const compared = comparedCoders(tables, coders)
  const coded = codedByAll(
    tables,
    compared.map(({ id }) => id),
  )
  return (
    <>
      <Picks
        title="Documents"
        all={documentsInOrder(project).map(({ id, title }) => ({
          id,
          name: title,
          note: progressWords(compared.map((coder) => [coder.name, stateOf(tables, coder.id, id)])),
        }))}
        usual={{ ids: coded, words: 'Coded by all' }}
        chosen={documents}
        onChoose={(next) => choose({ documents: next })}
      />
      <label className="opt">
        <input
          type="checkbox"
          checked={byDocument}
          onChange={({ target }) => choose({ byDocument: target.checked })}
        />
        <span>each document by itself, too</span>
      </label>
      <Picks
        title="Codes"
        all={codesInOrder(project.codes).map(({ code }) => ({
          id: code.id,
          name: codeLabel(project.codes, code),
          sign: <Swatch colour={code.colour} />,
        }))}
        chosen={codes}
        onChoose={(next) => choose({ codes: next })}
      />
    </>
  )
}

function Radios<T extends string>({
  title,
  name,
  options,
  chosen,
  onChoose,
}: {
  title: string
  name: string
  options: readonly { value: T; words: string; count?: number | undefined }[]
  chosen: T
  onChoose(value: T): void
}) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {options.map(({ value, words, count }) => (
        <label key={value} className={value === chosen ? 'opt on' : 'opt'}>
          <input type="radio" name={name} checked={value === chosen} onChange={() => onChoose(value)} />
          <span>{words}</span>
          {count !== undefined && <span className="meta end">{grouped(count)}</span>}
        </label>
      ))}
    </fieldset>
  )
}

function UnitAndPopulation({ result }: { result: AgreementResult | null }) {
  const { unit, population } = useChoices()
  const overall = result?.results[0]
  const codes = Math.max(1, result?.codes.length ?? 1)
  const sizeOf = (name: PopulationName) => {
    const counted = overall?.diagnostics.populations?.[name].units
    // Over the union each code has units of its own, so that only their sum is known.
    return counted === undefined || name === 'union' ? undefined : counted / codes
  }
  return (
    <>
      <Radios
        title="Unit"
        name="unit"
        chosen={unit}
        onChoose={chooseUnit}
        options={units.map((value) => ({
          value,
          words: value,
          count: value === result?.settings.unit ? sizeOf('all') : undefined,
        }))}
      />
      <Radios
        title="Population"
        name="population"
        chosen={population}
        onChoose={(value) => choose({ population: value })}
        options={populationNames.map((value) => ({
          value,
          words: populationTerms[value],
          count: unit === result?.settings.unit ? sizeOf(value) : undefined,
        }))}
      />
    </>
  )
}

const ofTwo = [
  'alpha_nominal',
  'cohen_kappa',
  'scott_pi',
  'gwet_ac1',
  'brennan_prediger',
  'percent_agreement',
  'holsti',
]
const ofMore = [
  'alpha_nominal',
  'fleiss_kappa',
  'light_kappa',
  'gwet_ac1',
  'brennan_prediger',
  'percent_agreement',
]

function Coefficient() {
  const { coefficient, coders, unit } = useChoices()
  const two = comparedCoders(useTables(), coders).length === 2
  const keys = [...(two ? ofTwo : ofMore), ...(two && unit === 'character' ? ['char_dice'] : [])]
  return (
    <Labelled title="Coefficient">
      <select
        className="field"
        value={coefficient ?? ''}
        onChange={({ target }) => choose({ coefficient: target.value === '' ? null : target.value })}
      >
        <option value="">All that apply; α in the table</option>
        {keys.map((key) => (
          <option key={key} value={key}>
            {termOf(key, []).name}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

function Labelled({ title, children }: { title: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="labelled">
      <span className="legend">{title}</span>
      {children}
    </label>
  )
}

const presetTitles: Readonly<Record<PresetName, string>> = {
  nvivo: 'NVivo',
  maxqda: 'MAXQDA',
  atlasti: 'ATLAS.ti',
  qdaminer: 'QDA Miner',
  dedoose: 'Dedoose',
  inception: 'INCEpTION',
}

function Preset() {
  const { preset } = useChoices()
  return (
    <Labelled title="As other programs count">
      <select
        className="field"
        value={preset ?? ''}
        onChange={({ target }) =>
          choose({ preset: target.value === '' ? null : (target.value as PresetName) })
        }
      >
        <option value="">None</option>
        {Object.entries(presetTitles).map(([name, title]) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

/** How long the figures took that are there. */
function Took({ run: { seconds } }: { run: Run }) {
  if (seconds === null) return null
  return (
    <p className="note done">
      Counted in {seconds < 0.1 ? 'under 0.1' : seconds.toFixed(1)} s. The same inputs give the same report.
    </p>
  )
}
