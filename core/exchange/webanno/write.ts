import { shownValues } from '../../attributes.ts'
import type { AttributeId, Link, LinkTypeId, Project, Segment } from '../../model.ts'
import type { Span } from '../../span.ts'
import { namedAttributes, valueText } from '../attribute-names.ts'
import type { Selection } from '../codings-csv.ts'
import { coderFileNames, documentFileNames, type Exported, type Work, worksOf } from '../exported.ts'
import { labelsOf } from '../jsonl.ts'
import { LossCount } from '../loss.ts'
import { type Sentence, sentencesOf, trimmed } from '../tokens.ts'

/** The layer that codes stand in; INCEpTION needs one of this name with a feature “label” to take the file in. */
export const layer = 'webanno.custom.Code'

const linkLayer = 'webanno.custom.CodeLink'

/**
 * WebAnno TSV 3.3, a folder a coder, a file a document. Positions are UTF-16 code units. White space at the ends of a
 * segment goes, as INCEpTION trims it; a part of a token has a row of its own below the token. What segments say
 * stands in columns beside the label, as far as any of them says it; a link stands in the row of its target.
 */
export function writeWebannoTsv(project: Project, selection: Selection): Exported {
  const [coders, documents] = [coderFileNames(project), documentFileNames(project)]
  const losses = new LossCount()
  const works = worksOf(project, selection)
  const saying = sayings(project, works)
  const files = works.map((work) => ({
    path: `${coders.get(work.coder.id)}/${documents.get(work.document.id)}.tsv`,
    content: tsvOf(work, saying, losses),
  }))
  return { files, losses: losses.list }
}

/** The columns of a file, and what a segment has in each. */
interface Saying {
  readonly features: readonly string[]
  of(segment: Segment): readonly string[]
  readonly links: boolean
  linkName(id: LinkTypeId): string
}

function sayings(project: Project, works: readonly Work[]): Saying {
  const labels = labelsOf(project)
  const all = works.flatMap(({ segments }) => segments)
  const valueIn = (id: AttributeId) => (segment: Segment) => {
    const found = shownValues(project.codes, segment).find(({ attribute }) => attribute.id === id)
    return found === undefined ? '' : valueText(found.value)
  }
  const columns: [string, (segment: Segment) => string][] = [
    ['memo', ({ memo }) => memo],
    ['certainty', ({ certainty }) => certainty ?? ''],
    ...namedAttributes(project).map(({ attribute, feature }): [string, (segment: Segment) => string] => [
      feature,
      valueIn(attribute.id),
    ]),
  ]
  const used = columns.filter(([, cell]) => all.some((segment) => cell(segment) !== ''))
  return {
    features: ['label', ...used.map(([name]) => name)],
    of: (segment) => [labels.get(segment.code)!, ...used.map(([, cell]) => cell(segment))],
    links: all.some(({ links }) => links.length > 0),
    linkName: (id) => project.linkTypes.get(id)?.name ?? '',
  }
}

/** What stands in the columns of a row. */
interface Mark {
  readonly cells: readonly string[]
  readonly id: number
  readonly rows: number
  /** Links name it by its number. */
  linked: boolean
  /** Its first row, once it is known; a link names it. */
  at: string
  /** Links that lead to it. */
  readonly from: { readonly type: string; readonly mark: Mark }[]
}

function tsvOf(work: Work, saying: Saying, losses: LossCount): string {
  const { text, document } = work
  const sentences = sentencesOf(text, document.language)
  const tokens = sentences.flatMap(({ tokens }) => tokens)
  const { onTokens, parts } = marksOf(work, tokens, saying, losses)
  const lines: Line[][] = []
  let n = 0
  for (const [s, sentence] of sentences.entries()) {
    lines.push(
      sentence.tokens.flatMap((token, t) => {
        const at = n++
        const id = `${s + 1}-${t + 1}`
        return [lineOf(id, token, onTokens.get(at) ?? []), ...subLines(id, parts.get(at) ?? [])]
      }),
    )
  }
  const blocks = sentences.map(
    (sentence, s) =>
      `${header(sentence, text)}\n${lines[s]!.map((line) => row(line, text, saying)).join('')}`,
  )
  const layers = [
    `#T_SP=${layer}|${saying.features.join('|')}\n`,
    ...(saying.links ? [`#T_RL=${linkLayer}|label|BT_${layer}\n`] : []),
  ]
  return `#FORMAT=WebAnno TSV 3.3\n${layers.join('')}\n\n${blocks.join('\n')}`
}

