import type { Archive } from './archive.ts'
import { firstWords, openArchive } from './archive.ts'
import { endingOf, refuse } from './document.ts'
import type { Limits } from './limits.ts'

/** Kinds of files that can be documents. */
export type Kind =
  | 'text'
  | 'markdown'
  | 'html'
  | 'docx'
  | 'odt'
  | 'rtf'
  | 'epub'
  | 'pdf'
  | 'subtitles'
  | 'table'

const kinds: Readonly<Record<string, Kind>> = {
  txt: 'text',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  docx: 'docx',
  docm: 'docx',
  odt: 'odt',
  rtf: 'rtf',
  epub: 'epub',
  pdf: 'pdf',
  srt: 'subtitles',
  vtt: 'subtitles',
  csv: 'table',
  tsv: 'table',
  xlsx: 'table',
  xlsm: 'table',
}

/** Endings of files that can be documents, in lower case without the dot. */
export const documentExtensions: readonly string[] = Object.keys(kinds)

/** Those that are taken from a folder: a table is taken only where somebody names it, since its rows may be anything. */
export const folderExtensions: readonly string[] = documentExtensions.filter(
  (each) => kinds[each] !== 'table',
)

/** What a file is, and a warning where its name says something else. */
export interface Recognised {
  readonly kind: Kind
  readonly warnings: readonly string[]
}

/**
 * What a file is: by its first bytes where they tell, else by the ending of its name. Throws a Refusal for what is
 * no document.
 */
export async function recognise(name: string, bytes: Uint8Array, limits?: Limits): Promise<Recognised> {
  const ending = endingOf(name)
  const named = kinds[ending]
  if (bytes.length === 0) refuse(name, 'the file is empty; there is nothing to code')
  const found = await byContent(name, bytes, named, limits)
  if (found === undefined) return { kind: named ?? refuse(name, unknownEnding(ending)), warnings: [] }
  if (found === named) return { kind: found, warnings: [] }
  const warning = `this is ${titles[found]} although its name ends in .${ending}; it was read as one`
  return { kind: found, warnings: [warning] }
}

/** Whether a file of text only can be read here: it is named so, and does not look like anything else. */
export function isPlainText(name: string, bytes: Uint8Array): boolean {
  return kinds[endingOf(name)] === 'text' && bytes.length < 10_000_000 && signatureOf(bytes) === undefined
}

const titles: Readonly<Record<Kind, string>> = {
  text: 'plain text',
  markdown: 'a Markdown file',
  html: 'a web page',
  docx: 'a Word document',
  odt: 'an OpenDocument text',
  rtf: 'a Rich Text document',
  epub: 'an EPUB book',
  pdf: 'a PDF file',
  subtitles: 'a file of subtitles',
  table: 'an Excel workbook',
}

function unknownEnding(ending: string): string {
  const accepted = documentExtensions.map((each) => `.${each}`)
  const list = `${accepted.slice(0, -1).join(', ')} and ${accepted.at(-1)}`
  return `files ending in ${ending === '' ? 'nothing' : `.${ending}`} can't be imported; ${list} can`
}

type Sign = Kind | 'zip' | 'ole' | { readonly refused: string }

const signs: readonly (readonly [bytes: string, what: Sign])[] = [
  ['%PDF-', 'pdf'],
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
  ['{\\rtf', 'rtf'],
  ['\xd0\xcf\x11\xe0', 'ole'],
  ['\x89PNG', { refused: 'an image' }],
  ['\xff\xd8\xff', { refused: 'an image' }],
  ['GIF8', { refused: 'an image' }],
  ['\x1f\x8b', { refused: 'a compressed file' }],
  ['7z\xbc\xaf', { refused: 'a compressed file' }],
  ['Rar!', { refused: 'a compressed file' }],
  ['\x7fELF', { refused: 'a program' }],
  ['ID3', { refused: 'a sound' }],
  ['SQLite format 3', { refused: 'a database' }],
]

/** A PDF may begin after a kilobyte of something else, but text may as well speak of PDFs. */
function signatureOf(bytes: Uint8Array): Sign | undefined {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  const bare = start.replace(/^(?:\xef\xbb\xbf)?\s*/, '')
  const sign = signs.find(
    ([first]) => start.startsWith(first) || (first.length > 4 && bare.startsWith(first)),
  )
  return sign?.[1]
}

async function byContent(
  name: string,
  bytes: Uint8Array,
  named: Kind | undefined,
  limits: Limits | undefined,
): Promise<Kind | undefined> {
  const sign = signatureOf(bytes)
  if (sign === undefined) return withoutSign(name, bytes, named)
  if (typeof sign === 'object') return refuse(name, `this is ${sign.refused}, not text; it can't be imported`)
  if (sign === 'ole') return refuse(name, oleReason(bytes))
  return sign === 'zip' ? zipKind(name, await openArchive(name, bytes, limits)) : sign
}

/** A file that is named as something with a signature and has none is not that. */
function withoutSign(name: string, bytes: Uint8Array, named: Kind | undefined): Kind | undefined {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (named === 'pdf' && start.includes('%PDF-')) return 'pdf'
  const isPage = /^(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html[\s>])/i.test(start)
  const needsSign =
    named === 'pdf' || named === 'rtf' || named === 'docx' || named === 'odt' || named === 'epub'
  if (isPage && (needsSign || endingOf(name) === 'doc')) return 'html'
  if (needsSign || /^xls[xm]$/.test(endingOf(name)))
    refuse(name, `this is not ${titles[named!]} but something else, or it is damaged; get it anew`)
  return undefined
}

/** The old container of Office also wraps documents with a password. */
function oleReason(bytes: Uint8Array): string {
  const has = (what: string) => Buffer.from(bytes).includes(Buffer.from(what, 'utf16le'))
  if (has('EncryptedPackage')) return 'the document is protected by a password; save it without one'
  if (has('Workbook')) return 'this is an old Excel workbook (.xls); save it as .xlsx'
  return 'this is an old Office file (such as .doc); save it as .docx'
}

async function zipKind(name: string, archive: Archive): Promise<Kind> {
  const type = (await firstWords(archive, 'mimetype')).trim()
  if (type.startsWith('application/epub')) return 'epub'
  if (type.startsWith('application/vnd.oasis.opendocument.text')) return 'odt'
  if (type.startsWith('application/vnd.oasis.opendocument'))
    return refuse(name, 'this is an OpenDocument file, but no text; save it as .odt, .pdf or .csv')
  if (archive.has('META-INF/container.xml')) return 'epub'
  if (!archive.has('[Content_Types].xml') && archive.has('content.xml')) return 'odt'
  const has = (folder: string) => archive.names.some((each) => each.startsWith(folder))
  if (has('ppt/')) return refuse(name, 'these are slides; save them as .pdf or .docx')
  if (has('xl/')) return 'table'
  if (has('word/') || archive.has('[Content_Types].xml')) return 'docx'
  return refuse(name, 'this is an archive of files; unpack it and import the files')
}
