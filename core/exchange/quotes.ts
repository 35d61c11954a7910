import type { Span } from '../span.ts'

/** What is known of a quote besides its words. */
export interface QuoteContext {
  readonly prefix: string
  readonly suffix: string
  /** Where it is said to start. */
  readonly near: number | undefined
}

/** Words that stand more often than this say nothing of a place. */
const mostPlaces = 10_000

/** Finds quotes in a text again; made once a text. */
export class QuoteFinder {
  private collapsed: Collapsed | undefined

  constructor(private readonly text: string) {}

  /**
   * Every place the quote may mean: those with the same words, or else with the same words in other white space.
   * Where there are several, those stay that fit best what stands around; then the one at the said position.
   */
  find(quote: string, context: QuoteContext): Span[] {
    const exact = this.exactly(quote)
    const places = exact.length > 0 ? exact : this.loosely(quote)
    if (places.length < 2) return places
    const fits = places.map((place) => this.fit(place, context))
    const best = Math.max(...fits)
    const fitting = best === 0 ? places : places.filter((_, index) => fits[index] === best)
    const there = fitting.filter(({ start }) => start === context.near)
    return there.length === 1 ? there : fitting
  }

  private exactly(quote: string): Span[] {
    const found: Span[] = []
    for (let at = this.text.indexOf(quote); at >= 0; at = this.text.indexOf(quote, at + 1)) {
      found.push({ start: at, end: at + quote.length })
      if (found.length === mostPlaces) break
    }
    return found
  }

  private loosely(quote: string): Span[] {
    const wanted = quote.replace(/\s+/g, ' ').trim()
    if (wanted === '') return []
    this.collapsed ??= collapse(this.text)
    const { text, offsets } = this.collapsed
    const found: Span[] = []
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      found.push({ start: offsets[at]!, end: offsets[at + wanted.length - 1]! + 1 })
      if (found.length === mostPlaces) break
    }
    return found
  }

  /** Characters on either side that are as they should be. */
  private fit({ start, end }: Span, { prefix, suffix }: QuoteContext): number {
    let before = 0
    while (before < prefix.length && this.text[start - 1 - before] === prefix[prefix.length - 1 - before])
      before++
    let behind = 0
    while (behind < suffix.length && this.text[end + behind] === suffix[behind]) behind++
    return before + behind
  }
}

/** A text with every run of white space as one space, and where each of its characters stands. */
interface Collapsed {
  readonly text: string
  readonly offsets: Int32Array
}

function collapse(original: string): Collapsed {
  const offsets = new Int32Array(original.length)
  let length = 0
  const text = original.replace(/\s+|\S+/g, (run, at: number) => {
    const blank = /^\s/.test(run)
    const kept = blank ? 1 : run.length
    for (let n = 0; n < kept; n++) offsets[length++] = at + n
    return blank ? ' ' : run
  })
  return { text, offsets }
}