function marksOf(work: Work, tokens: readonly Span[], saying: Saying, losses: LossCount) {
  const { text, segments } = work
  const onTokens = new Map<number, Mark[]>()
  const parts = new Map<number, { span: Span; mark: Mark }[]>()
  const marks = new Map<string, Mark>()
  for (const segment of segments) {
    const span = trimmed(text, segment)
    if (span === undefined) {
      losses.add('segments hold nothing but white space, which this format can’t mark')
      continue
    }
    if (span.start !== segment.start || span.end !== segment.end)
      losses.add('segments lost white space at their beginning or end, which this format can’t mark')
    const [first, last] = [firstEndingBehind(tokens, span.start), firstEndingBehind(tokens, span.end - 1)]
    const about = { linked: false, at: '', from: [] }
    const mark: Mark = { cells: saying.of(segment), id: marks.size + 1, rows: last - first + 1, ...about }
    marks.set(segment.id, mark)
    for (let at = first; at <= last; at++) {
      const token = tokens[at]!
      const part = { start: Math.max(token.start, span.start), end: Math.min(token.end, span.end) }
      if (part.start === token.start && part.end === token.end)
        onTokens.set(at, [...(onTokens.get(at) ?? []), mark])
      else parts.set(at, [...(parts.get(at) ?? []), { span: part, mark }])
    }
  }
  for (const { id, links } of segments)
    for (const link of links) join(marks.get(id), link, marks, saying, losses)
  return { onTokens, parts }
}

function join(
  mark: Mark | undefined,
  { type, to }: Link,
  marks: ReadonlyMap<string, Mark>,
  saying: Saying,
  losses: LossCount,
): void {
  const target = marks.get(to)
  if (mark === undefined || target === undefined) {
    losses.add('links of segments that this format can’t mark are not written')
    return
  }
  mark.linked = true
  target.linked = true
  target.from.push({ type: saying.linkName(type), mark })
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

/** A row before it is written: links need to know the rows of all marks. */
interface Line {
  readonly id: string
  readonly span: Span
  readonly marks: readonly Mark[]
  /** The marks that begin in it. */
  readonly begun: readonly Mark[]
}

function lineOf(id: string, span: Span, marks: readonly Mark[]): Line {
  const begun = marks.filter(({ at }) => at === '')
  for (const mark of begun) mark.at = id
  return { id, span, marks, begun }
}

/** Parts of one token, those on the same characters in one row. */
function subLines(id: string, parts: readonly { span: Span; mark: Mark }[]): Line[] {
  const byPlace = new Map<string, { span: Span; marks: Mark[] }>()
  for (const { span, mark } of parts) {
    const key = `${span.start}-${span.end}`
    const found = byPlace.get(key) ?? { span, marks: [] }
    found.marks.push(mark)
    byPlace.set(key, found)
  }
  const places = [...byPlace.values()].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
  return places.map(({ span, marks }, n) => lineOf(`${id}.${n + 1}`, span, marks))
}

function row({ id, span: { start, end }, marks, begun }: Line, text: string, saying: Saying): string {
  const numbered = ({ id, rows, linked }: Mark) => (rows > 1 || marks.length > 1 || linked ? `[${id}]` : '')
  const cells = saying.features.map((_, n) =>
    marks.map((mark) => `${mark.cells[n] === '' ? '*' : escapeValue(mark.cells[n]!)}${numbered(mark)}`),
  )
  if (saying.links) {
    const links = begun.flatMap((mark) => mark.from.map((one) => ({ ...one, target: mark })))
    cells.push(links.map(({ type }) => (type === '' ? '*' : escapeValue(type))))
    cells.push(links.map(({ mark, target }) => `${mark.at}[${mark.id}_${target.id}]`))
  }
  const columns = cells.map((cell) => (cell.length === 0 ? '_' : cell.join('|')))
  return `${id}\t${start}-${end}\t${text.slice(start, end)}\t${columns.join('\t')}\t\n`
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
    /\\|\[|\]|\||_|->|;|\t|\n|\r|\*/g,
    (sign) => `\\${{ '\t': 't', '\n': 'n', '\r': 'r' }[sign] ?? sign}`,
  )
}
