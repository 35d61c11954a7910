import { useLayoutEffect, useRef, useState } from 'react'
import { withLinks } from '../../core/links.ts'
import type { Segment, SegmentId, Table } from '../../core/model.ts'
import type { TextEditor } from './text-editor.ts'
import './links.css'

/**
 * Where the selected segment's links lead to and come from: a dotted line over the words at the other ends, and a
 * thin line from stripe to stripe where both are near. The inspector says the same in words.
 */
export function LinkMarks({
  editor,
  segments,
  selected,
}: {
  editor: TextEditor
  segments: Table<Segment>
  selected: SegmentId | null
}) {
  const layer = useRef<SVGSVGElement>(null)
  const [curves, setCurves] = useState<readonly string[]>([])
  useLayoutEffect(() => {
    let frame = 0
    const draw = () => {
      cancelAnimationFrame(frame)
      // Marks are painted first, and stripes are measured.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          const ends = selected === null ? [] : otherEnds(segments, selected)
          overline(editor.dom, ends)
          setCurves(
            layer.current === null || selected === null ? none : curvesTo(layer.current, selected, ends),
          )
        })
      })
    }
    const observer = new ResizeObserver(draw)
    observer.observe(editor.dom)
    const stop = editor.onDraw(draw)
    return () => {
      observer.disconnect()
      stop()
      cancelAnimationFrame(frame)
      CSS.highlights.delete('linked')
    }
  }, [editor, segments, selected])
  return (
    <svg ref={layer} className="linklines" aria-hidden="true">
      {curves.map((curve) => (
        <path key={curve} d={curve} />
      ))}
    </svg>
  )
}

const none: readonly string[] = []

function otherEnds(segments: Table<Segment>, id: SegmentId): SegmentId[] {
  const ends = new Set(segments.get(id)?.links.map(({ to }) => to))
  for (const { id: other, links } of withLinks(segments))
    if (links.some(({ to }) => to === id)) ends.add(other)
  return [...ends]
}

function overline(text: HTMLElement, ends: readonly SegmentId[]): void {
  const ranges = ends.flatMap((id) =>
    [...text.querySelectorAll(`mark[data-segments~="${id}"]`)].map((mark) => {
      const range = document.createRange()
      range.selectNodeContents(mark)
      return range
    }),
  )
  if (ranges.length === 0) CSS.highlights.delete('linked')
  else CSS.highlights.set('linked', new Highlight(...ranges))
}

/** From the middle of the selected stripe to those of the others, bent to the side so that they can be told apart. */
function curvesTo(layer: SVGSVGElement, selected: SegmentId, ends: readonly SegmentId[]): readonly string[] {
  const reader = layer.parentElement
  if (reader === null || ends.length === 0) return none
  const origin = layer.getBoundingClientRect()
  const middle = (id: SegmentId) => {
    const stripe = reader.querySelector(`.stripes [data-segment="${id}"]`)?.getBoundingClientRect()
    return stripe && { x: stripe.left - origin.left + 1, y: (stripe.top + stripe.bottom) / 2 - origin.top }
  }
  const from = middle(selected)
  if (from === undefined) return none
  return ends.flatMap((id) => {
    const to = middle(id)
    if (to === undefined) return []
    const bend = Math.min(from.x, to.x) - Math.min(14, 5 + Math.abs(to.y - from.y) / 12)
    return [
      `M${round(from.x)} ${round(from.y)}C${round(bend)} ${round(from.y)} ${round(bend)} ${round(to.y)} ${round(to.x)} ${round(to.y)}`,
    ]
  })
}

function round(pixels: number): number {
  return Math.round(pixels * 2) / 2
}
