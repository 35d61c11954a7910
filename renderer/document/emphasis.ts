/**
 * Passing emphasis on the text by CSS highlights, which take no transaction: `kept` is what stays selected while
 * the focus is elsewhere, `pointed` the segment whose stripe the mouse is on. A screen reader is told of neither.
 */
export type Emphasis = 'kept' | 'pointed'

export function emphasise(emphasis: Emphasis, range: Range | null): void {
  if (range === null) CSS.highlights.delete(emphasis)
  else CSS.highlights.set(emphasis, new Highlight(range))
}
