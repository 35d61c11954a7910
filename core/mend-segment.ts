import { QuoteFinder } from './exchange/quotes.ts'
import type { Segment } from './model.ts'
import { quoteOf } from './text.ts'

/** What a segment says of its place. */
export type Placed = Pick<Segment, 'start' | 'end' | 'quote' | 'prefix' | 'suffix'>

/** A segment put right, and how, in words; unmendable: why not. */
export type Mending<S extends Placed> =
  | { readonly segment: S; readonly how: string }
  | { readonly why: string }

/** So much of the text around must be as it was before a place is believed against the words of the quote. */
const enoughContext = 16

/** Puts segments of one text back on their words: by the quote and what stands around it, and only where that is one place. */
export class SegmentMender {
  private readonly finder: QuoteFinder

  constructor(private readonly text: string) {
    this.finder = new QuoteFinder(text)
  }

  isInPlace({ start, end, quote }: Placed): boolean {
    return start < end && end <= this.text.length && this.text.slice(start, end) === quote
  }

  mend<S extends Placed>(segment: S): Mending<S> {
    const { quote, prefix, suffix } = segment
    const context = { prefix, suffix, near: segment.start }
    const places = quote === '' ? [] : this.finder.find(quote, context)
    const [place] = places
    if (place !== undefined && places.length === 1) {
      const { start, end } = place
      return {
        segment: { ...segment, start, end, ...quoteOf(this.text, start, end) },
        how: `is at ${start} to ${end}, where its words stand, not at ${segment.start} to ${segment.end}`,
      }
    }
    if (places.length > 1) return { why: `its words stand in ${places.length} places` }
    return this.byContext(segment) ?? { why: 'its words are not in the text' }
  }

  /** Where everything around the place is as it was, it is the quote that was changed. */
  private byContext<S extends Placed>(segment: S): Mending<S> | undefined {
    const { start, end, prefix, suffix } = segment
    if (start >= end || end > this.text.length || prefix.length + suffix.length < enoughContext)
      return undefined
    const there = quoteOf(this.text, start, end)
    if (there.prefix !== prefix || there.suffix !== suffix) return undefined
    return {
      segment: { ...segment, ...there },
      how: `says “${there.quote}” again, as the text at ${start} to ${end} between the words around it`,
    }
  }
}
