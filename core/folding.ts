import { eachGrapheme } from './offset.ts'

/** Which differences between letters do not count when words are looked for. */
export interface Folding {
  readonly ignoreCase: boolean
  readonly ignoreAccents: boolean
}

/** A text as it is compared, and where each of its code units comes from. */
export interface Folded {
  readonly text: string
  /**
   * For every code unit of the folded text the offset at which its grapheme starts in the original one; at the end
   * the original's length. Code units of one grapheme have the same.
   */
  readonly origins: readonly number[]
}

/**
 * The text folded grapheme by grapheme, so that every place in it can be told in the original: composed and
 * decomposed letters are the same, and what the folding ignores is gone. No grapheme folds to nothing.
 */
export function fold(text: string, folding: Folding): Folded {
  const foldOne = folder(folding)
  const origins: number[] = []
  let folded = ''
  eachGrapheme(text, (start, end) => {
    const one = foldOne(text, start, end)
    for (let n = 0; n < one.length; n++) origins.push(start)
    folded += one
  })
  origins.push(text.length)
  return { text: folded, origins }
}

/** The folded text alone, for where no place in it is asked for. */
export function foldedText(text: string, folding: Folding): string {
  if (isAscii(text)) return folding.ignoreCase ? text.toLowerCase() : text
  const foldOne = folder(folding)
  let folded = ''
  eachGrapheme(text, (start, end) => {
    folded += foldOne(text, start, end)
  })
  return folded
}

/** Folds one grapheme of a text. What it once folded it remembers: a text has few different ones. */
function folder(folding: Folding): (text: string, start: number, end: number) => string {
  const ascii: string[] = []
  const known = new Map<string, string>()
  return (text, start, end) => {
    const unit = text.charCodeAt(start)
    if (end === start + 1 && unit < 128) {
      ascii[unit] ??= foldGrapheme(text[start]!, folding)
      return ascii[unit]
    }
    const grapheme = text.slice(start, end)
    const folded = known.get(grapheme) ?? foldGrapheme(grapheme, folding)
    known.set(grapheme, folded)
    return folded
  }
}

function foldGrapheme(grapheme: string, { ignoreCase, ignoreAccents }: Folding): string {
  // Through capitals, because only they make ß and ss, ς and σ the same.
  const cased = ignoreCase ? grapheme.toUpperCase().toLowerCase() : grapheme
  if (!ignoreAccents) return cased.normalize('NFC')
  const bare = cased
    .normalize('NFD')
    .replace(accents, '')
    .replace(strokes, (letter) => withoutStroke[letter]!)
  return bare === '' ? cased.normalize('NFC') : bare.normalize('NFC')
}

/**
 * Marks of no script of their own (Latin, Greek and Cyrillic accents, Arabic vowel signs, variation selectors) and
 * Hebrew points. Not the signs that make another Japanese letter, nor vowels of Thai or Hindi.
 */
const accents =
  /(?![\u3099\u309a])(?=\p{M})\p{Script=Inherited}|[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]/gu

const withoutStroke: Readonly<Record<string, string>> = {
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ħ: 'h',
  Ħ: 'H',
  ŧ: 't',
  Ŧ: 'T',
  ı: 'i',
}
const strokes = new RegExp(`[${Object.keys(withoutStroke).join('')}]`, 'gu')

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  return /^[\x00-\x7f]*$/.test(text)
}
