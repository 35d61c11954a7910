import { unzipSync, type Zippable, zipSync } from 'fflate'

/** Every part of a package carries this time, so that the same parts make the same bytes. */
const noTime = new Date(1980, 0, 1, 12)

/**
 * Packs an Office Open XML file anew without anything that depends on the clock: the times in the archive and
 * those among the document's properties. `bytes` is such a file as a library wrote it.
 */
export function withoutClock(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes)
  const packed: Zippable = {}
  for (const [name, content] of Object.entries(parts)) {
    packed[name] = name === 'docProps/core.xml' ? withoutTimes(content) : content
  }
  return zipSync(packed, { mtime: noTime, level: 6 })
}

function withoutTimes(properties: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(properties)
  return new TextEncoder().encode(text.replace(/<dcterms:(created|modified)\b.*?<\/dcterms:\1>/gs, ''))
}

/** Text without the characters that no XML can hold: controls, halves of surrogate pairs, non-characters. */
export function xmlText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}
