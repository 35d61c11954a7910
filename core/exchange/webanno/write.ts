import type { Project } from '../../model.ts'
import type { Span } from '../../span.ts'
import type { Selection } from '../codings-csv.ts'
import { coderFileNames, documentFileNames, type Exported, type Work, worksOf } from '../exported.ts'
import { labelsOf } from '../jsonl.ts'
import { LossCount } from '../loss.ts'
import { type Sentence, sentencesOf, trimmed } from '../tokens.ts'

/** The layer that codes stand in; INCEpTION needs one of this name with a feature “label” to take the file in. */
export const layer = 'webanno.custom.Code'

/**
 * WebAnno TSV 3.3, a folder a coder, a file a document. Positions are UTF-16 code units. White space at the ends of a
 * segment goes, as INCEpTION trims it; a part of a token has a row of its own below the token.
 */
export function writeWebannoTsv(project: Project, selection: Selection): Exported {
  const [coders, documents, labels] = [coderFileNames(project), documentFileNames(project), labelsOf(project)]
  const losses = new LossCount()
  const files = worksOf(project, selection).map((work) => ({
    path: `${coders.get(work.coder.id)}/${documents.get(work.document.id)}.tsv`,
    content: tsvOf(work, labels, losses),
  }))
  return { files, losses: losses.list }
}

/** What stands in the label column of a row. */
interface Mark {
  readonly label: string
  readonly id: number
  readonly rows: number
}

function tsvOf(work: Work, labels: ReadonlyMap<string, string>, losses: LossCount): string {
  const { text, document } = work
  const sentences = sentencesOf(text, document.language)
  const tokens = sentences.flatMap(({ tokens }) => tokens)
  const { onTokens, parts } = marksOf(work, tokens, labels, losses)
  let n = 0
  const blocks = sentences.map((sentence, s) => {
    const rows = sentence.tokens.flatMap((token, t) => {
      const at = n++
      const id = `${s + 1}-${t + 1}`
      return [row(id, token, text, onTokens.get(at)), ...subRows(id, parts.get(at) ?? [], text)]
    })
    return `${header(sentence, text)}\n${rows.join('')}`
  })
  return `#FORMAT=WebAnno TSV 3.3\n#T_SP=${layer}|label\n\n\n${blocks.join('\n')}`
}

function marksOf(
  { text, segments }: Work,
  tokens: readonly Span[],
  labels: ReadonlyMap<string, string>,
  losses: LossCount,
) {
  const onTokens = new Map<number, Mark[]>()
  const parts = new Map<number, { span: Span; mark: Mark }[]>()
  let id = 0
  for (const segment of segments) {
    if (segment.memo !== '') losses.add('memos of segments are not written')
    const span = trimmed(text, segment)
    if (span === undefined) {
      losses.add('segments hold nothing but white space, which this format can’t mark')
      continue
    }
    if (span.start !== segment.start || span.end !== segment.end)
      losses.add('segments lost white space at their beginning or end, which this format can’t mark')
    const [first, last] = [firstEndingBehind(tokens, span.start), firstEndingBehind(tokens, span.end - 1)]
    const mark = { label: labels.get(segment.code)!, id: ++id, rows: last - first + 1 }
    for (let at = first; at <= last; at++) {
      const token = tokens[at]!
      const part = { start: Math.max(token.start, span.start), end: Math.min(token.end, span.end) }
      if (part.start === token.start && part.end === token.end)
        onTokens.set(at, [...(onTokens.get(at) ?? []), mark])
      else parts.set(at, [...(parts.get(at) ?? []), { span: part, mark }])
    }
  }
  return { onTokens, parts }
}

/** The first token that ends behind the offset. */
function firstEndingBehind(tokens: readonly Span[], offset: number): number {
  let [low, high] = [0, tokens.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens[middle]!.end <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Parts of one token, those on the same characters in one row. */
function subRows(id: string, parts: readonly { span: Span; mark: Mark }[], text: string): string[] {
  const byPlace = new Map<string, { span: Span; marks: Mark[] }>()
  for (const { span, mark } of parts) {
    const key = `${span.start}-${span.end}`
    const found = byPlace.get(key) ?? { span, marks: [] }
    found.marks.push(mark)
    byPlace.set(key, found)
  }
  const places = [...byPlace.values()].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
  return places.map(({ span, marks }, n) => row(`${id}.${n + 1}`, span, text, marks))
}

function row(id: string, { start, end }: Span, text: string, marks: readonly Mark[] = []): string {
  const labels = marks.map(
    ({ label, id, rows }) => `${escapeValue(label)}${rows > 1 || marks.length > 1 ? `[${id}]` : ''}`,
  )
  return `${id}\t${start}-${end}\t${text.slice(start, end)}\t${labels.length === 0 ? '_' : labels.join('|')}\t\n`
}

function header({ start, end }: Sentence, text: string): string {
  return `#Text=${text.slice(start, end).replace(/[\\\t\r\n\f\b]/g, (sign) => textEscapes[sign]!)}`
}

const textEscapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\r': '\\r',
  '\n': '\\n',
  '\f': '\\f',
  '\b': '\\b',
}

/** The signs that mean something in a value (format description, section “Reserved characters”). */
function escapeValue(value: string): string {
  return value.replace(
    /\\|\[|\]|\||_|->|;|\t|\n|\*/g,
    (sign) => `\\${sign === '\t' ? 't' : sign === '\n' ? 'n' : sign}`,
  )
}
