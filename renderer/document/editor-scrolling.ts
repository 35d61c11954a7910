import { lastWhere, sectionOf, sectionSize } from './positions.ts'

/** The text in its window: the sections of the text are on the page in order. */
export interface Reach {
  readonly scroller: Element
  readonly sections: readonly Element[]
}

/** Where in the text the window stands: a line, and how many pixels its top is below the window's. */
export interface Anchor {
  readonly line: number
  readonly below: number
}

/** From one line to another, both included. */
export interface LineRange {
  readonly first: number
  readonly last: number
}

/**
 * How far around the window lines are near it, how much text is shown around a place that is scrolled to, and how near
 * to the edge a place may stand before that is done; in pixels.
 */
const [near, margin, edge] = [400, 72, 32]

/** The lines in the window and near it. Reads the layout and changes nothing. */
export function linesNear(reach: Reach): LineRange {
  const { top, bottom } = reach.scroller.getBoundingClientRect()
  return { first: lineAtHeight(reach, top - near), last: lineAtHeight(reach, bottom + near) }
}

/** The last line that begins above a height, in pixels of the window. */
function lineAtHeight({ sections }: Reach, height: number): number {
  const above = (boxes: ArrayLike<Element>) =>
    lastWhere(boxes.length, (index) => boxes[index]!.getBoundingClientRect().top <= height)
  const section = above(sections)
  return section * sectionSize + above(sections[section]!.children)
}

export function paragraphOf({ sections }: Reach, line: number): Element | undefined {
  return sections[sectionOf(line)]?.children[line % sectionSize]
}

/** From where to where something is, in pixels of the window. */
export interface Extent {
  readonly top: number
  readonly bottom: number
}

/** Scrolls as little as needed for a place to be in the window with some text around it. */
export function revealAt({ scroller }: Pick<Reach, 'scroller'>, { top, bottom }: Extent): void {
  const window = scroller.getBoundingClientRect()
  if (top < window.top + edge) scroller.scrollTop -= window.top + margin - top
  else if (bottom > window.bottom - edge) scroller.scrollTop += bottom - window.bottom + margin
}

/** Leaves what is in the window as a whole where it is; else it begins in the upper third, or at the top if it is long. */
export function lookAtExtent({ scroller }: Reach, { top, bottom }: Extent): void {
  const window = scroller.getBoundingClientRect()
  if (top >= window.top + edge && bottom <= window.bottom - edge) return
  const room = window.height - (bottom - top) - margin
  scroller.scrollTop += top - window.top - Math.max(margin, Math.min(window.height / 3, room))
}

/** The first line that can be seen. */
export function anchorIn(reach: Reach): Anchor {
  const top = reach.scroller.getBoundingClientRect().top
  const line = lineAtHeight(reach, top)
  const box = paragraphOf(reach, line)?.getBoundingClientRect()
  return { line, below: box === undefined ? 0 : box.top - top }
}

export function scrollToAnchor(reach: Reach, { line, below }: Anchor): void {
  const paragraph = paragraphOf(reach, line)
  if (paragraph === undefined) return
  const top = paragraph.getBoundingClientRect().top - reach.scroller.getBoundingClientRect().top
  reach.scroller.scrollTop += top - below
}

/** Tells of every frame in which other lines may be near: while scrolling, and where lines run otherwise. */
export function watchWindow({ scroller }: Reach, text: Element, onMove: () => void): () => void {
  const sizes = new ResizeObserver(onMove)
  sizes.observe(scroller)
  sizes.observe(text)
  scroller.addEventListener('scroll', onMove, { passive: true })
  return () => {
    sizes.disconnect()
    scroller.removeEventListener('scroll', onMove)
  }
}
