import { sectionOf, sectionSize } from './positions.ts'

/** Where in the text the window stands: a line, and how many pixels its top is below the window's. */
export interface Anchor {
  readonly line: number
  readonly below: number
}

/** How far around the window sections are marked, and how much text is shown around a place, in pixels. */
const [near, margin] = [800, 72]

/** Keeps the numbers of the sections near the window, and tells of them when others come or go. */
export function watchSections(
  sections: readonly Element[],
  root: Element,
  onCome: (sections: number[]) => void,
) {
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
export function revealAt(scroller: Element, { top, bottom }: { top: number; bottom: number }): void {
  const window = scroller.getBoundingClientRect()
  if (top < window.top + margin) scroller.scrollTop -= window.top + margin - top
  else if (bottom > window.bottom - margin) scroller.scrollTop += bottom - window.bottom + margin
}

/** The first line that can be seen; only sections near the window are looked at. */
export function anchorIn(
  scroller: Element,
  sections: readonly Element[],
  nearby: ReadonlySet<number>,
): Anchor {
  const top = scroller.getBoundingClientRect().top
  for (const number of [...nearby].sort((a, b) => a - b)) {
    const boxes = [...sections[number]!.children].map((paragraph) => paragraph.getBoundingClientRect())
    const index = boxes.findIndex((box) => box.bottom > top)
    if (index >= 0) return { line: number * sectionSize + index, below: boxes[index]!.top - top }
  }
  return { line: 0, below: 0 }
}

export function scrollToAnchor(
  scroller: Element,
  sections: readonly Element[],
  { line, below }: Anchor,
): void {
  const paragraph = sections[sectionOf(line)]?.children[line % sectionSize]
  if (paragraph === undefined) return
  const top = paragraph.getBoundingClientRect().top - scroller.getBoundingClientRect().top
  scroller.scrollTop += top - below
}
