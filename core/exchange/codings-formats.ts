import { Refusal } from '../refusal.ts'
import { readBrat } from './brat/read.ts'
import { isLinkTable, readCodingTable, type TableRow } from './coding-tables.ts'
import { readConll } from './conll-read.ts'
import { formulaText, readCsv } from './csv.ts'
import { readDataset } from './dataset-read.ts'
import type { FoundCodings, GivenFile } from './found.ts'
import { parseJson } from './json.ts'
import { readLabelStudio, readTextRecords } from './json-tools.ts'
import type { FileOwner } from './owner.ts'
import { textOfBytes } from './text-bytes.ts'
import { readCas } from './uima/read.ts'
import { parseJsonOrLines, readW3c } from './w3c/read.ts'
import { readWebannoTsv } from './webanno/read.ts'

/** A format that codings come in from. */
export interface CodingsFormat {
  readonly id: string
  readonly name: string
  /** The kinds of files it lies in, without the dot. */
  readonly endings: readonly string[]
  /** Reads the files, which are one file or those of a folder. Throws a Refusal where they are not of this format. */
  read(files: readonly GivenFile[], known: FileOwner): FoundCodings
}

const readers: readonly CodingsFormat[] = [
  {
    id: 'w3c',
    name: 'W3C Web Annotation',
    endings: ['json', 'jsonld', 'jsonl'],
    read: each(({ path, bytes }) => readW3c(path, bytes)),
  },
  { id: 'brat', name: 'brat standoff', endings: ['ann', 'txt', 'conf'], read: readBrat },
  { id: 'webanno-tsv', name: 'WebAnno TSV 3', endings: ['tsv'], read: readWebannoTsv },
  { id: 'uima-xmi', name: 'UIMA CAS XMI', endings: ['xmi'], read: readCas },
  { id: 'uima-json', name: 'UIMA CAS JSON', endings: ['json'], read: readCas },
  { id: 'json', name: 'segments and codebook of Intercoder', endings: ['json'], read: each(readDataset) },
  { id: 'jsonl', name: 'doccano, Prodigy, spaCy', endings: ['jsonl', 'json'], read: each(readRecords) },
  { id: 'label-studio', name: 'Label Studio', endings: ['json', 'jsonl'], read: each(readTasks) },
  { id: 'conll', name: 'CoNLL 2002, 2003', endings: ['conll', 'iob'], read: each(readConll) },
  {
    id: 'table',
    name: 'tables of Taguette, QualCoder, MAXQDA and ours',
    endings: ['csv', 'tsv'],
    read: each(readTableFile),
  },
]

export const codingsFormats: readonly CodingsFormat[] = readers.map((format) => ({
  ...format,
  read: (files, known) => linked(format.read(files, known)),
}))

/** The codings with their links; those that lead from or to no coding of the file are counted. */
function linked({ codings, links = [], losses }: FoundCodings): FoundCodings {
  if (links.length === 0) return { codings, losses }
  const keys = new Set(codings.map(({ key }) => key))
  const joining = links.filter(({ from, to }) => keys.has(from) && keys.has(to))
  const lost = links.length - joining.length
  const byKey = new Map<string, { type: string; to: string }[]>()
  for (const { from, type, to } of joining) byKey.set(from, [...(byKey.get(from) ?? []), { type, to }])
  const given = new Set<string>()
  return {
    codings: codings.map((coding) => {
      const own = coding.key === undefined || given.has(coding.key) ? undefined : byKey.get(coding.key)
      if (own === undefined) return coding
      given.add(coding.key!)
      return { ...coding, links: own }
    }),
    losses:
      lost === 0
        ? losses
        : [...losses, { what: 'links lead to records that are no codings and were left out', count: lost }],
  }
}

function each(read: (file: GivenFile) => FoundCodings): CodingsFormat['read'] {
  return (files) => {
    const all = files.map(read)
    const named = all.map(({ codings }, n) => codings.map((coding) => ({ ...coding, file: files[n]!.path })))
    return {
      codings: named.flat(),
      links: all.flatMap(({ links = [] }) => links),
      losses: all.flatMap(({ losses }) => losses),
    }
  }
}

