import type { FoundCoding, FoundCodings, FoundLink, GivenFile } from '../found.ts'
import { LossCount } from '../loss.ts'
import { type FileOwner, ownerOf } from '../owner.ts'
import { codePoints, positionsIn } from '../positions.ts'
import { textOfBytes } from '../text-bytes.ts'
import { certaintyLabel } from './labels.ts'

/**
 * brat’s .ann files with their texts where those are there. Entities are codings; their notes are memos, their attributes
 * values, and relations between them links. What lies in
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
  const links: FoundLink[] = []
  const shown = shownNames(files)
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
      const lines = textOfBytes(path, bytes).split(/\r?\n/)
      links.push(...linksIn(path, lines, losses))
      return codingsIn(lines, given, shown.get(folderOf(path)), losses)
    })
  return { codings, links, losses: losses.list }
}

const folderOf = (path: string) => path.replace(/[^/]*$/, '')

/** What brat shows for labels, by the folder of the configuration (visual.conf). */
function shownNames(files: readonly GivenFile[]): Map<string, ReadonlyMap<string, string>> {
  const found = files.filter(({ path }) => /(^|\/)visual\.conf$/.test(path))
  return new Map(
    found.map(({ path, bytes }) => {
      const [, labels = ''] =
        /^\[labels\]\n([\s\S]*?)(?:^\[|$(?![\s\S]))/m.exec(
          textOfBytes(path, bytes).replace(/\r\n?/g, '\n'),
        ) ?? []
      const names = labels.split('\n').flatMap((line): [string, string][] => {
        const [label = '', name = ''] = line.split('|').map((part) => part.trim())
        return label === '' || name === '' ? [] : [[label, name]]
      })
      return [folderOf(path), new Map(names)]
    }),
  )
}

/** Relations between two entities; those of events are none between codings. */
function linksIn(path: string, lines: readonly string[], losses: LossCount): FoundLink[] {
  return lines.flatMap((line) => {
    if (!line.startsWith('R')) return []
    const [, type, from, to] = /^R\S*\t(\S+) \S+?:(T\S+) \S+?:(T\S+)/.exec(line) ?? []
    if (type !== undefined) return [{ type, from: `${path}#${from}`, to: `${path}#${to}` }]
    losses.add('relations of events were left out')
    return []
  })
}

type Given = Pick<FoundCoding, 'file' | 'documents' | 'coder' | 'text'>

function codingsIn(
  lines: readonly string[],
  given: Given,
  shown: ReadonlyMap<string, string> | undefined,
  losses: LossCount,
): FoundCoding[] {
  const said = saidIn(lines, losses)
  const between = given.text === undefined ? undefined : stretches(given.text)
  return lines.flatMap((line, n): FoundCoding[] => {
    const [id = '', place = '', words = ''] = line.split('\t')
    if (!id.startsWith('T')) {
      if (/^[EN*]/.test(id)) losses.add('events, equivalences and references were left out')
      return []
    }
    const [, label = '', offsets = ''] = /^(\S+) ([\d; ]+)$/.exec(place) ?? []
    const fragments = offsets.split(';').map((pair) => pair.trim().split(' ').map(Number) as [number, number])
    const { memo = '', certainty, values } = said.get(id) ?? {}
    const base = {
      ...{ line: n + 1, ...given, key: `${given.file}#${id}`, code: shown?.get(label) ?? label, memo },
      ...(certainty === undefined ? {} : { certainty }),
      ...(values === undefined ? {} : { values }),
      unit: 'code-points' as const,
    }
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

interface Said {
  memo?: string
  certainty?: string
  values?: Record<string, string>
}

/** What notes and attributes say of entities, by their ids. */
function saidIn(lines: readonly string[], losses: LossCount): Map<string, Said> {
  const all = new Map<string, Said>()
  for (const line of lines) {
    const [id = '', data = '', text = ''] = line.split('\t')
    const [type = '', about, value = ''] = data.split(' ')
    if (!/^[#AM]/.test(id) || about === undefined) continue
    if (!about.startsWith('T')) {
      losses.add('notes and attributes of what is no coding were left out')
      continue
    }
    const said: Said = all.get(about) ?? {}
    all.set(about, said)
    if (type === 'AnnotatorNotes') said.memo = [said.memo, text].filter(Boolean).join('\n')
    else if (type === certaintyLabel) said.certainty = value
    else said.values = { ...said.values, [type]: id.startsWith('#') ? text : value || 'yes' }
  }
  return all
}
