import { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import type { SegmentId } from '../../core/model.ts'
import type { Span } from '../../core/span.ts'
import { isEmpty } from './desk.ts'
import { emphasise } from './emphasis.ts'
import { immutableText } from './immutable-text.ts'
import type { Picture } from './picture.ts'
import { repaint } from './picture.ts'
import type { Lines } from './positions.ts'
import { lineAt, sectionOf, sectionSize, toOffset, toPosition } from './positions.ts'
import type { Redraw } from './segment-decorations.ts'
import { drawnSections, pictureOf, redraw, segmentDecorations } from './segment-decorations.ts'
import { contentOf, textSchema } from './text-schema.ts'

/** Where in the text the window stands: a line, and how many pixels its top is below the window's. */
export interface Anchor {
  readonly line: number
  readonly below: number
}

/** The text on the page. Offsets are UTF-16 code units into the frozen text. */
export interface TextEditor {
  readonly dom: HTMLElement
  /** Marks the text anew where the picture differs from the one before. */
  show(picture: Pick<Picture, 'segments' | 'codes' | 'selected'>): void
  selection(): Span
  /** Selects, or with an empty span puts the caret there, and brings it into view. */
  select(span: Span): void
  reveal(offset: number): void
  focus(): void
  /** Emphasises a stretch for as long as it is pointed at. */
  point(span: Span | null): void
  /** Sections near the window, in order. */
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

/** How far around the window sections are marked, in pixels. */
const near = 800

/** Puts the text of a document on the page. `around`: where it will be looked at first. */
export function createTextEditor(
  element: HTMLElement,
  scroller: HTMLElement,
  { lines, title, around }: { lines: Lines; title: string; around: number },
  { onSelect, onClick, onFocus }: TextEditorEvents,
): TextEditor {
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
        focus: () => focused(),
        blur: () => keepVisible(selection()),
        keydown: () => takeSelection(),
      },
      handleClick: (_, __, event) => {
        const mark = event.target instanceof Element ? event.target.closest('mark') : null
        const ids = mark?.dataset.segments?.split(' ') ?? []
        onClick(ids as SegmentId[], `${ids.join(' ')} ${mark?.textContent}`)
        return false
      },
    },
    onSelectionUpdate: () => {
      emphasise('kept', null)
      onSelect(selection())
    },
  })
  const { view } = editor
  // With `true` React would walk the whole text at every commit to save a selection that it never touches.
  view.dom.contentEditable = 'plaintext-only'
  const listeners = new Set<() => void>()
  const change = (next: Redraw) => {
    const { segments } = pictureOf(view.state)
    view.dispatch(redraw(view.state, next))
    // Another selected segment moves no line.
    if (next.sections !== undefined || pictureOf(view.state).segments !== segments)
      for (const tell of listeners) tell()
  }
  const selection = (): Span => ({
    start: toOffset(lines, editor.state.selection.from),
    end: toOffset(lines, editor.state.selection.to),
  })
  const rangeOf = (span: Span): Range => {
    const range = document.createRange()
    const [from, to] = [
      view.domAtPos(toPosition(lines, span.start)),
      view.domAtPos(toPosition(lines, span.end)),
    ]
    range.setStart(from.node, from.offset)
    range.setEnd(to.node, to.offset)
    return range
  }
  const keepVisible = (span: Span) => emphasise('kept', isEmpty(span) ? null : rangeOf(span))
  const focused = () => {
    emphasise('kept', null)
    onFocus()
  }
  const select = ({ start, end }: Span) => {
    const range = TextSelection.create(view.state.doc, toPosition(lines, start), toPosition(lines, end))
    view.dispatch(view.state.tr.setSelection(range).scrollIntoView())
  }
  /**
   * The page tells of a new selection some time after it is there. A key means what is selected when it is pressed,
   * however fast it follows, so what the page has is taken in first.
   */
  const takeSelection = () => {
    const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {}
    if (!anchorNode || !focusNode || !view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return
    const anchor = view.posAtDOM(anchorNode, anchorOffset ?? 0)
    const head = view.posAtDOM(focusNode, focusOffset ?? 0)
    const { selection: known } = view.state
    if (known.anchor === anchor && known.head === head) return
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, anchor, head)))
  }
  const sections = [...view.dom.children] as HTMLElement[]
  const first = sectionOf(lineAt(lines, around))
  view.dispatch(redraw(view.state, { sections: [first] }))
  const watch = watchSections(sections, scroller, (fresh) => change({ sections: fresh }))
  return {
    dom: view.dom,
    show: (picture) => change(repaint(pictureOf(view.state), picture)),
    selection,
    select,
    reveal: (offset) => revealAt(scroller, view.coordsAtPos(toPosition(lines, offset))),
    focus: () => view.focus(),
    onDraw: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    point: (span) => emphasise('pointed', span && rangeOf(span)),
    nearSections: () =>
      [...watch.near]
        .filter((index) => drawnSections(view.state).has(index))
        .sort((a, b) => a - b)
        .map((i) => sections[i]!),
    anchor: () => anchorIn(scroller, sections, watch.near),
    scrollTo: ({ line, below }) => {
      const paragraph = sections[sectionOf(line)]?.children[line % sectionSize]
      if (paragraph === undefined) return
      scroller.scrollTop +=
        paragraph.getBoundingClientRect().top - scroller.getBoundingClientRect().top - below
    },
    destroy: () => {
      emphasise('kept', null)
      emphasise('pointed', null)
      watch.stop()
      editor.destroy()
    },
  }
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

/** Keeps the numbers of the sections near the window, and tells of those that come. */
function watchSections(sections: readonly Element[], root: Element, onCome: (sections: number[]) => void) {
  const numbers = new Map(sections.map((section, index) => [section, index]))
  const nearby = new Set<number>()
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) nearby.add(numbers.get(target)!)
        else nearby.delete(numbers.get(target)!)
      }
      onCome([...nearby])
    },
    { root, rootMargin: `${near}px 0px` },
  )
  for (const section of sections) observer.observe(section)
  return { near: nearby as ReadonlySet<number>, stop: () => observer.disconnect() }
}

/** Scrolls as little as needed for a place to be in the window with some text around it. */
function revealAt(scroller: Element, { top, bottom }: { top: number; bottom: number }): void {
  const window = scroller.getBoundingClientRect()
  const margin = 72
  if (top < window.top + margin) scroller.scrollTop -= window.top + margin - top
  else if (bottom > window.bottom - margin) scroller.scrollTop += bottom - window.bottom + margin
}

function anchorIn(scroller: Element, sections: readonly Element[], near: ReadonlySet<number>): Anchor {
  const top = scroller.getBoundingClientRect().top
  for (const number of [...near].sort((a, b) => a - b)) {
    const paragraphs = [...sections[number]!.children]
    const index = paragraphs.findIndex((paragraph) => paragraph.getBoundingClientRect().bottom > top)
    if (index >= 0) {
      return {
        line: number * sectionSize + index,
        below: paragraphs[index]!.getBoundingClientRect().top - top,
      }
    }
  }
  return { line: 0, below: 0 }
}
