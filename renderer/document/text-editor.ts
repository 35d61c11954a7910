import { Editor } from '@tiptap/core'
import type { EditorView } from '@tiptap/pm/view'
import type { SegmentId } from '../../core/model.ts'
import type { Span } from '../../core/span.ts'
import { isEmpty } from './desk.ts'
import type { Anchor } from './editor-scrolling.ts'
import { anchorIn, revealAt, scrollToAnchor, watchSections } from './editor-scrolling.ts'
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
import type { Picture } from './picture.ts'
import { repaint } from './picture.ts'
import type { Lines } from './positions.ts'
import { lineAt, lineSpan, linesTouched, sectionOf, sectionSize, toPosition } from './positions.ts'
import type { Redraw } from './segment-decorations.ts'
import { drawnSections, pictureOf, redraw, segmentDecorations } from './segment-decorations.ts'
import { contentOf, textSchema } from './text-schema.ts'

/** The text on the page. Offsets are UTF-16 code units into the frozen text. */
export interface TextEditor {
  readonly dom: HTMLElement
  /** Marks the text anew where the picture differs from the one before. */
  show(picture: Pick<Picture, 'segments' | 'codes' | 'selected'>): void
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
  focus(): void
  /** Emphasises a stretch for as long as it is pointed at. */
  point(span: Span | null): void
  /** Where the lines of a span are, as far as they are near the window; in pixels of the window. */
  extentOf(span: Span): { from: number; to: number } | undefined
  /** Marked sections near the window, in order. */
  nearSections(): HTMLElement[]
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
}

interface Shown {
  readonly lines: Lines
  readonly title: string
  /** Where it will be looked at first. */
  readonly around: number
}

/** Puts the text of a document on the page. */
export function createTextEditor(
  element: HTMLElement,
  scroller: HTMLElement,
  { lines, title, around }: Shown,
  events: TextEditorEvents,
): TextEditor {
  const { editor, view } = createEditor(element, lines, title, events)
  const sections = [...view.dom.children] as HTMLElement[]
  const { change, onDraw } = drawing(view)
  change({ sections: [sectionOf(lineAt(lines, around))] })
  const watch = watchSections(sections, scroller, (near) => change({ sections: near }))
  return {
    dom: view.dom,
    show: (picture) => change(repaint(pictureOf(view.state), picture)),
    selection: () => selectionIn(view, lines),
    ends: () => endsIn(view, lines),
    selectTo: (ends) => selectEnds(view, lines, ends),
    runsLeft: (offset) => runsLeft(sections, lineAt(lines, offset)),
    select: (span) => selectIn(view, lines, span),
    reveal: (offset) => revealAt(scroller, view.coordsAtPos(toPosition(lines, offset))),
    focus: () => view.focus(),
    point: (span) => emphasise('pointed', span && rangeOf(view, lines, span)),
    extentOf: (span) => extentIn(sections, watch.near, lines, span),
    nearSections: () => sections.filter((_, n) => watch.near.has(n) && drawnSections(view.state).has(n)),
    anchor: () => anchorIn(scroller, sections, watch.near),
    scrollTo: (anchor) => scrollToAnchor(scroller, sections, anchor),
    onDraw,
    destroy: () => {
      emphasise('kept', null)
      emphasise('pointed', null)
      watch.stop()
      editor.destroy()
    },
  }
}

function createEditor(
  element: HTMLElement,
  lines: Lines,
  title: string,
  { onSelect, onClick, onFocus }: TextEditorEvents,
): { editor: Editor; view: EditorView } {
  const editor = new Editor({
    element,
    extensions: [...textSchema, immutableText(lines), segmentDecorations(lines)],
    enableCoreExtensions: false,
    injectCSS: false,
    content: contentOf(lines, title),
    editorProps: {
      attributes: attributesFor(title),
      scrollMargin: 72,
      scrollThreshold: 32,
      handleDOMEvents: {
        focus: () => {
          emphasise('kept', null)
          onFocus()
        },
        blur: (view) => keepVisible(view, lines),
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

/** From the first to the last line of the span that is in a section near the window. */
function extentIn(sections: readonly Element[], near: ReadonlySet<number>, lines: Lines, span: Span) {
  const { first, last } = linesTouched(lines, span)
  let extent: { from: number; to: number } | undefined
  for (let line = first; line <= last; line++) {
    if (!near.has(sectionOf(line))) continue
    const paragraph = sections[sectionOf(line)]?.children[line % sectionSize]?.firstChild
    if (!paragraph) continue
    const inLine = lineSpan(lines, line)
    const { top, bottom } = rectOf(
      paragraph.parentElement!,
      span.start - inLine.start,
      span.end - inLine.start,
    )
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

function runsLeft(sections: readonly Element[], line: number): boolean {
  const paragraph = sections[sectionOf(line)]?.children[line % sectionSize]
  return paragraph !== undefined && getComputedStyle(paragraph).direction === 'rtl'
}

/** What is selected stays to be seen while a code's name is typed elsewhere. */
function keepVisible(view: EditorView, lines: Lines): void {
  const span = selectionIn(view, lines)
  emphasise('kept', isEmpty(span) ? null : rangeOf(view, lines, span))
}

/** Draws marks, and tells who measures them. */
function drawing(view: EditorView) {
  const listeners = new Set<() => void>()
  return {
    change(next: Redraw): void {
      const { segments } = pictureOf(view.state)
      view.dispatch(redraw(view.state, next))
      // Another selected segment moves no line.
      if (next.sections === undefined && pictureOf(view.state).segments === segments) return
      for (const tell of listeners) tell()
    },
    onDraw(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
