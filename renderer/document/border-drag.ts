import type { EditorView } from '@tiptap/pm/view'
import type { Edge } from '../../core/navigation.ts'
import { snapToGraphemes } from '../../core/offset.ts'
import type { Span } from '../../core/span.ts'
import { rangeOf, selectIn } from './editor-selection.ts'
import { emphasise } from './emphasis.ts'
import type { Lines } from './positions.ts'
import { toOffset } from './positions.ts'

/** Moving the borders of the selected segment with the mouse, by the bars at its ends. */

/** So far outside the words a bar is taken hold of, and so far within them, in pixels: words are there to be selected. */
const [outside, within] = [4, 1]

/** The border whose bar the mouse is at. */
export function borderAt(text: Element, mouse: MouseEvent): Edge | undefined {
  if (isAt(text.querySelector('mark.from'), 'start', mouse)) return 'start'
  return isAt(text.querySelector('mark.to'), 'end', mouse) ? 'end' : undefined
}

function isAt(mark: Element | null, edge: Edge, { clientX, clientY }: MouseEvent): boolean {
  const lines = mark?.getClientRects()
  const line = lines?.[edge === 'start' ? 0 : lines.length - 1]
  if (!mark || line === undefined || clientY < line.top || clientY > line.bottom) return false
  const isLeft = (edge === 'start') === (getComputedStyle(mark).direction === 'ltr')
  const away = isLeft ? line.left - clientX : clientX - line.right
  return away >= -within && away <= outside
}

/**
 * Shows what the segment would be while the mouse is moved, and tells where its border was let go. Where that is where
 * it was the caret is put there, as by any click. Until then no key means anything but Escape, which ends it.
 */
export function dragBorder(
  { view, lines, segment, edge }: { view: EditorView; lines: Lines; segment: Span; edge: Edge },
  onDrop: (offset: number) => void,
): void {
  const leave = new AbortController()
  let span = segment
  const listen = <Name extends keyof WindowEventMap>(
    name: Name,
    then: (event: WindowEventMap[Name]) => void,
  ) => window.addEventListener(name, then, { capture: true, signal: leave.signal })
  listen('mousemove', ({ clientX, clientY }) => {
    if (view.isDestroyed) return end()
    const found = view.posAtCoords({ left: clientX, top: clientY })
    if (found === null) return
    span = withBorder(lines, segment, edge, toOffset(lines, found.pos))
    emphasise('pointed', rangeOf(view, lines, span))
  })
  listen('mouseup', () => {
    end()
    if (view.isDestroyed) return
    view.focus()
    if (span[edge] !== segment[edge]) onDrop(span[edge])
    else selectIn(view, lines, { start: segment[edge], end: segment[edge] })
  })
  listen('keydown', (event) => {
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') end()
  })
  listen('blur', ({ target }) => target === window && end())

  function end(): void {
    leave.abort()
    emphasise('pointed', null)
  }
}

/** The segment with a border at the offset, of whole graphemes; one is left of it wherever the mouse goes. */
function withBorder({ text }: Lines, { start, end }: Span, edge: Edge, offset: number): Span {
  return snapToGraphemes(
    text,
    edge === 'start'
      ? { start: Math.min(offset, end - 1), end }
      : { start, end: Math.max(offset, start + 1) },
  )
}
