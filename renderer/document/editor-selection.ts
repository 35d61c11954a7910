import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { Span } from '../../core/span.ts'
import type { Lines } from './positions.ts'
import { toOffset, toPosition } from './positions.ts'

/** What is selected in the text, in both directions: offsets of the text, and ranges of the page. */

export function selectionIn({ state: { selection } }: EditorView, lines: Lines): Span {
  return { start: toOffset(lines, selection.from), end: toOffset(lines, selection.to) }
}

/** A selection as it was made; the same twice is a caret. */
export interface Ends {
  readonly anchor: number
  readonly head: number
}

export function endsIn({ state: { selection } }: EditorView, lines: Lines): Ends {
  return { anchor: toOffset(lines, selection.anchor), head: toOffset(lines, selection.head) }
}

export function selectEnds(view: EditorView, lines: Lines, { anchor, head }: Ends): void {
  put(view, toPosition(lines, anchor), toPosition(lines, head))
}

/** Selects, or with an empty span puts the caret there. */
export function selectIn(view: EditorView, lines: Lines, { start, end }: Span): void {
  put(view, toPosition(lines, start), toPosition(lines, end))
}

/** "Between" finds the nearest places inside of paragraphs, as where everything is selected. */
function put(view: EditorView, anchor: number, head: number): void {
  const { doc, selection, tr } = view.state
  const wanted = TextSelection.between(doc.resolve(anchor), doc.resolve(head))
  if (!wanted.eq(selection)) view.dispatch(tr.setSelection(wanted))
}

export function rangeOf(view: EditorView, lines: Lines, { start, end }: Span): Range {
  const range = document.createRange()
  const [from, to] = [view.domAtPos(toPosition(lines, start)), view.domAtPos(toPosition(lines, end))]
  range.setStart(from.node, from.offset)
  range.setEnd(to.node, to.offset)
  return range
}

/**
 * The page tells of a new selection some time after it is there. A key means what is selected when it is pressed,
 * however fast it follows, so what the page has is taken in first. Without the focus the page keeps what was selected
 * before, and what is known is newer.
 */
export function takeSelection(view: EditorView): void {
  if (!view.hasFocus()) return
  const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = document.getSelection() ?? {}
  if (!anchorNode || !focusNode || !view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return
  const [anchor, head] = [view.posAtDOM(anchorNode, anchorOffset), view.posAtDOM(focusNode, focusOffset)]
  const { doc, selection, tr } = view.state
  if (selection.anchor === anchor && selection.head === head) return
  const taken = TextSelection.between(doc.resolve(anchor), doc.resolve(head))
  if (!taken.eq(selection)) view.dispatch(tr.setSelection(taken))
}

/**
 * Goes to the beginning or end of the text, or selects all of it. The browser's own keys stop at sections that are
 * far away, because those are not laid out. True where it was such a key.
 */
export function goFar(view: EditorView, event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false
  const { doc, selection } = view.state
  const end = doc.content.size
  const to = { Home: 0, End: end }[event.key]
  if (to !== undefined) put(view, event.shiftKey ? selection.anchor : to, to)
  else if (event.key.toLowerCase() === 'a' && !event.shiftKey) put(view, 0, end)
  else return false
  view.dispatch(view.state.tr.scrollIntoView())
  event.preventDefault()
  return true
}
