import type { Action } from '../actions.ts'
import type { State } from '../store.ts'
import { deskOf } from './desk.ts'
import { currentReader } from './remembered.ts'
import { moveCaret, selectNothing, widenSelection } from './selecting.ts'

const view = 'code' as const
const hasDesk = (state: State) => deskOf(state) !== undefined
const inText = (state: State) =>
  deskOf(state) !== undefined && currentReader()?.dom.contains(document.activeElement) === true

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

/** To move the caret and to select words. */
export const selectionActions: readonly Action[] = [
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
    id: 'select.none',
    label: 'Select nothing; Tab then leaves the text',
    keys: ['Escape'],
    view,
    hint: 'then Tab leave the text',
    // From anywhere else Tab goes on by itself.
    hintWhen: inText,
    run: selectNothing,
  },
]
