import type { Loss } from './loss.ts'
import type { PositionUnit } from './positions.ts'

/** A coding as another program’s file has it, before its document, its place and its code are looked up. */
export interface FoundCoding {
  /** By which links of its file lead to it. */
  readonly key?: string
  /** The file, where there are several. */
  readonly file?: string
  /** Line of the file, or number of the record in it, from 1. */
  readonly line: number
  /** What the file calls the document, any of which may be its id, title or file name; and its text where it has it. */
  readonly documents: readonly string[]
  readonly text?: string
  /** Who coded, or undefined where the file does not say. */
  readonly coder: string | undefined
  readonly code: string
  readonly memo: string
  /** How sure the coder is, in the words of the file. */
  readonly certainty?: string
  /** Where it leads, by the keys of other codings of the file. */
  readonly links?: readonly { readonly type: string; readonly to: string }[]
  /** What else it says, as text, by what the file calls the attribute. */
  readonly values?: Readonly<Record<string, string>>
  /** In what the format counts. */
  readonly start?: number
  readonly end?: number
  readonly unit?: PositionUnit
  readonly quote?: string
  readonly prefix?: string
  readonly suffix?: string
  /** Number of the paragraph it begins in, from 1. */
  readonly paragraph?: number
}

export interface FoundCodings {
  readonly codings: readonly FoundCoding[]
  /** Links that stand apart from the codings in the file; `codingsFormats` gives them to the codings. */
  readonly links?: readonly FoundLink[]
  /** What stood in the file and is no coding of text. */
  readonly losses: readonly Loss[]
}

/** A link between two codings of a file, by their keys. */
export interface FoundLink {
  /** What the file calls the type of the link. */
  readonly type: string
  readonly from: string
  readonly to: string
}

/** A file that codings are read from. In a folder the path leads from the folder on, with slashes. */
export interface GivenFile {
  readonly path: string
  readonly bytes: Uint8Array
}
