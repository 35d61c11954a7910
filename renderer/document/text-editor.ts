import type { JSONContent } from '@tiptap/core'
import { Editor } from '@tiptap/core'
import type { EditorView } from '@tiptap/pm/view'
import type { Segment, SegmentId } from '../../core/model.ts'
import type { Edge } from '../../core/navigation.ts'
import type { Span } from '../../core/span.ts'
import { borderAt, dragBorder } from './border-drag.ts'
import { isEmpty } from './desk.ts'
import type { Anchor, Extent, Reach } from './editor-scrolling.ts'
import {
  anchorIn,
  linesNear,
  lookAtExtent,
  paragraphOf,
  revealAt,
  scrollToAnchor,
  watchWindow,
} from './editor-scrolling.ts'
import type { Ends } from './editor-selection.ts'
import {
  endsIn,
  goFar,
  rangeOf,
  selectEnds,
  selectIn,
  selectionIn,
  takeSelection,
} from './editor-selection.ts'
import { emphasise } from './emphasis.ts'
import { immutableText } from './immutable-text.ts'
import type { Picture, Shown } from './picture.ts'
import { firstPicture, repaint } from './picture.ts'
import type { Lines } from './positions.ts'
import { lineAt, lineSpan, linesTouched, toPosition } from './positions.ts'
import { drawnIn, inStretches, redraw, segmentDecorations } from './segment-decorations.ts'
import { contentOf, textSchema } from './text-schema.ts'

/** A paragraph near the window, with the segments that are drawn in it: the same array as long as they are the same. */
export interface NearParagraph {
  readonly line: number
  readonly paragraph: Element
  readonly segments: readonly Segment[] | undefined
}

/** The text on the page. Offsets are UTF-16 code units into the frozen text. */
export interface TextEditor {
  readonly dom: HTMLElement
  /** Marks the text anew where it shows something else than before. */
  show(shown: Shown): void
  /** Marks the lines near the window; once it was scrolled, that happens by itself. */
  drawNear(): void
  selection(): Span
  /** Where the selection began and where its moving end is. */
  ends(): Ends
  /** Moves the moving end and brings it into view. */
  selectTo(ends: Ends): void
  /** Whether the line with the offset runs from right to left. */
  runsLeft(offset: number): boolean
  /** Selects, or with an empty span puts the caret there, and brings it into view. */
  select(span: Span): void
  reveal(offset: number): void
  /** Scrolls to where a stretch can be read with what stands around it, unless it is before one already. */
  lookAt(span: Span): void
  focus(): void
  /** Emphasises a stretch for as long as it is pointed at. */
  point(span: Span | null): void
  /** Where the lines of a span are, as far as they are near the window; in pixels of the window. */
  extentOf(span: Span): { from: number; to: number } | undefined
  /** The paragraphs near the window, which are marked, in order. */
  nearParagraphs(): NearParagraph[]
  anchor(): Anchor
  scrollTo(anchor: Anchor): void
  /** Calls the listener when other marks were drawn, or others come near; returns how to stop. */
  onDraw(listener: () => void): () => void
  destroy(): void
}

export interface TextEditorEvents {
  onSelect(span: Span): void
  /** A click on marked text: the segments there, the longest first, and the same `spot` for the same piece. */
  onClick(segments: readonly SegmentId[], spot: string): void
  onFocus(): void
  /** A border of a segment was moved with the mouse, to an offset. */
  onBorder(segment: SegmentId, edge: Edge, offset: number): void
}

interface Written {
  readonly lines: Lines
  readonly title: string
  readonly shown: Shown
}

/** Puts the text of a document on the page. Its marks come with drawNear. */
export function createTextEditor(
  element: HTMLElement,
  scroller: HTMLElement,
  { lines, title, shown }: Written,
  events: TextEditorEvents,
): TextEditor {
  const { editor, view } = createEditor(
    element,
    scroller,
    { picture: firstPicture(lines, shown), title },
    events,
  )
  const reach = { scroller, sections: [...view.dom.children] }
  const drawing = startDrawing(view, reach)
  const placeOf = (offset: number): Extent => view.coordsAtPos(toPosition(lines, offset))
  const reveal = (offset: number) => revealAt(reach, placeOf(offset))
  return {
    dom: view.dom,
    ...drawing,
    selection: () => selectionIn(view, lines),
    ends: () => endsIn(view, lines),
    // By ourselves, because ProseMirror does it only while the text has the focus.
    selectTo(ends) {
      selectEnds(view, lines, ends)
      reveal(ends.head)
    },
    runsLeft: (offset) => runsLeft(paragraphOf(reach, lineAt(lines, offset))),
    select(span) {
      selectIn(view, lines, span)
      reveal(span.end)
    },
    reveal,
    lookAt: ({ start, end }) => lookAtExtent(reach, { top: placeOf(start).top, bottom: placeOf(end).bottom }),
    focus: () => view.focus(),
    point: (span) => emphasise('pointed', span && rangeOf(view, lines, span)),
    extentOf: (span) => extentIn(drawing.nearParagraphs(), lines, span),
    anchor: () => anchorIn(reach),
    scrollTo: (anchor) => scrollToAnchor(reach, anchor),
    destroy: () => {
      emphasise('kept', null)
      emphasise('pointed', null)
      drawing.stop()
      editor.destroy()
    },
  }
}

/**
 * Draws marks, and tells who measures them. What the page has selected is taken in before: drawing puts it back to what
 * is known, and a key that had just moved the caret would be lost.
 */
