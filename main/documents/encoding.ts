import type { EncodingSign } from '../../core/exchange-contract.ts'
import { refuse } from './document.ts'

/** Bytes as text, and how that was found out. */
export interface Decoded {
  readonly text: string
  readonly encoding: string
  readonly sign: EncodingSign
  readonly warnings: readonly string[]
}

/** Bytes that are looked at to tell an encoding by the frequency of its letters. */
const sampleLength = 100_000

/**
 * The text of a file in any encoding. In this order: the name that is given, the byte order mark, UTF-8 where the
 * bytes are valid, zero bytes where UTF-16 and UTF-32 have them, the frequency of letters. What was guessed is
 * said in a warning. NUL characters are taken away. Throws a Refusal that names the file where the bytes can't be
 * read so, or what comes out is no text.
 */
export async function decodeBytes(name: string, bytes: Uint8Array, encoding?: string): Promise<Decoded> {
  const found: Decoded =
    encoding === undefined
      ? await detect(name, bytes)
      : { ...(await named(name, bytes, encoding)), sign: 'chosen' }
  const nonsense = nonsenseIn(found.text)
  if (nonsense !== undefined) refuse(name, nonsense)
  return withoutNul(found)
}

const detected = (text: string, encoding: string, ...warnings: string[]): Decoded => ({
  text,
  encoding,
  sign: 'bytes',
  warnings,
})

async function detect(name: string, bytes: Uint8Array): Promise<Decoded> {
  const marked = byMark(bytes)
  if (marked !== undefined) return { ...readMarked(name, bytes, marked), sign: 'mark' }
  const zeros = zerosIn(bytes)
  const wide = zeros.total === 0 ? undefined : wideEncoding(zeros, bytes.length)
  if (wide !== undefined) return guessed(strict(bytes, wide), wide)
  const text = strict(bytes, 'utf-8')
  const other = text === undefined || controlsIn(text) > text.length / 4
  const blind = other && zeros.total > 0 ? blindUtf16(bytes, zeros) : undefined
  if (blind !== undefined) return blind
  if (text === undefined) return byFrequency(name, bytes)
  return isoJapanese(bytes, text) ?? detected(text, 'utf-8')

  function guessed(text: string | undefined, encoding: string): Decoded {
    if (text === undefined) return refuse(name, notThat(bytes, encoding))
    return detected(text, encoding, guess(encoding))
  }
}

/** Japanese mail is in seven bits, with escapes that say when letters come. */
function isoJapanese(bytes: Uint8Array, text: string): Decoded | undefined {
  const encoding = 'iso-2022-jp'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for
  if (!/\x1b\$[@B]/.test(text)) return undefined
  const japanese = strict(bytes, encoding)
  return japanese === undefined ? undefined : detected(japanese, encoding, guess(encoding))
}

function guess(encoding: string): string {
  return `the encoding is not said in the file; it was read as ${encoding}: see that the letters are right, or name the encoding`
}

function byMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 && bytes.length % 4 === 0 ? 'utf-32le' : 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32be' : undefined
}

/** A byte order mark may contradict the bytes that follow, for instance when two files were joined. */
function readMarked(name: string, bytes: Uint8Array, marked: string): Decoded {
  if (marked.startsWith('utf-16')) {
    const rest = bytes.subarray(2)
    const wide = wideEncoding(zerosIn(rest), rest.length)
    if (rest.length >= 16 && wide?.startsWith('utf-16') && wide !== marked) {
      const text = strict(rest, wide)
      if (text !== undefined)
        return detected(text, wide, `the byte order mark says ${marked}, but the text is ${wide}`)
    }
  }
  const text = strict(bytes, marked)
  if (text === undefined) refuse(name, notThat(bytes, marked))
  return detected(text, marked)
}

interface Zeros {
  readonly total: number
  /** By position modulo 4. */
  readonly at: readonly [number, number, number, number]
}

function zerosIn(bytes: Uint8Array): Zeros {
  const at: [number, number, number, number] = [0, 0, 0, 0]
  for (let i = bytes.indexOf(0); i >= 0; i = bytes.indexOf(0, i + 1)) at[(i & 3) as 0 | 1 | 2 | 3]++
  return { total: at[0] + at[1] + at[2] + at[3], at }
}

/** UTF-32 has two zero bytes in every character; UTF-16 has one in every Latin letter. */
function wideEncoding({ at: [a, b, c, d] }: Zeros, length: number): string | undefined {
  const quarter = length / 4
  if (length % 4 === 0 && d > quarter * 0.99 && c > quarter * 0.9 && a < quarter * 0.1) return 'utf-32le'
  if (length % 4 === 0 && a > quarter * 0.99 && b > quarter * 0.9 && d < quarter * 0.1) return 'utf-32be'
  const [even, odd] = [(a + c) / (2 * quarter), (b + d) / (2 * quarter)]
  if (odd > 0.3 && even < 0.02) return 'utf-16le'
  return even > 0.3 && odd < 0.02 ? 'utf-16be' : undefined
}

/** UTF-16 in a script whose letters hold no zero byte: the spaces and line ends still do, on one side. */
function blindUtf16(bytes: Uint8Array, { at: [a, b, c, d] }: Zeros): Decoded | undefined {
  const encoding = a + c === 0 ? 'utf-16le' : b + d === 0 ? 'utf-16be' : undefined
  if (encoding === undefined) return undefined
  const text = strict(bytes, encoding)
  return text === undefined || nonsenseIn(text) !== undefined
    ? undefined
    : detected(text, encoding, guess(encoding))
}

