import type { FoundCoding, FoundCodings, GivenFile } from '../found.ts'
import { LossCount } from '../loss.ts'
import { type FileOwner, ownerOf } from '../owner.ts'
import { codePoints, positionsIn } from '../positions.ts'
import { textOfBytes } from '../text-bytes.ts'

/**
 * brat’s .ann files with their texts where those are there. Entities are codings; their notes are memos. What lies in
 * fragments is one coding where only line breaks part them, else one a fragment.
 */
export function readBrat(files: readonly GivenFile[], known: FileOwner): FoundCodings {
  const losses = new LossCount()
  const texts = new Map(
    files
      .filter(({ path }) => path.endsWith('.txt'))
      .map(
        (
          { path, bytes }, // brat counts the byte order mark.
        ) => [path, textOfBytes(path, bytes, true)],
      ),
  )
  const codings = files
    .filter(({ path }) => path.endsWith('.ann'))
    .flatMap(({ path, bytes }) => {
      const text = texts.get(path.replace(/ann$/, 'txt'))
      const { coder, document } = ownerOf(path, known)
      const given = {
        file: path,
        documents: [document],
        coder,
        ...(text === undefined ? {} : { text }),
      }
      return codingsIn(textOfBytes(path, bytes), given, losses)
    })
  return { codings, losses: losses.list }
}

type Given = Pick<FoundCoding, 'file' | 'documents' | 'coder' | 'text'>

function codingsIn(content: string, given: Given, losses: LossCount): FoundCoding[] {
  const lines = content.split(/\r?\n/)
  const notes = notesIn(lines)
  const between = given.text === undefined ? undefined : stretches(given.text)
  return lines.flatMap((line, n): FoundCoding[] => {
    const [id = '', place = '', words = ''] = line.split('\t')
    if (!id.startsWith('T')) {
      if (/^[REAMN*]/.test(id)) losses.add('relations, events, attributes and references were left out')
      return []
    }
    const [, code = '', offsets = ''] = /^(\S+) ([\d; ]+)$/.exec(place) ?? []
    const fragments = offsets.split(';').map((pair) => pair.trim().split(' ').map(Number) as [number, number])
    const base = { line: n + 1, ...given, code, memo: notes.get(id) ?? '', unit: 'code-points' as const }
    const joined = joinedOverLines(fragments, between)
    if (joined.length > 1) losses.add('codings in fragments became one coding a fragment')
    return joined.map(([start, end]) => ({
      ...base,
      start,
      end,
      // With the text at hand the position says all; without it, the words confirm it.
      ...(given.text === undefined && fragments.length === 1 ? { quote: words } : {}),
    }))
  })
}

/** Gives what stands between two positions of a text. */
function stretches(text: string): (start: number, end: number) => string {
  const map = positionsIn(text, codePoints)
  return (start, end) => {
    const span = map.spanFromFile(start, end)
    return span === undefined ? '?' : text.slice(span.start, span.end)
  }
}

/** Fragments with nothing but line breaks between them are one stretch; without the text, those one apart. */
function joinedOverLines(
  fragments: readonly [number, number][],
  between: ((start: number, end: number) => string) | undefined,
): [number, number][] {
  const joined: [number, number][] = []
  for (const [start, end] of fragments) {
    const last = joined.at(-1)
    const lines =
      last !== undefined &&
      (between === undefined ? start - last[1] === 1 : /^[\r\n]*$/.test(between(last[1], start)))
    if (last !== undefined && lines) last[1] = end
    else joined.push([start, end])
  }
  return joined
}

function notesIn(lines: readonly string[]): Map<string, string> {
  const notes = new Map<string, string>()
  for (const line of lines) {
    const [id = '', target = '', text = ''] = line.split('\t')
    const [, about] = target.split(' ')
    if (id.startsWith('#') && about !== undefined)
      notes.set(about, [notes.get(about), text].filter(Boolean).join('\n'))
  }
  return notes
}
