import type { FoundCoding, FoundCodings, GivenFile } from './found.ts'
import { textOfBytes } from './text-bytes.ts'

/** A document while its lines are read. */
interface Growing {
  /** In pieces, since a text that grows by a token at a time is copied at every look at it. */
  readonly parts: string[]
  length: number
  readonly spans: { line: number; start: number; end: number; code: string }[]
  open: { line: number; start: number; end: number; code: string } | undefined
}

/**
 * CoNLL 2002 and 2003: a token and its tag a line, the tag last. The format has neither positions nor white space, so
 * the text is the tokens with single spaces, a line a sentence. IOB2 and IOB1 are both understood: an I- that continues
 * nothing begins a coding.
 */
export function readConll({ path, bytes }: GivenFile): FoundCodings {
  const name = path.replace(/^.*\//, '').replace(/\.[^.]+$/, '')
  const documents: Growing[] = []
  for (const [n, line] of textOfBytes(path, bytes).split(/\r?\n/).entries()) {
    if (/^-DOCSTART-/.test(line) || documents.length === 0)
      documents.push({ parts: [], length: 0, spans: [], open: undefined })
    if (!line.startsWith('-DOCSTART-') && !isComment(line)) takeLine(documents.at(-1)!, line, n + 1)
  }
  const filled = documents
    .filter(({ length }) => length > 0)
    .map(({ parts, spans }) => ({ text: parts.join(''), spans }))
  const codings = filled.flatMap(({ text, spans }, n) =>
    spans.map(
      ({ line, start, end, code }): FoundCoding => ({
        ...{ line, documents: [filled.length > 1 ? `${name} ${n + 1}` : name], coder: undefined, memo: '' },
        ...{ text, code, start, end, unit: 'utf-16' as const },
      }),
    ),
  )
  return { codings, losses: [] }
}

/** A token may well be a `#`; then a tag stands behind it. */
function isComment(line: string): boolean {
  return /^#/.test(line) && !/^#\S*\s.*?(?:^|\s)(?:O|[BI]-\S+)\s*$/.test(line)
}

function takeLine(document: Growing, line: string, at: number): void {
  const cells = line.trim().split(/\s+/)
  const [token = ''] = cells
  const atStart = document.length === 0 || document.parts.at(-1) === '\n'
  if (token === '') {
    if (!atStart) put(document, '\n')
    document.open = undefined
    return
  }
  if (!atStart) put(document, ' ')
  const start = document.length
  put(document, token)
  const [, mark, code] = /^([BI])-(.+)$/.exec(cells.at(-1)!) ?? []
  const { open } = document
  if (mark === undefined) document.open = undefined
  else if (mark === 'I' && open?.code === code) open!.end = document.length
  else {
    document.open = { line: at, start, end: document.length, code: code! }
    document.spans.push(document.open)
  }
}

function put(document: Growing, text: string): void {
  document.parts.push(text)
  document.length += text.length
}
