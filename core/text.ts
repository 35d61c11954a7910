import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** How much text on either side of a quote is kept to find it again. */
const contextLength = 24

/**
 * What happens to a text once, before it is frozen: the byte order mark goes, CRLF and CR become LF, a lone
 * surrogate (which no file could hold) becomes U+FFFD. Nothing else: no trimming, no Unicode normalisation.
 */
export function freeze(text: string): string {
  const unmarked = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  return unmarked.replace(/\r\n?/g, '\n').toWellFormed()
}

/** Said of a text in which freezing changes nothing but that; every character that is read stays. */
export const lineEndsChanged = 'line ends were changed to line feeds'

/** SHA-256 of the text in UTF-8, in hexadecimal. */
export function sha256OfText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

export function sha256OfBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes))
}

/** Offsets at which the lines of a text start; a text always has at least one line. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Number of paragraphs: lines with something but white space on them. */
export function paragraphCount(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length
}

/** The quote of a span with a little of what stands around it. */
export function quoteOf(
  text: string,
  start: number,
  end: number,
): { quote: string; prefix: string; suffix: string } {
  return {
    quote: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - contextLength), start).toWellFormed(),
    suffix: text.slice(end, end + contextLength).toWellFormed(),
  }
}

/** The beginning of a quote on one line, for labels and messages. */
export function excerpt(quote: string, longest = 32): string {
  const line = quote.replace(/\s{2,}|[^\S ]/g, ' ').trim()
  return line.length <= longest ? `“${line}”` : `“${line.slice(0, longest).toWellFormed().trimEnd()}…”`
}
