import type { Change } from './change.ts'

/**
 * What a project is made of. Every record is a plain value with an id; a project is tables of records.
 * Ids are branded, so that a code's id can't be passed where a coder's is wanted.
 */
type Id<Kind extends string> = string & { readonly kind: Kind }
export type ProjectId = Id<'project'>
export type CoderId = Id<'coder'>
export type CodeId = Id<'code'>
export type AttributeId = Id<'attribute'>
export type LinkTypeId = Id<'link type'>
export type VersionId = Id<'codebook version'>
export type DocumentId = Id<'document'>
export type SegmentId = Id<'segment'>

/** The project's own record. */
export interface Settings {
  readonly id: ProjectId
  readonly title: string
  /** ISO 8601, UTC, as every time in a project. */
  readonly created: string
  /** While blind, a coder sees their own segments only; the lead ends it by opening the comparison. */
  readonly blind: boolean
  readonly memo: string
}

export interface Coder {
  readonly id: CoderId
  /** Unique in the project: reports and codings files name coders by it. */
  readonly name: string
}

export interface Code {
  readonly id: CodeId
  /** The code it is nested under, or null at the top. */
  readonly parent: CodeId | null
  /** Position among its siblings, from 0. */
  readonly order: number
  /** Unique among its siblings. */
  readonly name: string
  /** One of the twelve colour slots, 1 to 12. */
  readonly colour: number
  /** The key that applies it: one character, or '' for none. Unique in the codebook. */
  readonly key: string
  readonly definition: string
  readonly include: string
  readonly exclude: string
  readonly example: string
  readonly counterExample: string
  /** What its segments, and those of the codes below it, may say of themselves. */
  readonly attributes: readonly Attribute[]
  /** What is noted about the code, such as the definitions of codes that were merged into it. */
  readonly memo: string
}

/** A typed property that segments with a code may have: a casualty has a count and a kind. */
export interface Attribute {
  readonly id: AttributeId
  /** Unique among the attributes of its code and of the codes above it. */
  readonly name: string
  readonly kind: AttributeKind
  /** What can be chosen where the kind is a choice; empty otherwise. */
  readonly choices: readonly string[]
  /** What a new segment begins with; null: nothing. */
  readonly initial: AttributeValue | null
}
/** A date is written as in ISO 8601: 2026, 2026-01 or 2026-01-05. */
export type AttributeKind = 'number' | 'text' | 'date' | 'choice' | 'yes/no'
export type AttributeValue = number | string | boolean

/** A relation that the codebook declares between segments: an accusation is made by an actor. */
export interface LinkType {
  readonly id: LinkTypeId
  /** Position in the list of link types, from 0. */
  readonly order: number
  /** Read from the first segment to the second: “made by”. Unique among the link types. */
  readonly name: string
  readonly from: LinkEnd
  readonly to: LinkEnd
}
/**
 * Codes whose segments (and those of the codes below) may stand at an end of a link; any where the list is empty, and
 * none where it is null: a limit whose last code was deleted says no less than before.
 */
export type LinkEnd = readonly CodeId[] | null

/**
 * The codebook as it stood when something was coded under it. Its id is a hash of what codes and link types mean
 * (codebook-version.ts); it is kept as what changed since the version before.
 */
export interface CodebookVersion {
  readonly id: VersionId
  /** The version before; null where this one is kept whole. */
  readonly parent: VersionId | null
  readonly created: string
  readonly change: Pick<Change, 'codes' | 'linkTypes'>
}

export interface Document {
  readonly id: DocumentId
  readonly title: string
  /** Position in the list of documents, from 0. */
  readonly order: number
  /** BCP 47; decides where tokens and sentences end. */
  readonly language: string
  /** Properties of the document: outlet, date, anything. */
  readonly variables: Readonly<Record<string, string>>
  readonly memo: string
  readonly source: Source
  /** Of the frozen text in UTF-8, hexadecimal. */
  readonly sha256: string
  /** Length of the frozen text in UTF-16 code units. */
  readonly characters: number
  /** Lines with something but white space on them. */
  readonly paragraphs: number
  readonly imported: string
}

/** Where a document's text came from. */
export interface Source {
  /** The file's name without its folder. */
  readonly name: string
  /** Of the file's bytes, hexadecimal. */
  readonly sha256: string
  readonly encoding: string
  readonly importer: string
}

