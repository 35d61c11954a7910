import { Refusal } from '../refusal.ts'

/**
 * A file’s text in UTF-8, or UTF-16 where its mark says so, without the mark unless it is to be kept. Throws a Refusal
 * that names the file.
 */
export function textOfBytes(file: string, bytes: Uint8Array, keepMark = false): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: keepMark }).decode(bytes)
  } catch {
    throw new Refusal('invalid', `${file}: the file is not UTF-8 text; save it as UTF-8`)
  }
}
