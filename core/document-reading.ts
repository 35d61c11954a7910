import type { Change } from './change.ts'
import { diffOf } from './change.ts'
import type { Segment, SegmentId, Text } from './model.ts'
import { quoteOf } from './text.ts'

/**
 * A document's text and segments on the way to a window. Thousands of segments say the same but for where they are
 * and when they were made, and their words stand in the text. What is said again is written once: a fraction of the
 * JSON, and in the window of the memory.
 */
interface Reading {
  readonly texts: readonly Text[]
  /** One of each sort of segments; words that are those of the text are null. */
  readonly alike: readonly Draft[]
  readonly times: readonly string[]
  readonly ids: readonly SegmentId[]
  /** Five for each segment: which of `alike`, start and end, and which of `times` it was created and changed. */
  readonly numbers: readonly number[]
}

type Words = ReturnType<typeof quoteOf>
type Draft = Omit<Segment, keyof Words> & { readonly [Part in keyof Words]: string | null }

/** As JSON; texts and segments that were added, as all are where a document is read. */
export function writeReading({ texts, segments }: Change): string {
  const textOf = textsById(texts?.added ?? [])
  const alike = new Map<string, number>()
  const times = new Map<string, number>()
  const ids: SegmentId[] = []
  const numbers: number[] = []
  for (const segment of segments?.added ?? []) {
    const { id, start, end, created, changed } = segment
    const draft: Draft = { ...segment, id: '' as SegmentId, start: 0, end: 0, created: '', changed: '' }
    const said = JSON.stringify(saysTheText(textOf, segment) ? { ...draft, ...unworded } : draft)
    ids.push(id)
    numbers.push(numberIn(alike, said), start, end, numberIn(times, created), numberIn(times, changed))
  }
  const rest = JSON.stringify({ texts: texts?.added ?? [], times: [...times.keys()], ids, numbers })
  return `{"alike":[${[...alike.keys()].join()}],${rest.slice(1)}`
}

/** The change again, equal to what was written; values that are equal may be the same. */
export function readReading(json: string): Change {
  const { texts, alike, times, ids, numbers } = JSON.parse(json) as Reading
  const textOf = textsById(texts)
  const added = ids.map((id, index): Segment => {
    const at = 5 * index
    const [start, end] = [numbers[at + 1]!, numbers[at + 2]!]
    const created = times[numbers[at + 3]!]!
    const changed = times[numbers[at + 4]!]!
    const draft = alike[numbers[at]!]!
    if (draft.quote !== null) return { ...(draft as Segment), id, start, end, created, changed }
    const { quote, prefix, suffix } = quoteOf(textOf.get(draft.document)!, start, end)
    return { ...draft, id, start, end, quote, prefix, suffix, created, changed }
  })
  return { texts: diffOf({ added: texts }), segments: diffOf({ added }) }
}

function textsById(texts: readonly Text[]) {
  return new Map(texts.map(({ id, text }) => [id, text]))
}

const unworded = { quote: null, prefix: null, suffix: null }

/** Whether a segment's words are those of the text, which goes along. */
function saysTheText(textOf: ReturnType<typeof textsById>, segment: Segment): boolean {
  const text = textOf.get(segment.document)
  if (text === undefined) return false
  const { quote, prefix, suffix } = quoteOf(text, segment.start, segment.end)
  return quote === segment.quote && prefix === segment.prefix && suffix === segment.suffix
}

/** The number of a value in the order in which values came. */
function numberIn(numbers: Map<string, number>, value: string): number {
  const known = numbers.get(value)
  if (known !== undefined) return known
  numbers.set(value, numbers.size)
  return numbers.size - 1
}
