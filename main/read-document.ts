import type { Source } from '../core/model.ts'
import { Refusal } from '../core/refusal.ts'
import { freeze, sha256OfBytes } from '../core/text.ts'

/** Endings of files that can be documents, in lower case without the dot. */
export const documentExtensions: readonly string[] = ['txt', 'md']

/** More than this is no text that somebody codes by hand. In bytes. */
const largest = 50_000_000

/** A file as a document: its frozen text and where it came from. */
export interface ReadDocument {
  /** The file's name without its ending, or a Markdown file's first heading. */
  readonly title: string
  readonly text: string
  readonly source: Source
  /** What a person should look at before they code the text. */
  readonly warnings: readonly string[]
}

/**
 * A text or Markdown file as a document. Markdown keeps its marks: what is coded is the file as it was written.
 * The encoding is told by the byte order mark or is UTF-8, unless it is given by its name (WHATWG Encoding).
 * Throws a Refusal `NAME: why; what to do`.
 */
export function readDocument(name: string, bytes: Uint8Array, encoding?: string): ReadDocument {
  const ending = endingOf(name)
  if (!documentExtensions.includes(ending)) refuse(name, unknownEnding(ending))
  if (bytes.length === 0) refuse(name, 'the file is empty; there is nothing to code')
  if (bytes.length > largest) refuse(name, 'the file is larger than 50 MB; split it')
  const signature = signatureOf(bytes)
  if (signature !== undefined) refuse(name, `this is ${signature}, not text; save it as plain text`)
  const decoder = decoderFor(name, bytes, encoding)
  const decoded = decode(name, bytes, decoder)
  const binary = binaryCharacter(decoded)
  if (binary !== undefined) refuse(name, binary)
  const text = freeze(decoded)
  if (text.trim() === '') refuse(name, 'there is only white space in the file; there is nothing to code')
  return {
    title: headingOf(ending, text) ?? (name.slice(0, -ending.length - 1).trim() || name),
    text,
    source: { name, sha256: sha256OfBytes(bytes), encoding: decoder.encoding, importer: 'text/1' },
    warnings: warningsOf(decoded, text),
  }
}

function refuse(name: string, why: string): never {
  throw new Refusal('invalid', `${name}: ${why}`)
}

function endingOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase()
}

function unknownEnding(ending: string): string {
  const accepted = documentExtensions.map((each) => `.${each}`).join(' and ')
  return `files ending in ${ending === '' ? 'nothing' : `.${ending}`} can't be imported; ${accepted} can`
}

/** Kinds of files that people rename to .txt by mistake, by their first bytes. */
const signatures: readonly (readonly [bytes: string, what: string])[] = [
  ['%PDF', 'a PDF file'],
  ['PK\x03\x04', 'a ZIP or Office file'],
  ['\xd0\xcf\x11\xe0', 'an old Office file'],
  ['{\\rtf', 'an RTF file'],
  ['\x89PNG', 'an image'],
  ['\xff\xd8\xff', 'an image'],
  ['GIF8', 'an image'],
  ['\x1f\x8b', 'a compressed file'],
  ['\x7fELF', 'a program'],
]

function signatureOf(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 8))
  return signatures.find(([sign]) => start.startsWith(sign))?.[1]
}

function decoderFor(name: string, bytes: Uint8Array, encoding: string | undefined): TextDecoder {
  const [first, second] = bytes
  const marked =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : undefined
  try {
    // ignoreBOM keeps the mark in the text, where freeze takes it away.
    return new TextDecoder(encoding ?? marked ?? 'utf-8', { fatal: true, ignoreBOM: true })
  } catch {
    return refuse(name, `there is no encoding “${encoding}”; name one like utf-8, utf-16le or windows-1251`)
  }
}

function decode(name: string, bytes: Uint8Array, decoder: TextDecoder): string {
  try {
    return decoder.decode(bytes)
  } catch {
    const at = firstBadByte(bytes, decoder.encoding)
    const hint = 'save it as UTF-8, or name its encoding'
    return refuse(name, `the bytes are not ${decoder.encoding.toUpperCase()} from byte ${at} on; ${hint}`)
  }
}

/** Where decoding fails, found by halving: all that comes before can be read. */
function firstBadByte(bytes: Uint8Array, encoding: string): number {
  let [good, bad] = [0, bytes.length]
  while (good + 1 < bad) {
    const middle = (good + bad) >> 1
    if (beginning(bytes, encoding, middle) === undefined) bad = middle
    else good = middle
  }
  // The last bytes may have been the beginning of the character that is broken.
  return encoding === 'utf-8' ? new TextEncoder().encode(beginning(bytes, encoding, good) ?? '').length : good
}

/** The first bytes as text without a character that is cut off at their end; undefined if they can't be read. */
function beginning(bytes: Uint8Array, encoding: string, length: number): string | undefined {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
    return decoder.decode(bytes.subarray(0, length), { stream: true })
  } catch {
    return undefined
  }
}

/** Characters that no text has, and so many control characters as only other data has. */
function binaryCharacter(text: string): string | undefined {
  const zero = text.indexOf('\0')
  if (zero >= 0) {
    return `there is a NUL character at ${zero}, so this is no text file; UTF-16 needs a byte order mark or its encoding named`
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const controls = text.match(/[\u0001-\u0008\u000e-\u001a\u001c-\u001f\u007f]/g)?.length ?? 0
  return controls > 8 && controls > text.length / 100
    ? `${controls} of its ${text.length} characters are control characters, so this is no text file`
    : undefined
}

/**
 * Markdown says what its title is. The first line of any other text is as often a date or a sentence, so there the
 * file's name is the better title: it is what the researcher chose.
 */
function headingOf(ending: string, text: string): string | undefined {
  if (ending !== 'md') return undefined
  const heading = /^ {0,3}#[ \t]+(.{1,200}?)[ \t]*#*[ \t]*$/m.exec(text)?.[1]?.trim()
  return heading === '' ? undefined : heading
}

function warningsOf(decoded: string, text: string): string[] {
  const replaced = text.split('\ufffd').length - 1
  const warnings: string[] = []
  if (decoded.includes('\r')) warnings.push('line ends were changed to line feeds')
  if (replaced > 0)
    warnings.push(`${replaced} characters are U+FFFD, which stands for what could not be read`)
  return warnings
}
