import type { EditorView } from '@tiptap/pm/view'
import type { Edge } from '../../core/navigation.ts'
import type { Span } from '../../core/span.ts'
import { rangeOf } from './editor-selection.ts'
import { emphasise } from './emphasis.ts'
import type { Lines } from './positions.ts'
import { toOffset } from './positions.ts'

/** Moving the borders of the selected segment with the mouse, by the bars at its ends. */

/** How near to a bar it is taken hold of, in pixels. */
const reach = 4

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
  return Math.abs(clientX - (isLeft ? line.left : line.right)) <= reach
}

/**
 * Shows what the segment would be while the mouse is moved, and tells where its border was let go, unless that is where
 * it was or Escape was pressed.
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
    const found = view.posAtCoords({ left: clientX, top: clientY })
    if (found === null) return
    const offset = toOffset(lines, found.pos)
    // A character is left of it wherever the mouse goes.
    span =
      edge === 'start'
        ? { ...segment, start: Math.min(offset, segment.end - 1) }
        : { ...segment, end: Math.max(offset, segment.start + 1) }
    emphasise('pointed', rangeOf(view, lines, span))
  })
  listen('mouseup', () => {
    end()
    if (span[edge] !== segment[edge]) onDrop(span[edge])
  })
  listen('keydown', (event) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    end()
  })
  listen('blur', ({ target }) => target === window && end())

  function end(): void {
    leave.abort()
    emphasise('pointed', null)
  }
}
