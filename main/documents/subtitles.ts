import { counted } from '../../core/counted.ts'
import { documentOf, type GivenBytes, type ReadDocument, refuse } from './document.ts'
import { decodeBytes } from './encoding.ts'

const time = String.raw`(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}`
const timeLine = new RegExp(String.raw`^\s*${time}\s*-->\s*${time}`)

/**
 * Subtitles (SubRip .srt, WebVTT .vtt): what is said, one subtitle a line, a speaker that is named before it. Their
 * numbers and times are not part of the text.
 */
export async function readSubtitles(given: GivenBytes): Promise<ReadDocument> {
  const decoded = await decodeBytes(given.name, given.bytes, given.options.encoding)
  const { text, encoding, warnings } = decoded
  const lines = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
  const said = cuesOf(lines)
  if (said.length === 0)
    refuse(
      given.name,
      'no line in it says when a subtitle is shown, so these are no subtitles; import it as .txt',
    )
  return documentOf(given, {
    text: said.join('\n'),
    encoding,
    encodingSign: decoded.sign,
    importer: 'subtitles/1',
    warnings: [
      ...warnings,
      `the numbers and times of ${counted(said.length, 'subtitle')} are not part of the text`,
    ],
  })
}

/** What is said in each cue; the blocks of WebVTT that say nothing have no time. */
function cuesOf(lines: readonly string[]): string[] {
  const cues: string[] = []
  for (let at = 0; at < lines.length; at++) {
    if (!timeLine.test(lines[at]!)) continue
    const said: string[] = []
    while (at + 1 < lines.length && lines[at + 1]!.trim() !== '' && !startsCue(lines, at + 1)) {
      at++
      said.push(spoken(lines[at]!))
    }
    const cue = said.filter((line) => line !== '').join(' ')
    if (cue !== '') cues.push(cue)
  }
  return cues
}

/** Some files have no empty line before the next cue: its time, or its number and time, begin it. */
function startsCue(lines: readonly string[], at: number): boolean {
  return timeLine.test(lines[at]!) || (/^\s*\d+\s*$/.test(lines[at]!) && timeLine.test(lines[at + 1] ?? ''))
}

function spoken(line: string): string {
  return line
    .replace(/<v(?:\.[^\s>]*)?\s+([^>]+)>/gi, '$1: ')
    .replace(/<\/?(?:[a-z][^<>]*|\d[\d:.]*)>/gi, '')
    .replace(/\{\\[^}]*\}/g, '')
    .replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name: string) => characters[name] ?? '')
    .trim()
}

const characters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
}