function readRecords({ path, bytes }: GivenFile): FoundCodings {
  return readTextRecords(listOf(parseJsonOrLines(path, textOfBytes(path, bytes))))
}

function readTasks({ path, bytes }: GivenFile): FoundCodings {
  return readLabelStudio(listOf(parseJsonOrLines(path, textOfBytes(path, bytes))))
}

function readTableFile({ path, bytes }: GivenFile): FoundCodings {
  const { rows, problems } = readCsv(textOfBytes(path, bytes))
  if (problems.length > 0)
    throw new Refusal(
      'invalid',
      problems.map(({ line, message }) => `${path}:${line}: ${message}`).join('\n'),
    )
  return readCodingTable(path, rows, formulaText)
}

type SheetRows = readonly (readonly string[])[]

/** The rows of a spreadsheet, which somebody else has read, as codings; ours has the links in a sheet of their own. */
export function readSheetCodings(path: string, rows: SheetRows, ofLinks: SheetRows = []): FoundCodings {
  const found = readSheetRows(path, rows)
  if (!isLinkTable(ofLinks[0] ?? [])) return found
  return linked({ ...found, links: readSheetRows(path, ofLinks).links ?? [] })
}

function readSheetRows(path: string, rows: SheetRows): FoundCodings {
  return readCodingTable(
    path,
    rows.map((cells, n): TableRow => ({ line: n + 1, cells })),
    // In a sheet text is text, and has no apostrophe before it.
    (cell) => cell,
  )
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}

/** The format of files by their endings and, where several share one, by what is in the first. */
export function codingsFormatOf(files: readonly GivenFile[]): CodingsFormat {
  const file = files.find(
    ({ path }) => !/(^|\/)(datapackage\.json|README\.md)$/i.test(path) && guess(path) !== undefined,
  )
  const found = file === undefined ? undefined : guess(file.path)!(file)
  const format = codingsFormats.find(({ id }) => id === found)
  if (format !== undefined) return format
  const names = files
    .slice(0, 3)
    .map(({ path }) => path)
    .join(', ')
  throw new Refusal(
    'invalid',
    `${names}: codings of no format that is known; name it with --format: ${codingsFormats.map(({ id }) => id).join(', ')}`,
  )
}

function guess(path: string): ((file: GivenFile) => string) | undefined {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase()
  switch (ending) {
    case 'ann':
      return () => 'brat'
    case 'xmi':
      return () => 'uima-xmi'
    case 'conll':
    case 'iob':
      return () => 'conll'
    case 'csv':
      return () => 'table'
    case 'tsv':
      return ({ bytes }) => (startsWith(bytes, '#') ? 'webanno-tsv' : 'table')
    case 'json':
    case 'jsonl':
    case 'jsonld':
      return jsonFormat
    default:
      return undefined
  }
}

function startsWith(bytes: Uint8Array, sign: string): boolean {
  return new TextDecoder().decode(bytes.subarray(0, sign.length + 3)).includes(sign)
}

function jsonFormat({ path, bytes }: GivenFile): string {
  const text = textOfBytes(path, bytes)
  const value = /\.jsonl$/i.test(path) ? parseJsonOrLines(path, text) : parseJson(path, text)
  const [first] = listOf(value)
  const keys = new Set(typeof first === 'object' && first !== null ? Object.keys(first) : [])
  if (keys.has('format') && keys.has('codebook')) return 'json'
  if (keys.has('%FEATURE_STRUCTURES')) return 'uima-json'
  if (keys.has('@context') || keys.has('target') || keys.has('items')) return 'w3c'
  if (keys.has('annotations') || (keys.has('label') && hasObjects(first, 'label'))) return 'label-studio'
  return 'jsonl'
}

function hasObjects(record: unknown, key: string): boolean {
  const list = (record as Record<string, unknown>)[key]
  return (
    Array.isArray(list) &&
    list.length > 0 &&
    list.every((item) => typeof item === 'object' && item !== null && 'labels' in item)
  )
}
