import type { DocumentId } from '../../core/model.ts'
import type { Span } from '../../core/span.ts'
import type { Anchor } from './editor-scrolling.ts'
import { currentReader } from './remembered.ts'
import type { TextEditor } from './text-editor.ts'

/** A stretch of a document that somebody jumps to. */
export interface Sought {
  readonly document: DocumentId
  readonly span: Span
  /** Whether it is pointed at, because nothing of it is selected. */
  readonly pointed: boolean
}

/** What is looked for in a text that is not on the page yet. */
let awaited: Sought | null = null

/** Brings a stretch before the person once its text is on the page. */
export function awaitStretch(sought: Sought): void {
  awaited = sought
}

/** What was looked for in the document that is on the page now; whoever went elsewhere looks for nothing any more. */
export function takeAwaited(document: DocumentId): Sought | null {
  const sought = awaited
  awaited = null
  return sought?.document === document ? sought : null
}

export function lookAt(editor: TextEditor, { span, pointed }: Sought): void {
  goAndStay(editor, () => {
    editor.lookAt(span)
    if (pointed) editor.point(span)
  })
}

export function returnTo(editor: TextEditor, anchor: Anchor): void {
  goAndStay(editor, () => editor.scrollTo(anchor))
}

let latest = 0

/**
 * Goes to a place, and again a little later, unless one has gone elsewhere by then: sections get their own heights when
 * they are drawn first, and lines run otherwise once the font has come.
 */
function goAndStay(editor: TextEditor, goThere: () => void): void {
  const mine = ++latest
  const again = () => {
    if (mine === latest && currentReader() === editor) goThere()
  }
  goThere()
  requestAnimationFrame(() => requestAnimationFrame(again))
  void window.document.fonts.ready.then(again)
}
