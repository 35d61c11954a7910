import type { KeyboardEvent, PointerEvent } from 'react'
import type { Width } from './Panes.tsx'

const narrowest = 180
const widest = 640
const step = 24

/** The border of a side pane: dragged, moved by arrow keys, folded and unfolded by Enter or two clicks. */
export function Splitter({
  label,
  where,
  width,
  usual,
}: {
  label: string
  where: 'left' | 'right'
  width: Width
  usual: number
}) {
  const outwards = where === 'left' ? 1 : -1
  const fold = () => width.keep(width.now === 0 ? usual : 0)
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    const handle = event.currentTarget
    const from = { x: event.clientX, width: width.now }
    const at = (x: number) => limited(from.width + outwards * (x - from.x))
    handle.setPointerCapture(event.pointerId)
    handle.onpointermove = ({ clientX }) => width.set(at(clientX))
    handle.onlostpointercapture = () => {
      handle.onpointermove = null
      handle.onlostpointercapture = null
    }
    handle.onpointerup = ({ clientX }) => {
      handle.onpointerup = null
      if (clientX !== from.x) width.keep(at(clientX))
    }
  }
  const move = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -step, ArrowRight: step }[event.key]
    if (by !== undefined) width.keep(limited(width.now + outwards * by))
    else if (event.key === 'Enter') fold()
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is no hr
    <div
      className={width.now === 0 ? 'splitter folded' : 'splitter'}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      aria-valuenow={width.now}
      aria-valuemin={0}
      aria-valuemax={widest}
      title={`${label}: drag, or arrow keys; Enter or two clicks ${width.now === 0 ? 'unfold' : 'fold'} it`}
      onPointerDown={drag}
      onDoubleClick={fold}
      onKeyDown={move}
    />
  )
}

/** Pushed well below the narrowest it folds. */
function limited(width: number): number {
  return width < narrowest / 2 ? 0 : Math.min(widest, Math.max(narrowest, width))
}
