import { counted } from '../../core/counted.ts'
import type { EncodingSign, TableReading } from '../../core/exchange-contract.ts'
import type { Source } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import { freeze, sha256OfBytes } from '../../core/text.ts'

/** A file, or a row of a table, as a document: its frozen text and where it came from. */
export interface ReadDocument {
  /** The file's name without its ending, or what the file itself gives as its title. */
  readonly title: string
  readonly text: string
  readonly source: Source
  /** What a person should look at before they code the text. */
  readonly warnings: readonly string[]
  /** The other columns of the row, or what a Markdown file says about itself. */
  readonly variables?: Readonly<Record<string, string>>
  /** Where the bytes could be read in another encoding: what said that it is this one. */
  readonly encodingSign?: EncodingSign
  /** Of the first document of a table: how the table was read. */
  readonly table?: TableReading
}

/** What a person can choose about how a file is read. */
export interface ReadOptions {
  /** Of a text file, by its name (windows-1251); otherwise it is found out. */
  readonly encoding?: string
  /** Of a web page: the article alone, or all of the page. */
  readonly page?: 'article' | 'whole'
  /** Of a table: the column whose cells are the texts. Otherwise the one with the longest cells. */
  readonly textColumn?: string
  /** Of a table: the column whose cells are the titles. */
  readonly titleColumn?: string
  /** Of a workbook: the sheet; otherwise the first that holds anything. */
  readonly sheet?: string
  /** Of a table: whether the first row names the columns; otherwise it is found out. */
  readonly header?: boolean
}

/** What an importer is given: a file, whose kind is known. */
export interface GivenBytes {
  readonly name: string
  readonly bytes: Uint8Array
  readonly options: ReadOptions
}

/** What an importer found in a file, before it is frozen. */
export interface Found {
  readonly text: string
  readonly title?: string | undefined
  readonly encoding: string
  readonly encodingSign?: EncodingSign
  /** Name and version: the version changes when the same file would give another text. */
  readonly importer: string
  readonly warnings: readonly string[]
  readonly variables?: Readonly<Record<string, string>>
}

/** More than this is no text that somebody codes by hand. In UTF-16 code units. */
export const longestText = 20_000_000

/** Says why a file is no document. */
export function refuse(name: string, why: string): never {
  throw new Refusal('invalid', `${name}: ${why}`)
}

/** The ending of a file's name, in lower case without the dot; '' where there is none. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase()
}

/** A file's name without its ending. */
export function stemOf(name: string): string {
  const ending = endingOf(name)
  return (ending === '' ? name : name.slice(0, -ending.length - 1)).trim() || name
}

/** The document of a file that holds one. Throws a Refusal where there is nothing to code in it. */
export function documentOf({ name, bytes }: GivenBytes, found: Found): ReadDocument {
  const text = freeze(found.text)
  if (text.trim() === '') refuse(name, 'there is no text in the file; there is nothing to code')
  if (text.length > longestText) refuse(name, 'there are more than 20 million characters in it; split it')
  return {
    title: found.title?.replace(/\s+/g, ' ').trim().slice(0, 200).trim() || stemOf(name),
    text,
    source: {
      name,
      sha256: sha256OfBytes(bytes),
      encoding: found.encoding,
      importer: found.importer,
    },
    warnings: [...found.warnings, ...unreadable(text)],
    ...(found.variables === undefined ? {} : { variables: found.variables }),
    ...(found.encodingSign === undefined ? {} : { encodingSign: found.encodingSign }),
  }
}

function unreadable(text: string): string[] {
  const replaced = text.split('\ufffd').length - 1
  const own = text.match(/[\ue000-\uf8ff]/g)?.length ?? 0
  return [
    ...(replaced === 0 ? [] : [`${replaced} characters are U+FFFD, which stands for what could not be read`]),
    ...(own === 0
      ? []
      : [`${counted(own, 'sign')} of a font without letters: see in the file what is meant`]),
  ]
}
