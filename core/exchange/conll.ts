import type { Project, Segment } from '../model.ts'
import { type Span, spanLength } from '../span.ts'
import type { Selection } from './codings-csv.ts'
import { plainLabels } from './conll-labels.ts'
import { coderFileNames, type Exported, type Work, worksOf } from './exported.ts'
import { LossCount, unwritten } from './loss.ts'
import { sentencesOf } from './tokens.ts'

/**
 * CoNLL 2002 in IOB2, a file a coder: a token and its label a line, an empty line between sentences. One label a token
 * is all it holds: of segments that overlap the longest stays, and borders are widened to whole tokens.
 */
export function writeConll(project: Project, selection: Selection): Exported {
  const [coders, labels] = [coderFileNames(project), plainLabels(project)]
  const losses = new LossCount()
  const byCoder = new Map<string, string[]>()
  for (const work of worksOf(project, selection)) {
    const name = coders.get(work.coder.id)!
    byCoder.set(name, [...(byCoder.get(name) ?? []), documentLines(work, labels, losses)])
  }
  const files = [...byCoder].map(([name, documents]) => ({
    path: `${name}.conll`,
    content: documents.join(''),
  }))
  return { files, losses: losses.list }
}

function documentLines(work: Work, labels: ReadonlyMap<string, string>, losses: LossCount): string {
  const { text, document, segments } = work
  unwritten(segments, losses)
  const sentences = sentencesOf(text, document.language)
  const tokens = sentences.flatMap(({ tokens }) => tokens)
  const tags = tagsOf(tokens, withoutOverlaps(work, losses), labels, losses)
  let n = 0
  const blocks = sentences.map(({ tokens }) =>
    tokens.map(({ start, end }) => `${text.slice(start, end).replace(/\s/g, '_')} ${tags[n++]}\n`).join(''),
  )
  return `-DOCSTART- O\n\n${blocks.map((block) => `${block}\n`).join('')}`
}

/** The longest first; what overlaps one that stays goes. */
function withoutOverlaps({ text, segments }: Work, losses: LossCount): Segment[] {
  const covered = new Uint8Array(text.length)
  const kept: Segment[] = []
  for (const segment of [...segments].sort((a, b) => spanLength(b) - spanLength(a) || a.start - b.start)) {
    const stretch = covered.subarray(segment.start, segment.end)
    if (stretch.includes(1)) losses.add('segments overlap a longer one and are not written')
    else {
      kept.push(segment)
      stretch.fill(1)
    }
  }
  return kept.sort((a, b) => a.start - b.start)
}

function tagsOf(
  tokens: readonly Span[],
  segments: readonly Segment[],
  labels: ReadonlyMap<string, string>,
  losses: LossCount,
): string[] {
  const tags = tokens.map(() => 'O')
  let first = 0
  for (const segment of segments) {
    while (first < tokens.length && tokens[first]!.end <= segment.start) first++
    let at = first
    // Two that share a token after widening can't both have it.
    while (at < tokens.length && tags[at] !== 'O') at++
    const begin = at
    for (; at < tokens.length && tokens[at]!.start < segment.end; at++) {
      tags[at] = `${at === begin ? 'B' : 'I'}-${labels.get(segment.code)}`
    }
    if (at === begin) losses.add('segments hold no token of their own and are not written')
    else if (tokens[begin]!.start !== segment.start || tokens[at - 1]!.end !== segment.end)
      losses.add('segments were widened or narrowed to whole tokens')
  }
  return tags
}
