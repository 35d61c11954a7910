import { populationNames } from '../../core/agreement/input.ts'
import { methodsOf } from '../../core/report/methods.ts'
import { populationTerms } from '../../core/report/terms.ts'
import { units } from '../../core/units.ts'
import type { Action } from '../actions.ts'
import { notify } from '../store.ts'
import { choose, getChoices } from './choices.ts'
import type { Run } from './run.ts'
import { stop } from './run.ts'

/** What the view itself has to do: it knows which row is current and open. */
export interface AgreementDoings {
  now(): { readonly run: Run; readonly row: number | null; readonly open: number | null }
  open(row: number | null): void
  save(): void
}

export function agreementActions(doings: AgreementDoings): Action[] {
  const view = 'agreement' as const
  const { now } = doings
  const counted = () => now().run.result !== null
  return [
    {
      id: 'agreement.open',
      label: 'Open what is behind the row',
      keys: ['Enter'],
      hint: 'behind the row',
      view,
      when: counted,
      run: () => doings.open(now().row ?? 0),
    },
    {
      id: 'agreement.stop',
      label: 'Stop counting',
      keys: ['Escape'],
      view,
      when: () => now().run.phase === 'counting' && now().open === null,
      run: stop,
    },
    {
      id: 'agreement.close',
      label: 'Close what is behind the row',
      keys: ['Escape'],
      view,
      when: () => now().open !== null,
      run: () => {
        doings.open(null)
        requestAnimationFrame(() => focusOn('tr.opens[tabindex="0"]'))
      },
    },
    { id: 'agreement.unit', label: 'Next unit', keys: ['u'], hint: 'unit', view, run: nextUnit },
    {
      id: 'agreement.population',
      label: 'Next population',
      keys: ['p'],
      hint: 'population',
      view,
      run: nextPopulation,
    },
    {
      id: 'agreement.matrix',
      label: 'Who said what',
      keys: ['m'],
      hint: 'matrix',
      view,
      when: counted,
      run: () => {
        doings.open(null)
        requestAnimationFrame(() => focusOn('.matrix'))
      },
    },
    {
      id: 'agreement.report',
      label: 'Save the report',
      keys: ['Ctrl+E'],
      hint: 'save the report',
      view,
      when: counted,
      run: doings.save,
    },
    {
      id: 'agreement.methods',
      label: 'Copy the paragraph for the methods section',
      keys: ['Ctrl+Shift+C'],
      view,
      when: counted,
      run: () => copyMethods(now().run),
    },
  ]
}

function focusOn(selector: string): void {
  const element = window.document.querySelector<HTMLElement>(`.sheet ${selector}`)
  element?.scrollIntoView({ block: 'nearest' })
  element?.focus({ preventScroll: true })
}

function nextUnit(): void {
  const unit = units[(units.indexOf(getChoices().unit) + 1) % units.length]!
  choose({ unit })
  notify(`Unit: ${unit}.`)
}

function nextPopulation(): void {
  const at = populationNames.indexOf(getChoices().population)
  const population = populationNames[(at + 1) % populationNames.length]!
  choose({ population })
  notify(`Population: ${populationTerms[population]}.`)
}

async function copyMethods({ result }: Run): Promise<void> {
  if (result === null) return
  try {
    await navigator.clipboard.writeText(methodsOf(result).text)
    notify('The paragraph for the methods section is in the clipboard.')
  } catch {
    notify(
      'The system did not allow copying; select the paragraph and copy it with the system’s keys.',
      'refused',
    )
  }
}