function startDrawing(view: EditorView, reach: Reach) {
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const drawNear = () => {
    const { picture, near: before } = drawnIn(view.state)
    const near = inStretches(linesNear(reach), picture.lines.starts.length)
    if (near.first === before.first && near.last === before.last) return
    takeSelection(view)
    view.dispatch(redraw(view.state, { near }))
    tell()
  }
  return {
    drawNear,
    show(shown: Shown): void {
      takeSelection(view)
      const before = drawnIn(view.state).picture
      const next = repaint(before, shown)
      if (next.picture === before) return
      view.dispatch(redraw(view.state, next))
      // Another selected segment moves no line.
      if (next.picture.segments !== before.segments) tell()
    },
    nearParagraphs() {
      const { picture, near } = drawnIn(view.state)
      const found: NearParagraph[] = []
      for (let line = near.first; line <= near.last; line++) {
        const paragraph = paragraphOf(reach, line)
        if (paragraph !== undefined) found.push({ line, paragraph, segments: picture.byLine[line] })
      }
      return found
    },
    onDraw(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: watchWindow(reach, view.dom, drawNear),
  }
}

function createEditor(
  element: HTMLElement,
  scroller: HTMLElement,
  { picture, title }: { picture: Picture; title: string },
  { onSelect, onClick, onFocus, onBorder }: TextEditorEvents,
): { editor: Editor; view: EditorView } {
  const { lines } = picture
  const editor = new Editor({
    element,
    extensions: [...textSchema, immutableText(lines), segmentDecorations(picture)],
    enableCoreExtensions: false,
    injectCSS: false,
    // With the editor's own schema, which there is only now; a node is taken as content, though the type says JSON.
    onBeforeCreate: ({ editor }) => {
      editor.options.content = contentOf(editor.schema, lines, title) as unknown as JSONContent
    },
    editorProps: {
      attributes: attributesFor(title),
      // Its own way scrolls whatever is around the text as well, the window too.
      handleScrollToSelection(view) {
        revealAt({ scroller }, view.coordsAtPos(view.state.selection.head))
        return true
      },
      handleDOMEvents: {
        focus: () => {
          emphasise('kept', null)
          onFocus()
        },
        blur: (view) => keepVisible(view, lines),
        mousemove(view, mouse) {
          const chosen = drawnIn(view.state).picture.selected !== null
          view.dom.toggleAttribute('data-at-border', chosen && borderAt(view.dom, mouse) !== undefined)
        },
        mousedown(view, mouse) {
          const edge = mouse.button === 0 && !mouse.shiftKey ? borderAt(view.dom, mouse) : undefined
          const { segments, selected } = drawnIn(view.state).picture
          const segment = segments.get(selected!)
          if (edge === undefined || segment === undefined) return false
          // Nothing is selected by it.
          mouse.preventDefault()
          dragBorder({ view, lines, segment, edge }, (offset) => onBorder(segment.id, edge, offset))
          return true
        },
        keydown: (view, event) => {
          takeSelection(view)
          return goFar(view, event)
        },
      },
      handleClick: (view, _, { target }) => {
        // The caret is where the click was before any segment is drawn anew, or drawing would put it back.
        takeSelection(view)
        const mark = target instanceof Element ? target.closest('mark') : null
        const ids = mark?.dataset.segments?.split(' ') ?? []
        onClick(ids as SegmentId[], `${ids.join(' ')} ${mark?.textContent}`)
        return false
      },
    },
    onSelectionUpdate: () => {
      emphasise('kept', null)
      emphasise('pointed', null)
      onSelect(selectionIn(editor.view, lines))
    },
  })
  // With `true` React would walk the whole text at every commit to save a selection that it never touches.
  editor.view.dom.contentEditable = 'plaintext-only'
  return { editor, view: editor.view }
}

function attributesFor(title: string): Record<string, string> {
  return {
    class: 'text',
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-readonly': 'true',
    'aria-label': title,
    spellcheck: 'false',
    autocorrect: 'off',
    autocapitalize: 'off',
    translate: 'no',
  }
}

/** From the first to the last line of the span that is near the window. */
function extentIn(near: readonly NearParagraph[], lines: Lines, span: Span) {
  const { first, last } = linesTouched(lines, span)
  let extent: { from: number; to: number } | undefined
  for (const { line, paragraph } of near) {
    if (line < first || line > last || paragraph.firstChild === null) continue
    const inLine = lineSpan(lines, line)
    const { top, bottom } = rectOf(paragraph, span.start - inLine.start, span.end - inLine.start)
    extent = { from: Math.min(top, extent?.from ?? top), to: Math.max(bottom, extent?.to ?? bottom) }
  }
  return extent
}

/** The box of the characters from start to end of a paragraph, both as far as it has them. */
function rectOf(paragraph: Element, start: number, end: number): DOMRect {
  const range = document.createRange()
  range.selectNodeContents(paragraph)
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
  let before = 0
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.textContent!.length
    if (start >= before && start < before + length) range.setStart(node, start - before)
    if (end > before && end <= before + length) range.setEnd(node, end - before)
    before += length
  }
  return range.getBoundingClientRect()
}

function runsLeft(paragraph: Element | undefined): boolean {
  return paragraph !== undefined && getComputedStyle(paragraph).direction === 'rtl'
}

/** What is selected stays to be seen while a code's name is typed elsewhere. */
function keepVisible(view: EditorView, lines: Lines): void {
  const span = selectionIn(view, lines)
  emphasise('kept', isEmpty(span) ? null : rangeOf(view, lines, span))
}