async function byFrequency(name: string, bytes: Uint8Array): Promise<Decoded> {
  const { detectAll } = (await import('jschardet')).default
  const { encodingExists } = (await import('iconv-lite')).default
  const found = detectAll(Buffer.from(sampleOf(bytes))).filter((each) => each.encoding !== null)
  const known = found.find((each) => encodingExists(nameOf(each.encoding ?? '')))
  if (known?.encoding == null)
    return refuse(name, 'the bytes are in no encoding of text that is known here; name the encoding')
  // A few accented letters tell one Western encoding from another hardly at all: the commonest is taken.
  const encoding = known.confidence < 0.2 ? 'windows-1252' : nameOf(known.encoding)
  const decoded = await legacy(name, bytes, encoding)
  return { ...decoded, sign: 'letters', warnings: [guess(encoding)] }
}

/** The bytes around what is not ASCII, where an encoding shows. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte > 0x7f)
  const start = Math.max(0, Math.min(first - 1000, bytes.length - sampleLength))
  return bytes.subarray(start, start + sampleLength)
}

function nameOf(encoding: string): string {
  const lower = encoding.toLowerCase()
  return lower.startsWith('windows-') ? lower : (ownNames[lower] ?? lower)
}

/** What the detector calls by other names than the encoding standard does. */
const ownNames: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  ascii: 'windows-1252',
}

async function named(name: string, bytes: Uint8Array, given: string): Promise<Decoded> {
  const encoding = given.toLowerCase().trim()
  if (/^(utf-?8|utf-?(16|32)-?(le|be)?)$/.test(encoding)) {
    const order = encoding.replace(/^utf-?(8|16|32)-?/, 'utf-$1').replace(/^(utf-(?:16|32))$/, '$1le')
    const text = strict(bytes, order)
    return text === undefined ? refuse(name, notThat(bytes, order)) : detected(text, order)
  }
  const decoded = await legacy(name, bytes, encoding)
  const bad = decoded.text.indexOf('\ufffd')
  if (bad >= 0) {
    const { default: iconv } = await import('iconv-lite')
    const read = decoded.text.slice(0, bad)
    refuse(
      name,
      notFrom(encoding, iconv.encodingExists(encoding) ? iconv.encode(read, encoding).length : bad),
    )
  }
  return decoded
}

/** Whether there is such an encoding. */
export async function isEncoding(name: string): Promise<boolean> {
  return (await import('iconv-lite')).default.encodingExists(name) || standardName(name) !== undefined
}

/** Its name in the encoding standard of the web, where that knows it. */
function standardName(encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding).encoding
  } catch {
    return undefined
  }
}

async function legacy(name: string, bytes: Uint8Array, encoding: string): Promise<Decoded> {
  const { default: iconv } = await import('iconv-lite')
  if (!iconv.encodingExists(encoding)) {
    const standard = standardName(encoding)
    if (standard !== undefined) return detected(new TextDecoder(standard).decode(bytes), standard)
    refuse(name, `there is no encoding “${encoding}”; name one like utf-8, utf-16le or windows-1251`)
  }
  return detected(iconv.decode(Buffer.from(bytes), encoding, { stripBOM: false }), encoding)
}

/** Valid bytes in a Unicode encoding as text, the byte order mark kept; undefined where they are not valid. */
function strict(bytes: Uint8Array, encoding: string): string | undefined {
  if (encoding.startsWith('utf-32')) return utf32(bytes, encoding === 'utf-32le')
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function utf32(bytes: Uint8Array, little: boolean): string | undefined {
  if (bytes.length % 4 !== 0) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 4) {
    const point = view.getUint32(at, little)
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return undefined
    parts.push(String.fromCodePoint(point))
  }
  return parts.join('')
}

function notThat(bytes: Uint8Array, encoding: string): string {
  if (encoding.startsWith('utf-32')) return `the bytes are not ${encoding.toUpperCase()}; name their encoding`
  return notFrom(encoding, firstBadByte(bytes, encoding))
}

function notFrom(encoding: string, at: number): string {
  return `the bytes are not ${encoding.toUpperCase()} from byte ${at} on; save it as UTF-8, or name its encoding`
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

/** What no text has: many NULs, control characters, or places where no character is. Why it is none, in words. */
function nonsenseIn(text: string): string | undefined {
  const share = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  const nul = text.indexOf('\0')
  if (nul >= 0 && share(/\0/g) > text.length / 50) {
    return `there is a NUL character at ${nul} and there are more, so this is no text file`
  }
  const controls = controlsIn(text)
  if (controls > 8 && controls > text.length / 100)
    return `${controls} of its ${text.length} characters are control characters, so this is no text file`
  const unknown = share(/[\p{Cn}\ufffd]/gu)
  return unknown > 2 && unknown > text.length / 20
    ? `${unknown} of its ${text.length} characters are no letters of any script, so this is no text file, or in another encoding; name its encoding`
    : undefined
}

function controlsIn(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.match(/[\u0001-\u0008\u000e-\u001a\u001c-\u001f\u007f-\u0084\u0086-\u009f]/g)?.length ?? 0
}

function withoutNul(found: Decoded): Decoded {
  const { text, warnings } = found
  const nuls = text.split('\0').length - 1
  if (nuls === 0) return found
  const count = nuls === 1 ? '1 NUL character was' : `${nuls} NUL characters were`
  return {
    ...found,
    text: text.replaceAll('\0', ''),
    warnings: [...warnings, `${count} taken out of the text`],
  }
}
