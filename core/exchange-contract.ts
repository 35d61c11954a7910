import type { FieldChange } from './codebook-comparison.ts'
import type { Loss } from './exchange/loss.ts'
import type { PositionUnit } from './exchange/positions.ts'
import type { DetectedPositions, Unplaced } from './exchange/refi-qda/draft.ts'
import type { Count } from './exchange/said-beyond.ts'
import type { CoderId, DocumentId, Source } from './model.ts'
import type { Span } from './span.ts'

/** What crosses a process border when something comes in from files or goes out into them. Types only. */

/** What a file is taken for. */
export type GivenAs = 'documents' | 'codings' | 'codebook' | 'project'

/** A file, or several that belong together, that a person chose or dropped; nothing is read yet. */
export interface Given {
  readonly token: string
  readonly name: string
  readonly as: GivenAs
}

/** What a person says about a file; what is left out is found out. */
export interface GivenOptions {
  readonly as?: GivenAs
  /** BCP 47, of texts that a file of codings or a project brings along. */
  readonly language?: string
  /** Of documents: see ReadOptions in main/documents. */
  readonly encoding?: string
  readonly page?: 'article' | 'whole'
  readonly sheet?: string
  readonly header?: boolean
  readonly textColumn?: string
  readonly titleColumn?: string
  /** Of a project of another program: what its positions count. */
  readonly unit?: PositionUnit
  readonly lineEnd?: 1 | 2
  /** Of codings: the format, who coded and which document it is, where the file does not say. */
  readonly format?: string
  readonly coder?: string
  readonly document?: string
  /** What coders and documents of the file are in the project. */
  readonly coders?: Readonly<Record<string, string>>
  readonly documents?: Readonly<Record<string, string>>
  /** Which of several places a coding means, by its key: the start. */
  readonly places?: Readonly<Record<string, number>>
  readonly addCodes?: boolean
  readonly addDocuments?: boolean
}

/** A file as it was read, or why it can't come in. */
export type ReadGiven =
  | { readonly as: 'documents'; readonly documents: DocumentsPreview }
  | { readonly as: 'project'; readonly project: ProjectPreview }
  | { readonly as: 'codebook'; readonly codebook: CodebookPreview }
  | { readonly as: 'codings'; readonly codings: CodingsPreview }
  | { readonly as: GivenAs; readonly error: string }

/** What said which encoding it is: a mark, the bytes themselves, what the page says, the letters, or a person. */
export type EncodingSign = 'mark' | 'bytes' | 'page' | 'letters' | 'chosen'

/** How a table was read, and how it could be read otherwise. */
export interface TableReading {
  /** Names of all sheets of a workbook; none in a text file. */
  readonly sheets: readonly string[]
  readonly sheet: string | undefined
  /** Whether the first row names the columns. */
  readonly header: boolean
  readonly columns: readonly string[]
  readonly textColumn: string
  readonly titleColumn: string | undefined
}

/** The documents of a file: one, or one a row of a table. */
export interface DocumentsPreview {
  /** Of the only document, or of the first. */
  readonly title: string
  readonly source: Source
  /** Where the bytes could be read in another encoding: what said that it is this one. */
  readonly encodingSign: EncodingSign | null
  /** Of a web page. */
  readonly page: 'article' | 'whole' | null
  readonly table: TableReading | null
  /** The first documents of a table, their texts cut. */
  readonly rows: readonly RowPreview[]
  readonly count: number
  /** Of all documents, in UTF-16 code units. */
  readonly characters: number
  readonly paragraphs: number
  readonly warnings: readonly string[]
  /** Of the only document, as the file gives them. */
  readonly variables: Readonly<Record<string, string>>
  /** How many have the text of a document that is in the project, or in a file before, already. */
  readonly duplicates: number
  /** The title of that document, for the first of them. */
  readonly duplicateOf: string | null
}

export interface RowPreview {
  readonly title: string
  readonly text: string
  readonly variables: Readonly<Record<string, string>>
}

/** What a person wrote about a file whose documents come in. */
export interface PreviewedFile {
  readonly token: string
  /** Of the only document; those of a table have their own. */
  readonly title: string
  readonly language: string
  readonly variables: Readonly<Record<string, string>>
}