/** The frozen text of a document; it never changes. */
export interface Text {
  readonly id: DocumentId
  readonly text: string
}

/** One coder's work on one document: there is none until they code something or mark it done. */
export interface Codings {
  readonly id: CodingsId
  readonly coder: CoderId
  readonly document: DocumentId
  readonly done: boolean
}
export type CodingsId = Id<'codings'>

/** One coder's application of one code to one span of a document's text. */
export interface Segment {
  readonly id: SegmentId
  readonly document: DocumentId
  readonly coder: CoderId
  readonly code: CodeId
  /** UTF-16 code units into the frozen text, half-open. */
  readonly start: number
  readonly end: number
  /** The text between start and end, by which drift is seen; prefix and suffix help to mend it. */
  readonly quote: string
  readonly prefix: string
  readonly suffix: string
  readonly memo: string
  /** By attribute. A value whose attribute its code no longer declares is kept and not shown. */
  readonly attributes: Readonly<Record<AttributeId, AttributeValue>>
  /** How sure the coder is; null: they don't say. */
  readonly certainty: Certainty | null
  /** Where it leads, within one coder's work on one document. */
  readonly links: readonly Link[]
  /** The codebook under which it got its code; null: not known. */
  readonly version: VersionId | null
  readonly created: string
  readonly changed: string
}

export type Certainty = 'certain' | 'probable' | 'doubtful'
export const certainties = ['certain', 'probable', 'doubtful'] as const satisfies readonly Certainty[]

/** What a segment says beyond its code and its place, where nothing is said. */
export const unsaid: Pick<Segment, 'memo' | 'attributes' | 'certainty' | 'links'> = {
  memo: '',
  attributes: {},
  certainty: null,
  links: [],
}

/** A link belongs to the segment it goes out from. */
export interface Link {
  readonly type: LinkTypeId
  readonly to: SegmentId
}

/** The tables of a project, by the kind of record they hold. */
export interface Tables {
  settings: Settings
  coders: Coder
  codes: Code
  linkTypes: LinkType
  versions: CodebookVersion
  documents: Document
  texts: Text
  codings: Codings
  segments: Segment
}
export type TableName = keyof Tables
/** In the order in which a change is applied. */
export const tableNames = [
  'settings',
  'coders',
  'codes',
  'linkTypes',
  'versions',
  'documents',
  'texts',
  'codings',
  'segments',
] as const

/**
 * A project as a value: every table by id, segments apart by whose they are and of what document, so that a
 * change copies one coder's work on one document and no more. It is never mutated; a change makes a new one
 * (change.ts). Texts and segments may be there in part: what was not loaded is not in the map.
 */
export type Project = {
  readonly [Name in Exclude<TableName, 'segments'>]: Table<Tables[Name]>
} & {
  readonly segments: ReadonlyMap<CodingsId, Table<Segment>>
}
export type Table<R extends { readonly id: string }> = ReadonlyMap<R['id'], R>

export const emptyProject: Project = {
  settings: new Map(),
  coders: new Map(),
  codes: new Map(),
  linkTypes: new Map(),
  versions: new Map(),
  documents: new Map(),
  texts: new Map(),
  codings: new Map(),
  segments: new Map(),
}

/** Codings are found by whose they are and of what. */
export function codingsId(coder: CoderId, document: DocumentId): CodingsId {
  return `${coder}/${document}` as CodingsId
}

export function settingsOf(project: Project): Settings {
  for (const settings of project.settings.values()) return settings
  throw new Error('a project without settings')
}

/** How far a coder is with a document. */
export type CodingState = 'new' | 'in progress' | 'done'
export function codingState(codings: Codings | undefined): CodingState {
  if (codings === undefined) return 'new'
  return codings.done ? 'done' : 'in progress'
}

/** One coder's segments of one document in the order of the text, the longer first where two start together. */
export function segmentsOf(project: Project, coder: CoderId, document: DocumentId): Segment[] {
  return [...(project.segments.get(codingsId(coder, document))?.values() ?? [])].sort(byPlace)
}

/** By start, then the longer first, then by id, so that the order is always the same. */
export function byPlace(a: Segment, b: Segment): number {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** Documents in the order in which the list shows them. */
export function documentsInOrder({ documents }: Pick<Project, 'documents'>): Document[] {
  return [...documents.values()].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}
