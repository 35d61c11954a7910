import type { Disagreement, Side } from './comparison.ts'
import type { CodeId } from './model.ts'

/** A piece of a sentence: words, or a code that the view names with its colour. */
export type Phrase = { readonly text: string } | { readonly code: CodeId }

/** How each kind of disagreement is called. */
export const kindNames: Readonly<Record<Disagreement['kind'], string>> = {
  missed: 'Missed',
  code: 'Other code',
  boundary: 'Other border',
}

/** What two coders saw differently, as a person would say it; `names` in the order of the sides. */
export function disagreementWords(
  disagreement: Disagreement,
  names: readonly [string, string],
): readonly Phrase[] {
  const { kind, sides } = disagreement
  const [first, second] = sides
  if (first === null || second === null) {
    const coded = first === null ? 1 : 0
    return [
      { text: `${names[coded]} coded ` },
      { code: sides[coded]!.code },
      { text: ` here. ${names[1 - coded]} did not.` },
    ]
  }
  const borders = borderWords(disagreement, [first, second], names)
  if (kind === 'boundary') return [{ text: 'Both coded ' }, { code: first.code }, { text: `. ${borders}` }]
  const which = borders === '' ? 'the same stretch' : 'nearly the same stretch'
  return [
    { text: `Both marked ${which}: ${names[0]} as ` },
    { code: first.code },
    { text: `, ${names[1]} as ` },
    { code: second.code },
    { text: borders === '' ? '.' : `. ${borders}` },
  ]
}

/** Who begins earlier and who goes on longer, in one sentence; '' where the borders are the same. */
function borderWords(
  { start, quote }: Disagreement,
  [first, second]: readonly [Side, Side],
  names: readonly [string, string],
): string {
  const between = (from: number, to: number) => characterCount(quote.slice(from - start, to - start))
  const early = between(Math.min(first.start, second.start), Math.max(first.start, second.start))
  const late = between(Math.min(first.end, second.end), Math.max(first.end, second.end))
  const begins = `begins ${characters(early)} earlier`
  const goesOn = `goes on for ${characters(late)} more at the end`
  const earlier = `${names[first.start < second.start ? 0 : 1]}’s`
  const longer = `${names[first.end > second.end ? 0 : 1]}’s`
  if (early === 0 && late === 0) return ''
  if (early === 0) return `${longer} segment ${goesOn}.`
  if (late === 0) return `${earlier} segment ${begins}.`
  if (earlier === longer) return `${earlier} segment ${begins} and ${goesOn}.`
  return `${earlier} segment ${begins}, ${longer} ${goesOn}.`
}

/** Characters as Unicode counts them, so that an emoji is not two. */
function characterCount(text: string): number {
  return [...text].length
}

function characters(count: number): string {
  return count === 1 ? 'one character' : `${count} characters`
}

/** A stretch of a quote: within the coder's segment or not, and if within, whether the other coder has it too. */
export interface QuotePart {
  readonly text: string
  readonly within: boolean
  readonly shared: boolean
}

/** The whole stretch of a disagreement as one coder (0 or 1) marked it, cut where either coder has a border. */
export function quoteParts({ start, quote, sides }: Disagreement, side: 0 | 1): readonly QuotePart[] {
  const mine = sides[side]
  const other = sides[side === 0 ? 1 : 0]
  const end = start + quote.length
  const borders = [start, end, ...[mine, other].flatMap((one) => (one === null ? [] : [one.start, one.end]))]
  const sorted = [...new Set(borders)].sort((a, b) => a - b)
  return sorted.slice(1).map((to, index) => {
    const from = sorted[index]!
    const covers = (one: Side | null) => one !== null && one.start <= from && to <= one.end
    return {
      text: quote.slice(from - start, to - start),
      within: covers(mine),
      shared: covers(mine) && covers(other),
    }
  })
}
