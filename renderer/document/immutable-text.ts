import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { Lines } from './positions.ts'
import { toOffset } from './positions.ts'

/**
 * A text that has a real caret, so that it can be selected by keyboard, and can't be changed: typing, deleting,
 * pasting, dropping and composing leave model and page as they are. What is copied is the text itself.
 */
export function immutableText(lines: Lines) {
  const plugin = new Plugin({
    filterTransaction: (transaction) => !transaction.docChanged,
    props: {
      handlePaste: () => true,
      handleDrop: () => true,
      handleTextInput: () => true,
      clipboardTextSerializer: (_, { state: { selection } }) =>
        lines.text.slice(toOffset(lines, selection.from), toOffset(lines, selection.to)),
      handleDOMEvents: {
        beforeinput: refuse,
        dragstart: refuse,
        keydown: (_, event) => wouldEdit(event),
      },
    },
  })
  return Extension.create({ name: 'immutableText', addProseMirrorPlugins: () => [plugin] })
}

/** ProseMirror would take these keys for editing and keep them; the window's actions get them instead. */
function wouldEdit({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const character = [...key].length === 1
  return character ? ctrlKey || metaKey : ['Enter', 'Escape', 'Backspace', 'Delete'].includes(key)
}

function refuse(_: unknown, event: Event): boolean {
  event.preventDefault()
  return true
}
