import type { Change } from './change.ts'
import { diffOf } from './change.ts'
import type { Segment } from './model.ts'
import { quoteOf } from './text.ts'

/**
 * A document's text and segments on the way to a window: the JSON of a Change, in which words that stand in the text
 * are not written with each segment again. Of a document with many segments that is most of it.
 */
export function writeReading({ texts, segments }: Change): string {
  const words = new Map((texts?.added ?? []).map(({ id, text }) => [id, text]))
  const added = (segments?.added ?? []).map((segment) => {
    const text = words.get(segment.document)
    if (text === undefined) return segment
    const { quote, prefix, suffix } = quoteOf(text, segment.start, segment.end)
    const same = quote === segment.quote && prefix === segment.prefix && suffix === segment.suffix
    return same ? { ...segment, quote: null, prefix: null, suffix: null } : segment
  })
  return JSON.stringify({ texts, segments: { ...diffOf({}), added } })
}

/** The change again, equal to what was written. */
export function readReading(json: string): Change {
  const change = JSON.parse(json) as Change
  const words = new Map((change.texts?.added ?? []).map(({ id, text }) => [id, text]))
  for (const segment of (change.segments?.added ?? []) as Draft[]) {
    const text = words.get(segment.document)
    if (text !== undefined && segment.quote === null)
      Object.assign(segment, quoteOf(text, segment.start, segment.end))
  }
  return change
}

type Draft = Omit<Segment, 'quote'> & { readonly quote: string | null }