/** A project of another program as it would come in. */
export interface ProjectPreview {
  readonly title: string
  /** The program that wrote it, as it says; '' where it doesn't. */
  readonly origin: string
  readonly counts: readonly Count[]
  readonly positions: readonly DetectedPositions[]
  readonly losses: readonly Loss[]
  /** The first of them. */
  readonly unplaced: readonly Unplaced[]
  readonly unplacedCount: number
}

export interface CodebookPreview {
  readonly codes: readonly {
    readonly path: string
    /** What importing does with it; those that stay as they are, are left out. */
    readonly becomes: 'new' | 'changed'
    /** All that changes of it; of a new one, all that it says. */
    readonly fields: readonly FieldChange[]
  }[]
  readonly linkTypes: readonly {
    readonly name: string
    readonly becomes: 'new' | 'changed'
    readonly fields: readonly FieldChange[]
  }[]
  readonly losses: readonly Loss[]
}

export interface CodingsPreview {
  /** Id of the format it was read as, and all there are. */
  readonly format: string
  readonly formats: readonly { readonly id: string; readonly name: string }[]
  readonly codings: number
  /** In the project already. */
  readonly known: number
  readonly byWords: number
  /** What those that fit say beyond their code and place. */
  readonly beyond: readonly Count[]
  readonly newCoders: readonly string[]
  readonly newCodes: readonly string[]
  readonly newDocuments: readonly string[]
  readonly losses: readonly Loss[]
  readonly warnings: readonly string[]
  /** What keeps all of them from coming in; the first of them, by line. */
  readonly problems: readonly string[]
  readonly problemCount: number
  /** Coders as the file names them. */
  readonly coders: readonly string[]
  readonly asks: CodingsAsks
}

/** What a person has to say before the codings can come in. */
export interface CodingsAsks {
  readonly coder: boolean
  /** The file does not say which document it is about. */
  readonly document: boolean
  /** Names for documents that the project does not know, or knows twice. */
  readonly documents: readonly string[]
  /** Whether the file holds the texts of documents that are missing. */
  readonly texts: boolean
  readonly codes: readonly string[]
  /** Quotes that stand in several places; the first of them. */
  readonly places: readonly PlaceAsk[]
}

export interface PlaceAsk {
  readonly key: string
  readonly code: string
  readonly document: string
  readonly places: readonly (Span & {
    readonly before: string
    readonly quote: string
    readonly after: string
  })[]
}

/** A format that data goes out in, to choose by. */
export interface FormatChoice {
  readonly id: string
  readonly name: string
  readonly purpose: string
  /** Whether it is a folder of files. */
  readonly folder: boolean
  readonly cannotHold: readonly string[]
  readonly options: readonly ('preset' | 'unit' | 'mark')[]
  /** Whether a README and a datapackage.json go with it. */
  readonly dictionary: boolean
}

export interface ExportChoice {
  readonly format: string
  readonly coders: readonly CoderId[]
  readonly documents: readonly DocumentId[]
  readonly preset?: 'standard' | 'nvivo' | 'maxqda' | 'atlasti' | 'qualcoder'
  readonly unit?: 'token' | 'sentence' | 'paragraph' | 'document'
  readonly mark?: boolean
  readonly dictionary: boolean
}

/** An export that is ready to be saved. */
export interface ExportPreview {
  readonly token: string
  readonly segments: number
  /** What positions in it count; '' where it has none. */
  readonly positions: string
  /** The first of them, with their sizes in bytes. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[]
  readonly fileCount: number
  readonly bytes: number
  /** How the dataset begins. */
  readonly sample: { readonly rows: readonly (readonly (string | number)[])[] } | { readonly text: string }
  /** What was met that the format can't hold. */
  readonly losses: readonly Loss[]
}

/** How far long work is: `done` of `of`; `what` is a clause such as “reading documents”. */
export interface Progress {
  readonly what: string
  readonly done: number
  readonly of: number
  /** It can't be stopped any more. */
  readonly final?: true
}
