import type { NewDocument } from '../../core/commands/document.ts'
import { isCodingTable } from '../../core/exchange/coding-tables.ts'
import type { DocumentsPreview, PreviewedFile, ReadGiven, RowPreview } from '../../core/exchange-contract.ts'
import { Refusal } from '../../core/refusal.ts'
import { paragraphCount, sha256OfText } from '../../core/text.ts'
import type { ReadDocument, ReadOptions } from '../documents/document.ts'
import { readDocuments } from '../documents/read-apart.ts'
import { type Entry, onlyFile, type Reading } from './import-desk.ts'

export interface KeptDocuments {
  readonly as: 'documents'
  readonly documents: readonly KeptDocument[]
}

interface KeptDocument extends ReadDocument {
  readonly sha256OfText: string
  /** Whether the text is neither in the project nor in a file, or a row, before. */
  readonly fresh: boolean
}

/** As many rows of a table, and as much of their texts, as a person looks at. */
const shownRows = 30
const shownText = 200

/** How much of a text is shown at once, in UTF-16 code units. */
export const previewLength = 50_000

/** Reads documents, in the thread. `areCodings`: the columns of the table are those of codings. */
export async function readDocumentsPart(
  entry: Entry,
  { thread, project, options, entries }: Reading,
): Promise<{ kept: KeptDocuments; shown: ReadGiven; areCodings: boolean }> {
  const { name, bytes } = await onlyFile(entry)
  const read = await readDocuments(thread, name, bytes, readOptions(options))
  const titles = knownTitles(project?.documents.values() ?? [], entries, entry)
  let duplicateOf: string | null = null
  const documents = read.map((document): KeptDocument => {
    const sha256 = sha256OfText(document.text)
    const twin = titles.get(sha256)
    if (twin === undefined) titles.set(sha256, document.title)
    else duplicateOf ??= twin
    return { ...document, sha256OfText: sha256, fresh: twin === undefined }
  })
  const duplicates = documents.filter(({ fresh }) => !fresh).length
  const columns = read[0]?.table?.columns.map((column) => column.toLowerCase()) ?? []
  return {
    kept: { as: 'documents', documents },
    shown: {
      as: 'documents',
      documents: { ...shownOf(documents), duplicates, duplicateOf },
    },
    areCodings: columns.length > 0 && isCodingTable(columns),
  }
}

function readOptions({
  encoding,
  page,
  sheet,
  header,
  textColumn,
  titleColumn,
}: Reading['options']): ReadOptions {
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(page === undefined ? {} : { page }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(header === undefined ? {} : { header }),
    ...(textColumn === undefined ? {} : { textColumn }),
    ...(titleColumn === undefined ? {} : { titleColumn }),
  }
}

/** Titles by hash of the texts that are in the project, or in files that came before this one. */
function knownTitles(
  documents: Iterable<{ sha256: string; title: string }>,
  entries: readonly Entry[],
  entry: Entry,
): Map<string, string> {
  const titles = new Map([...documents].map(({ sha256, title }) => [sha256, title]))
  for (const { kept } of entries.slice(0, entries.indexOf(entry))) {
    if (kept?.as !== 'documents') continue
    for (const { sha256OfText: hash, title } of kept.documents) if (!titles.has(hash)) titles.set(hash, title)
  }
  return titles
}

function shownOf(
  documents: KeptDocuments['documents'],
): Omit<DocumentsPreview, 'duplicates' | 'duplicateOf'> {
  const first = documents[0]!
  const { title, source, encodingSign, table, variables, warnings } = first
  return {
    ...{ title, source, warnings, count: documents.length, variables: variables ?? {} },
    encodingSign: encodingSign ?? null,
    page: source.importer.startsWith('html/') ? pageOf(first) : null,
    table: table ?? null,
    rows: table === undefined ? [] : documents.slice(0, shownRows).map(rowOf),
    characters: documents.reduce((sum, { text }) => sum + text.length, 0),
    paragraphs: documents.reduce((sum, { text }) => sum + paragraphCount(text), 0),
  }
}

function pageOf({ warnings }: ReadDocument): 'article' | 'whole' {
  return warnings.some((warning) => warning.startsWith('this is the article alone')) ? 'article' : 'whole'
}

function rowOf({ title, text, variables = {} }: ReadDocument): RowPreview {
  const cut = text.length > shownText ? `${text.slice(0, shownText).toWellFormed()}…` : text
  return { title, text: cut, variables }
}

/** The documents of files that come in, with what the person wrote about them; of one text, one. */
export function newDocuments(
  files: readonly PreviewedFile[],
  keptOf: (token: string) => KeptDocuments,
): NewDocument[] {
  return files.flatMap(({ token, title, language, variables }) => {
    const { documents } = keptOf(token)
    const fresh = documents.filter((document) => document.fresh)
    if (fresh.length === 0) throw new Refusal('taken', `${title}: the text is in the project already`)
    return fresh.map((document) => ({
      title: documents.length === 1 ? title : document.title,
      language,
      variables: { ...document.variables, ...variables },
      source: document.source,
      text: document.text,
    }))
  })
}
