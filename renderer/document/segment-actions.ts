import type { Direction, Edge, Step } from '../../core/navigation.ts'
import type { Action } from '../actions.ts'
import type { State } from '../store.ts'
import { keyOrWords } from '../ui/Keys.tsx'
import { moveBorder, removeSegment } from './coding.ts'
import { deskOf } from './desk.ts'
import { enterField } from './fields.ts'
import { askCode } from './parts.ts'
import { nextHere, tabWalks, walkSegments } from './selecting.ts'

const view = 'code' as const
const hasDesk = (state: State) => deskOf(state) !== undefined

/** For what is done to the selected segment. */
export const ofSegment = {
  view,
  when: (state: State) => deskOf(state)?.selected !== undefined,
  needs: () =>
    `Select a segment first: ${keyOrWords('segment.next', 'the palette')} goes to the next one, ${keyOrWords('segment.here', 'the palette')} to those at the caret.`,
} as const

/** By character as the key is, by word with Alt, by sentence with Ctrl. */
const steps: readonly { step: Step; before: string; words: string }[] = [
  { step: 'character', before: '', words: '' },
  { step: 'word', before: 'Alt+', words: ' by a word' },
  { step: 'sentence', before: 'Ctrl+', words: ' by a sentence' },
]

const borders: readonly { edge: Edge; direction: Direction; key: string; words: string }[] = [
  { edge: 'start', direction: 'back', key: '[', words: 'Move the start back' },
  { edge: 'start', direction: 'on', key: ']', words: 'Move the start on' },
  { edge: 'end', direction: 'back', key: '{', words: 'Move the end back' },
  { edge: 'end', direction: 'on', key: '}', words: 'Move the end on' },
]

/** With Alt or Ctrl a brace must be written with the Shift that types it. */
function borderKeys(key: string, before: string): string {
  return before !== '' && '{}'.includes(key) ? `${before}Shift+${key}` : `${before}${key}`
}

const borderActions = steps.flatMap(({ step, before, words: by }) =>
  borders.map(
    ({ edge, direction, key, words }): Action => ({
      id: `segment.${edge}.${direction}.${step}`,
      label: `${words}${by}`,
      keys: [borderKeys(key, before)],
      ...ofSegment,
      ...(step === 'character' ? { hint: `move ${edge}` } : {}),
      run: () => moveBorder(edge, direction, step),
    }),
  ),
)

/** To walk segments, and what is done with the selected one. */
export const segmentActions: readonly Action[] = [
  ...borderActions,
  {
    id: 'segment.next',
    label: 'Next segment',
    keys: ['Tab'],
    view,
    hint: true,
    when: tabWalks,
    run: () => walkSegments(1),
  },
  {
    id: 'segment.before',
    label: 'Segment before',
    keys: ['Shift+Tab'],
    view,
    when: tabWalks,
    run: () => walkSegments(-1),
  },
  {
    id: 'segment.here',
    label: 'Next of the segments at the caret',
    keys: ['F4'],
    view,
    when: hasDesk,
    run: nextHere,
  },
  {
    id: 'segment.memo',
    label: 'Write a memo on the segment',
    keys: ['n'],
    ...ofSegment,
    hint: 'memo',
    run: () => enterField('memo'),
  },
  {
    id: 'segment.recode',
    label: 'Give the segment another code',
    keys: ['F2'],
    ...ofSegment,
    run: () => askCode('recode'),
  },
  {
    id: 'segment.remove',
    label: 'Remove the segment',
    keys: ['Delete', 'Backspace'],
    ...ofSegment,
    hint: 'remove',
    run: removeSegment,
  },
]
