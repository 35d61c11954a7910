import type { Codebook } from '../../core/codebook.ts'
import { codeLabel, codesInOrder } from '../../core/codebook.ts'
import type { CodeId } from '../../core/model.ts'
import type { Action } from '../actions.ts'
import { applyActionId } from '../actions.ts'
import type { State } from '../store.ts'
import { getState, notify } from '../store.ts'
import { keyOrWords } from '../ui/Keys.tsx'
import { applyCode, applyInVivo } from './coding.ts'
import { definitionAction } from './Definition.tsx'
import { deskOf, isEmpty } from './desk.ts'
import { enterField } from './fields.ts'
import { linkingActions, partsActions, sayingActions } from './saying-actions.ts'
import { segmentActions } from './segment-actions.ts'
import { selectionActions } from './selection-actions.ts'
import { showAllOrNone, showOnly } from './showing.ts'
import { walkingActions } from './walking-actions.ts'

const view = 'code' as const
const hasDesk = (state: State) => deskOf(state) !== undefined

/** A code's own key applies it; in the palette every code is found by its name. */
function applyActions(codes: Codebook): Action[] {
  return codesInOrder(codes).map(({ code }) => ({
    id: applyActionId(code.id),
    label: `Apply ${codeLabel(codes, code)}`,
    ...(code.key === '' ? {} : { keys: [code.key] }),
    view,
    when: hasDesk,
    run: () => applyCode(code.id),
    unlisted: true,
  }))
}

/** A sentence no longer than can be heard. */
const mostKeys = 8

/** Says which keys codes have, where words are selected and a key was pressed that none has. */
export function sayKeys(codes: Codebook, key: string): void {
  const desk = deskOf(getState())
  if (desk === undefined || isEmpty(desk.selection)) return
  const keys = codesInOrder(codes).flatMap(({ code }) =>
    code.key === '' ? [] : [`${code.key} ${code.name}`],
  )
  const more = keys.length > mostKeys ? ` and ${keys.length - mostKeys} more` : ''
  const there =
    keys.length === 0 ? 'No code has a key yet' : `There are ${keys.slice(0, mostKeys).join(', ')}${more}`
  const finds = keyOrWords('code.box', 'the palette')
  notify(`No code has the key ${key}; ${finds} finds a code by its name. ${there}.`)
}

/** Alt with a code's own key shows only that code. */
function showActions(codes: Codebook): Action[] {
  const each = codesInOrder(codes).map(({ code }) => ({
    id: `show ${code.id}`,
    label: `Highlight only ${codeLabel(codes, code)}`,
    ...(code.key === '' ? {} : { keys: [withAlt(code.key)] }),
    view,
    when: hasDesk,
    run: () => showOnly(code.id),
    unlisted: code.key === '',
  }))
  const all: Action = {
    id: 'show.all',
    label: 'Highlight all codes, or none',
    keys: ['Ctrl+Shift+H'],
    view,
    when: hasDesk,
    run: showAllOrNone,
  }
  return [all, ...each]
}

/** A capital letter needs the Shift that types it. */
function withAlt(key: string): string {
  return key === key.toLowerCase() ? `Alt+${key}` : `Alt+Shift+${key}`
}

/** What was done last, once more. */
export function againAction(codes: Codebook, last: CodeId | null): Action[] {
  const code = last === null ? undefined : codes.get(last)
  if (code === undefined) return []
  return [
    {
      id: 'code.again',
      label: `Apply ${code.name} again`,
      keys: ['.'],
      view,
      hint: `${code.name} again`,
      when: hasDesk,
      run: () => applyCode(code.id),
    },
  ]
}

const namingActions: readonly Action[] = [
  {
    id: 'code.inVivo',
    label: 'Make the selected words a code and apply it',
    keys: ['Ctrl+I'],
    view,
    when: hasDesk,
    run: applyInVivo,
  },
  {
    id: 'code.box',
    label: 'Find or apply a code by its name',
    keys: ['Enter'],
    view,
    hint: 'name a code',
    when: hasDesk,
    run: () => enterField('box'),
  },
]

/** What can be done in the Code view, in the order in which the foot hints at it. */
export function codeActions(codes: Codebook): Action[] {
  return [
    ...segmentActions,
    ...sayingActions,
    ...selectionActions,
    ...namingActions,
    definitionAction,
    ...walkingActions,
    ...showActions(codes),
    ...linkingActions,
    ...partsActions,
    ...applyActions(codes),
  ]
}
