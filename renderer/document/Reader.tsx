import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Codebook } from '../../core/codebook.ts'
import type { Document, Segment, SegmentId, Table } from '../../core/model.ts'
import { getState } from '../store.ts'
import { linesOf } from './positions.ts'
import { currentReader, rememberSpot, setReader, spotIn } from './remembered.ts'
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
}: {
  document: Document
  text: string
  segments: Table<Segment>
  codes: Codebook
  selected: SegmentId | null
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
    const spot = startingSpot(document, first.current)
    const events = {
      onSelect: selectionMoved,
      onClick: clicked,
      onFocus: keepTab,
    }
    const made = createTextEditor(
      host.current,
      scroller.current,
      { lines, title: document.title, around: spot?.selection.start ?? 0 },
      events,
    )
    made.show(first.current)
    setReader(made)
    setEditor(made)
    settle(made, spot)
    return () => {
      rememberSpot(document.id, { selection: made.selection(), anchor: made.anchor() })
      setReader(null)
      setEditor(null)
      made.destroy()
    }
  }, [lines])

  useEffect(() => editor?.show({ segments, codes, selected }), [editor, segments, codes, selected])

  return (
    <div className="scroll" ref={scroller}>
      <div className={spaced ? 'reader spaced' : 'reader'}>
        <div ref={host} />
        {editor && <Stripes editor={editor} segments={segments} codes={codes} selected={selected} />}
      </div>
    </div>
  )
}

/** Where to begin: at the segment that was asked for, or where this document was left. */
function startingSpot(
  document: Document,
  { segments, selected }: { segments: Table<Segment>; selected: SegmentId | null },
) {
  const segment = selected === null ? undefined : segments.get(selected)
  if (segment === undefined) return spotIn(document.id)
  return { selection: { start: segment.start, end: segment.start }, anchor: null }
}

function settle(editor: TextEditor, spot: ReturnType<typeof startingSpot>): void {
  if (spot !== undefined) {
    editor.select(spot.selection)
    if (spot.anchor !== null) editor.scrollTo(spot.anchor)
  }
  selectionMoved(editor.selection())
  const { activeElement } = window.document
  // Whoever opens a document wants to read it, unless they are typing somewhere.
  if (!activeElement?.matches('input, textarea, select') && getState().place.view === 'code')
    currentReader()?.focus()
}
