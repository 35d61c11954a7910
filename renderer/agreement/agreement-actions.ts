import { flushSync } from 'react-dom'
import { populationNames } from '../../core/agreement/input.ts'
import type { AgreementResult } from '../../core/agreement/result.ts'
import { methodsOf } from '../../core/report/methods.ts'
import { populationTerms } from '../../core/report/terms.ts'
import { units } from '../../core/units.ts'
import type { Action } from '../actions.ts'
import { notify } from '../store.ts'
import { choose, chooseUnit, getChoices } from './choices.ts'
import { stop } from './run.ts'

/** What the view itself has to do, and what it shows. */
export interface AgreementDoings {
  readonly result: AgreementResult | null
  readonly counting: boolean
  /** The row that Enter opens, and whether one is open. */
  readonly row: number
  readonly isOpen: boolean
  open(row: number | null): void
  save(): void
}

export function agreementActions({ result, counting, row, isOpen, open, save }: AgreementDoings): Action[] {
  const view = 'agreement' as const
  const counted = () => result !== null
  return [
    {
      id: 'agreement.open',
      label: 'Open what is behind the row',
      keys: ['Enter'],
      hint: 'behind the row',
      view,
      when: counted,
      run: () => open(row),
    },
    {
      id: 'agreement.stop',
      label: 'Stop counting',
      keys: ['Escape'],
      hint: 'stop',
      view,
      when: () => counting && !isOpen,
      run: stop,
    },
    {
      id: 'agreement.close',
      label: 'Close what is behind the row',
      keys: ['Escape'],
      hint: 'close',
      view,
      when: () => isOpen,
      run: () => {
        flushSync(() => open(null))
        focusOn('tr.opens[tabindex="0"]')
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
        flushSync(() => open(null))
        focusOn('.matrix')
      },
    },
    {
      id: 'agreement.report',
      label: 'Save the report',
      keys: ['Ctrl+E'],
      hint: 'save the report',
      view,
      when: counted,
      run: save,
    },
    {
      id: 'agreement.methods',
      label: 'Copy the paragraph for the methods section',
      keys: ['Ctrl+Shift+C'],
      view,
      when: counted,
      run: () => copyMethods(result),
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
  chooseUnit(unit)
  notify(`Unit: ${unit}.`)
}

function nextPopulation(): void {
  const at = populationNames.indexOf(getChoices().population)
  const population = populationNames[(at + 1) % populationNames.length]!
  choose({ population })
  notify(`Population: ${populationTerms[population]}.`)
}

async function copyMethods(result: AgreementResult | null): Promise<void> {
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
