import type { NewCode } from '../../../core/commands/codebook.ts'
import type { Span } from '../../../core/span.ts'

/** A text of the size that the targets name, and spans that overlap as those of busy coders do. */
export const size = { characters: 1_000_000, paragraphs: 4_900, codes: 30 }

/** A 32-bit linear congruential generator, draw = state >> 8, as in the other benches. */
export function lcg(seed: number): () => number {
  let x = seed
  return () => {
    x = (Math.imul(1664525, x) + 1013904223) >>> 0
    return x >>> 8
  }
}

const words = ['ministry', 'said', 'that', 'the', 'road', 'was', 'closed', 'on', 'Monday', 'people', 'waited']

/** Paragraphs of different lengths, each a few sentences. */
export function longText(): string {
  const draw = lcg(11)
  const target = size.characters / size.paragraphs
  const paragraphs = Array.from({ length: size.paragraphs }, (_, n) => {
    const length = target * (0.4 + 1.2 * ((draw() % 1000) / 1000))
    let text = `${n + 1}`
    while (text.length < length) text += ` ${words[draw() % words.length]}${draw() % 12 === 0 ? '.' : ''}`
    return `${text}.`
  })
  return paragraphs.join('\n')
}

/** Seven of ten have 20 to 200 characters, two 200 to 800, one 800 to 3,000; each with the index of its code. */
export function spansIn(text: string, count: number): (Span & { code: number })[] {
  const draw = lcg(7)
  return Array.from({ length: count }, () => {
    const kind = draw() % 10
    const [least, most] = kind < 7 ? [20, 200] : kind < 9 ? [200, 800] : [800, 3000]
    const length = least! + (draw() % (most! - least!))
    const start = draw() % (text.length - length)
    return { start, end: start + length, code: draw() % size.codes }
  })
}

/** The first nine have a digit as their key. */
export const codes: readonly NewCode[] = Array.from({ length: size.codes }, (_, n) => ({
  name: `code ${n}`,
  colour: 1 + (n % 12),
  ...(n < 9 ? { key: `${n + 1}` } : {}),
}))
