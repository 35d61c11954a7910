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

/** How far around the window lines are near it, and how much text is shown around a place, in pixels. */
const [near, margin] = [400, 72]

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

/** Scrolls as little as needed for a place to be in the window with some text around it. */
export function revealAt({ scroller }: Reach, { top, bottom }: { top: number; bottom: number }): void {
  const window = scroller.getBoundingClientRect()
  if (top < window.top + margin) scroller.scrollTop -= window.top + margin - top
  else if (bottom > window.bottom - margin) scroller.scrollTop += bottom - window.bottom + margin
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
