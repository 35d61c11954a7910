import type { Codebook } from '../../core/codebook.ts'
import { codeLabel, codesInOrder } from '../../core/codebook.ts'
import type { CodeId } from '../../core/model.ts'
import type { Direction, Edge, Step } from '../../core/navigation.ts'
import type { Action } from '../actions.ts'
import { applyActionId } from '../actions.ts'
import type { State } from '../store.ts'
import { applyCode, applyInVivo, moveBorder, removeSegment } from './coding.ts'
import { definitionAction } from './Definition.tsx'
import { deskOf } from './desk.ts'
import { enterField } from './fields.ts'
import { askCode } from './parts.ts'
import { currentReader } from './remembered.ts'
import { linkingActions, partsActions, sayingActions } from './saying-actions.ts'
import { moveCaret, nextHere, selectNothing, tabWalks, walkSegments, widenSelection } from './selecting.ts'
import { showAllOrNone, showOnly } from './showing.ts'
import { finishDocument, markDone, walkDocuments } from './walking-documents.ts'

const view = 'code' as const
const hasSegment = (state: State) => deskOf(state)?.selected !== undefined
const inText = (state: State) =>
  deskOf(state) !== undefined && currentReader()?.dom.contains(document.activeElement) === true
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
      view,
      ...(step === 'character' ? { hint: `move ${edge}` } : {}),
      when: hasSegment,
      run: () => moveBorder(edge, direction, step),
    }),
  ),
)

const segmentActions: readonly Action[] = [
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
    view,
    hint: 'memo',
    when: hasSegment,
    run: () => enterField('memo'),
  },
  {
    id: 'segment.recode',
    label: 'Give the segment another code',
    keys: ['F2'],
    view,
    when: hasSegment,
    run: () => askCode('recode'),
  },
  {
    id: 'segment.remove',
    label: 'Remove the segment',
    keys: ['Delete', 'Backspace'],
    view,
    hint: 'remove',
    when: hasSegment,
    run: removeSegment,
  },
]

/** Alt goes by words along the line and by sentences up and down, Ctrl by paragraphs; Shift selects on the way. */
const caretSteps = [
  { step: 'word', towards: 'left', key: 'Alt+ArrowLeft', words: 'a word to the left' },
  { step: 'word', towards: 'right', key: 'Alt+ArrowRight', words: 'a word to the right' },
  { step: 'sentence', towards: 'back', key: 'Alt+ArrowUp', words: 'a sentence back' },
  { step: 'sentence', towards: 'on', key: 'Alt+ArrowDown', words: 'a sentence on' },
] as const
const selectSteps = [
  ...caretSteps,
  { step: 'paragraph', towards: 'back', key: 'Ctrl+ArrowUp', words: 'a paragraph back' },
  { step: 'paragraph', towards: 'on', key: 'Ctrl+ArrowDown', words: 'a paragraph on' },
] as const

const caretActions: readonly Action[] = [
  ...caretSteps.map(({ step, towards, key, words }) => ({
    id: `caret.${step}.${towards}`,
    label: `Go ${words}`,
    keys: [key],
    view,
    when: inText,
    run: () => moveCaret(step, towards, false),
  })),
  ...selectSteps.map(({ step, towards, key, words }) => ({
    id: `select.${step}.${towards}`,
    label: `Select ${words}`,
    keys: [key.replace('+', '+Shift+')],
    view,
    when: inText,
    run: () => moveCaret(step, towards, true),
  })),
]

const selectionActions: readonly Action[] = [
  ...caretActions,
  {
    id: 'select.sentence',
    label: 'Select the sentence, then one more',
    keys: ['Ctrl+L'],
    view,
    hint: 'select sentence',
    when: hasDesk,
    run: () => widenSelection('sentence'),
  },
  {
    id: 'select.paragraph',
    label: 'Select the paragraph, then one more',
    keys: ['Ctrl+Shift+L'],
    view,
    when: hasDesk,
    run: () => widenSelection('paragraph'),
  },
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

const documentActions: readonly Action[] = [
  {
    id: 'document.next',
    label: 'Next document',
    keys: ['Ctrl+ArrowDown', 'Ctrl+PageDown'],
    view,
    run: () => walkDocuments(1),
  },
  {
    id: 'document.before',
    label: 'Document before',
    keys: ['Ctrl+ArrowUp', 'Ctrl+PageUp'],
    view,
    run: () => walkDocuments(-1),
  },
  {
    id: 'document.find',
    label: 'Find a document by its title',
    keys: ['Ctrl+D'],
    view,
    run: () => enterField('filter'),
  },
  {
    id: 'document.done',
    label: 'Mark the document as done and go on',
    keys: ['Ctrl+Enter'],
    view,
    hint: 'done, next',
    when: hasDesk,
    run: finishDocument,
  },
  {
    id: 'document.again',
    label: 'Mark the document as not done',
    view,
    when: hasDesk,
    run: async () => {
      await markDone(false)
    },
  },
  {
    id: 'select.none',
    label: 'Select nothing; Tab then leaves the text',
    keys: ['Escape'],
    view,
    hint: 'then Tab leave the text',
    run: selectNothing,
  },
]

/** What can be done in the Code view, in the order in which the foot hints at it. */
export function codeActions(codes: Codebook): Action[] {
  return [
    ...segmentActions,
    ...sayingActions,
    ...selectionActions,
    definitionAction,
    ...documentActions,
    ...showActions(codes),
    ...linkingActions,
    ...partsActions,
    ...applyActions(codes),
  ]
}
