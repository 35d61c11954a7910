import type { Span } from '../../../core/span.ts'
import type { Lines } from '../positions.ts'
import { lineSpan } from '../positions.ts'
import type { TextEditor } from '../text-editor.ts'

/**
 * Hits on the page by CSS highlights, which take no transaction: those in lines near the window only. A screen
 * reader is told of none; it has the list.
 */
export function drawHits(
  editor: TextEditor,
  lines: Lines,
  hits: readonly Span[],
  current: Span | null,
): void {
  const [found, here]: [Range[], Range[]] = [[], []]
  for (const { line, paragraph } of editor.nearParagraphs()) {
    const inText = lineSpan(lines, line)
    const inLine = hitsIn(hits, inText)
    if (inLine.length === 0) continue
    const places = textPlaces(paragraph)
    for (const hit of inLine) {
      const range = rangeIn(
        places,
        Math.max(hit.start, inText.start) - inText.start,
        Math.min(hit.end, inText.end) - inText.start,
      )
      if (range === null) continue
      if (hit.start === current?.start && hit.end === current.end) here.push(range)
      else found.push(range)
    }
  }
  CSS.highlights.set('found', new Highlight(...found))
  const top = new Highlight(...here)
  top.priority = 1
  CSS.highlights.set('found-here', top)
}

export function clearHits(): void {
  CSS.highlights.delete('found')
  CSS.highlights.delete('found-here')
}

/** The hits, which are in order and apart, that share a character with the span. */
function hitsIn(hits: readonly Span[], { start, end }: Span): readonly Span[] {
  const first = firstWhere(hits.length, (n) => hits[n]!.end > start)
  const behind = firstWhere(hits.length, (n) => hits[n]!.start >= end)
  return hits.slice(first, behind)
}

/** The first index for which it holds, where it holds from some index on; the count if for none. */
function firstWhere(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

interface TextPlace {
  readonly node: Text
  readonly start: number
}

/** The pieces of text of a paragraph, and where in it they start. */
function textPlaces(paragraph: Element): TextPlace[] {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
  const places: TextPlace[] = []
  let start = 0
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    places.push({ node: node as Text, start })
    start += (node as Text).length
  }
  return places
}

function rangeIn(places: readonly TextPlace[], start: number, end: number): Range | null {
  const from = places.findLast((place) => place.start <= start)
  const to = places.findLast((place) => place.start < end)
  if (from === undefined || to === undefined || end - to.start > to.node.length) return null
  const range = document.createRange()
  range.setStart(from.node, start - from.start)
  range.setEnd(to.node, end - to.start)
  return range
}
