import { useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Codebook } from '../../core/codebook.ts'
import type { Document, DocumentId, Segment, SegmentId, Table } from '../../core/model.ts'
import { settingsOf } from '../../core/model.ts'
import type { Span } from '../../core/span.ts'
import { sameSpan } from '../../core/span.ts'
import { getState } from '../store.ts'
import type { Sought } from './arriving.ts'
import { lookAt, returnTo, takeAwaited } from './arriving.ts'
import { setBorder } from './coding.ts'
import type { Anchor } from './editor-scrolling.ts'
import { LinkMarks } from './LinkMarks.tsx'
import { linesOf } from './positions.ts'
import { rememberSpot, setReader, spotIn } from './remembered.ts'
import type { CodersWork } from './Stripes.tsx'
import { Stripes } from './Stripes.tsx'
import { clicked, keepTab, selectionMoved } from './selecting.ts'
import type { TextEditor } from './text-editor.ts'
import { createTextEditor } from './text-editor.ts'
import { isSpacedByBlankLines } from './text-schema.ts'

/** The text with its marks, and the margin. Give it the document's id as key: another text is another reader. */
export function Reader({
  document,
  text,
  segments,
  codes,
  selected,
  work,
}: {
  document: Document
  text: string
  segments: Table<Segment>
  codes: Codebook
  selected: SegmentId | null
  work: CodersWork | null
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => linesOf(text), [text])
  const spaced = useMemo(() => isSpacedByBlankLines(lines), [lines])
  const [editor, setEditor] = useState<TextEditor | null>(null)
  const first = useRef({ segments, codes, selected })

  // In a layout effect the page is still whole when the place is remembered. A document's title may be written anew while it is read; its text never is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once for a text
  useLayoutEffect(() => {
    if (host.current === null || scroller.current === null) return
    const start = startingSpot(document, first.current)
    const events = {
      onSelect: selectionMoved,
      onClick: clicked,
      onFocus: keepTab,
      onBorder: setBorder,
    }
    const made = createTextEditor(
      host.current,
      scroller.current,
      { lines, title: document.title, shown: first.current },
      events,
    )
    showFocus(scroller.current, made.dom)
    setReader(made)
    setEditor(made)
    settle(made, start)
    made.drawNear()
    // After its marks are there, or the browser would look for the caret twice.
    takeFocus(made)
    const leave = rememberingSpot(scroller.current, made, document.id)
    return () => {
      leave()
      setReader(null)
      setEditor(null)
      made.destroy()
    }
  }, [lines])

  useEffect(() => editor?.show({ segments, codes, selected }), [editor, segments, codes, selected])
  const shown = useMemo(() => ({ segments, codes, selected }), [segments, codes, selected])
  // The stripes are many, and come when the text is marked.
  const beside = useDeferredValue(shown)

  return (
    <div className="readspace">
      <div className="scroll reads" ref={scroller}>
        <div className={spaced ? 'reader spaced' : 'reader'}>
          <div ref={host} />
          {editor && <Stripes editor={editor} {...beside} work={work} />}
          {editor && <LinkMarks editor={editor} segments={beside.segments} selected={beside.selected} />}
        </div>
      </div>
    </div>
  )
}

/**
 * For the line over the text that has the focus. A rule with :has would be looked at anew with every mark that comes,
 * and React does not tell of a focus that comes back while it takes a dialog away.
 */
function showFocus(scroller: Element, text: Element): void {
  text.addEventListener('focus', () => scroller.toggleAttribute('data-in-text', true))
  text.addEventListener('blur', () => scroller.toggleAttribute('data-in-text', false))
}

/** So long after opening or the last scrolling, in milliseconds, the spot is kept; and when the document is left. */
const pause = 1000

/** Keeps where the document is being read, until the returned function is called. */
function rememberingSpot(scroller: Element, editor: TextEditor, document: DocumentId): () => void {
  const { open } = getState()
  const project = open === null ? undefined : settingsOf(open.project).id
  const keep = () => {
    if (project !== undefined) rememberSpot(project, document, { ...editor.selection(), ...editor.anchor() })
  }
  let timer = 0
  const keepSoon = () => {
    clearTimeout(timer)
    timer = window.setTimeout(keep, pause)
  }
  // Whoever reads but one page of it has read this document last.
  keepSoon()
  scroller.addEventListener('scroll', keepSoon, { passive: true })
  return () => {
    clearTimeout(timer)
    scroller.removeEventListener('scroll', keepSoon)
    keep()
  }
}

/** Where to begin: what is selected, and what is to be read or where the window stood. */
interface Start {
  readonly selection: Span
  readonly at: Sought | Anchor
}

/** At the segment or the words that were asked for, or where this document was left. */
function startingSpot(
  document: Document,
  { segments, selected }: { segments: Table<Segment>; selected: SegmentId | null },
): Start | undefined {
  const { open, place } = getState()
  const { selection } = place
  const to = (span: Span) => ({ document: document.id, span, pointed: false })
  const awaited = takeAwaited(document.id)
  if (awaited !== null) return { selection: selection ?? caretAt(awaited.span.start), at: awaited }
  const segment = selected === null ? undefined : segments.get(selected)
  if (segment !== undefined && selection === null)
    return { selection: caretAt(segment.start), at: to(segment) }
  const spot = open === null ? undefined : spotIn(settingsOf(open.project).id, document.id)
  // Whoever jumps to words says so by what is selected; whoever only comes back to the document finds it as it was.
  if (selection !== null && !(spot && sameSpan(spot, selection)))
    return { selection, at: to(segment ?? selection) }
  if (spot === undefined) return undefined
  // What was kept outside of the project need not fit to it.
  const within = (offset: number) => Math.min(offset, document.characters)
  const { start, end, line, below } = spot
  return { selection: { start: within(start), end: within(end) }, at: { line, below } }
}

function caretAt(offset: number): Span {
  return { start: offset, end: offset }
}

function settle(editor: TextEditor, start: Start | undefined): void {
  if (start !== undefined) {
    editor.select(start.selection)
    if ('span' in start.at) lookAt(editor, start.at)
    else returnTo(editor, start.at)
  }
  selectionMoved(editor.selection())
}

/** Whoever opens a document wants to read it, unless they are typing somewhere. */
function takeFocus(editor: TextEditor): void {
  const { activeElement } = window.document
  if (!activeElement?.matches('input, textarea, select') && getState().place.view === 'code') editor.focus()
}
