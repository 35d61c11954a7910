import { attributesOf } from '../../core/attributes.ts'
import type { Certainty } from '../../core/model.ts'
import type { Action } from '../actions.ts'
import type { State } from '../store.ts'
import { getState, notify } from '../store.ts'
import { setCertainty } from './coding.ts'
import { deskOf } from './desk.ts'
import { enterField } from './fields.ts'
import { isLinking, isLinkPossible, otherEnd, startLink, stopLink, takeLink } from './linking.ts'
import { askCode, joinSelected, splitAtCaret } from './parts.ts'
import { ofSegment } from './segment-actions.ts'

const view = 'code' as const

function hasAttributes(state: State): boolean {
  const desk = deskOf(state)
  const code = desk?.selected && desk.open.project.codes.get(desk.selected.code)
  return code !== undefined && attributesOf(desk!.open.project.codes, code).length > 0
}

const sure: readonly { certainty: Certainty | null; key: string; words: string }[] = [
  { certainty: 'certain', key: '1', words: 'certain' },
  { certainty: 'probable', key: '2', words: 'probable' },
  { certainty: 'doubtful', key: '3', words: 'doubtful' },
  { certainty: null, key: '0', words: 'neither certain, probable nor doubtful' },
]

/** What is said of a segment beside its code: values, certainty, links. */
export const sayingActions: readonly Action[] = [
  {
    id: 'segment.values',
    label: 'Fill in the attributes of the segment, and how certain it is',
    keys: ['Alt+Enter'],
    ...ofSegment,
    hint: (state) => (hasAttributes(state) ? 'attributes' : 'certainty'),
    run: () => enterField('values'),
  },
  ...sure.map(
    ({ certainty, key, words }): Action => ({
      id: `segment.certainty.${key}`,
      label: `Mark the segment as ${words}`,
      keys: [`Alt+${key}`],
      ...ofSegment,
      run: async () => {
        const segment = deskOf(getState())?.selected
        if (segment !== undefined && (await setCertainty(segment, certainty)))
          notify(certainty === null ? 'Marked with no certainty.' : `Marked as ${certainty}.`)
      },
    }),
  ),
  {
    id: 'segment.link',
    label: 'Link the segment to another',
    keys: ['x'],
    ...ofSegment,
    hint: 'link',
    run: startLink,
  },
]

/** While a link is made, Enter and Escape are about it: they stand behind what else these keys mean. */
export const linkingActions: readonly Action[] = [
  {
    id: 'segment.link.take',
    label: 'Link to this segment',
    keys: ['Enter'],
    view,
    hint: 'link to this segment',
    when: isLinkPossible,
    run: takeLink,
  },
  {
    id: 'segment.link.types',
    label: 'Look at the types of link, of which none fits',
    keys: ['Enter'],
    view,
    hint: 'types of link',
    when: (state) => otherEnd(state) !== undefined && !isLinkPossible(state),
    run: takeLink,
  },
  {
    id: 'segment.link.stop',
    label: 'Make no link',
    keys: ['Escape'],
    view,
    hint: 'no link',
    when: isLinking,
    run: stopLink,
  },
]

/** One segment made two, several one, and one copied. */
export const partsActions: readonly Action[] = [
  {
    id: 'segment.split',
    label: 'Split the segment at the caret',
    keys: ['Alt+S'],
    ...ofSegment,
    run: splitAtCaret,
  },
  {
    id: 'segment.join',
    label: 'Join the segment with the next one of its code, or all that are selected',
    keys: ['Alt+J'],
    view,
    run: joinSelected,
  },
  {
    id: 'segment.copy',
    label: 'Copy the segment to another code',
    keys: ['Alt+C'],
    ...ofSegment,
    run: () => askCode('copy'),
  },
]
