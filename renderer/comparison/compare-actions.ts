import { counted } from '../../core/counted.ts'
import type { Action } from '../actions.ts'
import { getState, go, notify } from '../store.ts'
import { jumpToSegment } from '../trail.ts'
import { choose, getChoices } from './choices.ts'
import type { Step } from './disagreements.ts'
import { ofKind, walk } from './disagreements.ts'
import { kinds } from './kinds.ts'
import { select } from './selecting.ts'
import type { OpenComparison } from './use-comparison.ts'

const view = 'compare' as const

/** What can be done in an open comparison. */
export function compareActions(open: () => OpenComparison): Action[] {
  const step = (to: Step) => stepFrom(open(), to)
  return [
    {
      id: 'compare.next',
      label: 'Next disagreement',
      keys: ['ArrowDown'],
      hint: 'next, previous',
      view,
      run: () => step('next'),
    },
    {
      id: 'compare.previous',
      label: 'Previous disagreement',
      keys: ['ArrowUp'],
      hint: 'next, previous',
      view,
      run: () => step('previous'),
    },
    { id: 'compare.first', label: 'First disagreement', keys: ['Home'], view, run: () => step('first') },
    { id: 'compare.last', label: 'Last disagreement', keys: ['End'], view, run: () => step('last') },
    {
      id: 'compare.nextDocument',
      label: 'Next document',
      keys: ['Alt+ArrowDown'],
      hint: 'document',
      view,
      run: () => stepDocument(open(), 1),
    },
    {
      id: 'compare.previousDocument',
      label: 'Previous document',
      keys: ['Alt+ArrowUp'],
      view,
      run: () => stepDocument(open(), -1),
    },
    {
      id: 'compare.kind',
      label: 'Next kind of disagreement: all, missed, code, border',
      keys: ['t'],
      hint: 'kind',
      view,
      run: nextKind,
    },
    {
      id: 'compare.definition',
      label: 'Read the definition',
      keys: ['d'],
      hint: true,
      view,
      run: () => choose({ definition: !getChoices().definition }),
    },
    {
      id: 'compare.code',
      label: 'Open the disagreement in Code',
      keys: ['Enter'],
      hint: 'open in Code',
      view,
      run: () => openInCode(open()),
    },
  ]
}

function stepFrom({ groups, document, current }: OpenComparison, step: Step): void {
  const next = walk(groups, getChoices().kind, { document: document?.id ?? null, current }, step)
  if (next === undefined)
    notify(step === 'next' ? 'That was the last disagreement.' : 'That was the first disagreement.')
  else select(next)
  // The list has the focus while it is walked, so that each row is read aloud.
  window.document.querySelector<HTMLElement>('.disagreements')?.focus({ preventScroll: true })
}

function stepDocument({ groups, document }: OpenComparison, by: 1 | -1): void {
  const at = groups.findIndex((group) => group.document.id === document?.id)
  const next = groups[at + by]
  if (next === undefined) {
    notify(by === 1 ? 'That was the last document.' : 'That was the first document.')
    return
  }
  go({ document: next.document.id, segment: null, selection: null })
  const count = ofKind(next.disagreements, getChoices().kind).length
  notify(`${next.document.title}: ${counted(count, 'disagreement')}.`)
}

function nextKind(): void {
  const at = kinds.findIndex(({ kind }) => kind === getChoices().kind)
  const next = kinds[(at + 1) % kinds.length]!
  choose({ kind: next.kind })
  notify(`The list shows ${next.kind === 'all' ? 'all disagreements' : `“${next.name}” only`}.`)
}

function openInCode({ current, document }: OpenComparison): void {
  if (current === undefined) {
    go({ view: 'code', document: document?.id ?? null })
    return
  }
  const { sides } = current
  const own = sides.find((side) => side?.coder === getState().open?.coder)
  const side = (own ?? sides[0] ?? sides[1])!
  jumpToSegment({ ...side, document: current.document, id: side.segment })
}
