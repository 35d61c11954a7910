import { documentOf, type GivenBytes, type ReadDocument, refuse } from './document.ts'
import { type Limits, standardLimits } from './limits.ts'
import { noteWarning, TooLong } from './paragraphs.ts'
import { RtfText } from './rtf-text.ts'

/**
 * A Rich Text document: its text with tracked changes accepted, a line for each paragraph, cell and line break, the
 * notes after the text. Letters are decoded by the code page of their font or of the document, or are Unicode.
 */
export async function readRtf(given: GivenBytes, limits: Limits = standardLimits): Promise<ReadDocument> {
  const { name, bytes } = given
  const { default: iconv } = await import('iconv-lite')
  const reader = new RtfText((letters, page) => iconv.decode(Buffer.from(letters), page))
  const depth = readTokens(
    bytes,
    reader,
    (found) => {
      if (found > limits.depth)
        refuse(name, `its groups are nested more than ${limits.depth} deep; it is not read`)
    },
    () => refuse(name, 'there are more than 20 million characters in it; split it'),
  )
  if (depth > 0) refuse(name, 'the file ends in the middle of the text, so it was cut off; get it anew')
  const { text, notes, warnings, page } = reader.finish()
  return documentOf(given, {
    text,
    encoding: page,
    importer: 'rtf/1',
    warnings: [...noteWarning(notes), ...warnings],
  })
}

/** What a reader of Rich Text is told. */
export interface RtfReader {
  openGroup(): void
  closeGroup(): void
  /** A control word or symbol; `value` is NaN where it has no number. */
  word(word: string, value: number): void
  /** One byte of text. */
  byte(byte: number): void
}

/** Takes the bytes apart; gives how many groups are open at the end. */
function readTokens(
  bytes: Uint8Array,
  reader: RtfReader,
  deep: (depth: number) => void,
  tooLong: () => never,
): number {
  let depth = 0
  try {
    for (let at = 0; at < bytes.length; ) {
      const byte = bytes[at]!
      if (byte === 0x7b) {
        deep(++depth)
        reader.openGroup()
        at++
      } else if (byte === 0x7d) {
        reader.closeGroup()
        at++
        if (--depth <= 0) return 0
      } else if (byte === 0x5c) at = readControl(bytes, at + 1, reader)
      else {
        if (byte !== 0x0a && byte !== 0x0d && byte !== 0) reader.byte(byte)
        at++
      }
    }
  } catch (error) {
    if (error instanceof TooLong) tooLong()
    throw error
  }
  return depth
}

/** A control word or symbol after its backslash; gives where it ends. */
function readControl(bytes: Uint8Array, start: number, reader: RtfReader): number {
  let at = start
  while (isLetter(bytes[at])) at++
  if (at === start) return readSymbol(bytes, start, reader)
  const word = ascii(bytes, start, at)
  const digits = at
  if (bytes[at] === 0x2d) at++
  while (isDigit(bytes[at])) at++
  const value = at > digits ? Number.parseInt(ascii(bytes, digits, at), 10) : Number.NaN
  if (bytes[at] === 0x20) at++
  if (word === 'bin') return at + Math.max(0, value || 0)
  reader.word(word, value)
  return at
}

function readSymbol(bytes: Uint8Array, at: number, reader: RtfReader): number {
  const symbol = ascii(bytes, at, at + 1)
  if (symbol !== "'") {
    reader.word(symbol, Number.NaN)
    return at + 1
  }
  const byte = Number.parseInt(ascii(bytes, at + 1, at + 3), 16)
  if (!Number.isNaN(byte)) reader.byte(byte)
  return at + 3
}

const isLetter = (byte = 0) => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a)
const isDigit = (byte = 0) => byte >= 0x30 && byte <= 0x39
const ascii = (bytes: Uint8Array, start: number, end: number) =>
  String.fromCharCode(...bytes.subarray(start, end))
