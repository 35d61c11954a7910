import type { RefObject } from 'react'
import { useLayoutEffect, useState } from 'react'

/** Rows of a long list that are near the screen, and where they stand; heights in CSS pixels. */
export interface RowWindow {
  readonly first: number
  /** Behind the last one. */
  readonly end: number
  readonly rowHeight: number
}

/** The rows that can be seen in a view of a list, with half a view more on both sides; `top` of the view in the list. */
export function rowsInView(count: number, rowHeight: number, top: number, height: number): RowWindow {
  const first = Math.max(0, Math.floor((top - height / 2) / rowHeight))
  const end = Math.min(count, Math.ceil((top + 1.5 * height) / rowHeight))
  return { first: Math.min(first, count), end: Math.max(end, 0), rowHeight }
}

/**
 * Which rows to draw in a list of rows of one height; `list` is as high as all of them and lies in an element of the
 * class scroll. Rows are so many rem high, as in the list's style, so that they grow with the text. The row of that
 * index, if there is one, is brought into view whenever it is another.
 */
export function useRowWindow(
  list: RefObject<HTMLElement | null>,
  count: number,
  shown: number | undefined,
  rowHeightInRem = 3,
): RowWindow {
  const rowHeight = rowHeightInRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const [range, setRange] = useState(() => rowsInView(count, rowHeight, 0, window.innerHeight))
  useLayoutEffect(() => {
    const element = list.current
    const scroller = element?.closest('.scroll')
    if (!element || !scroller) return
    const look = () => {
      const top = scroller.getBoundingClientRect().top - element.getBoundingClientRect().top
      const next = rowsInView(count, rowHeight, top, scroller.clientHeight)
      setRange((last) =>
        last.first === next.first && last.end === next.end && last.rowHeight === rowHeight ? last : next,
      )
    }
    look()
    scroller.addEventListener('scroll', look, { passive: true })
    const observer = new ResizeObserver(look)
    observer.observe(scroller)
    return () => {
      scroller.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [list, count, rowHeight])
  useLayoutEffect(() => {
    const element = list.current
    const scroller = element?.closest('.scroll')
    if (!element || !scroller || shown === undefined) return
    const top = shown * rowHeight + element.getBoundingClientRect().top - scroller.getBoundingClientRect().top
    if (top < 0) scroller.scrollTop += top
    else if (top + rowHeight > scroller.clientHeight)
      scroller.scrollTop += top + rowHeight - scroller.clientHeight
  }, [list, shown, rowHeight])
  return range
}
