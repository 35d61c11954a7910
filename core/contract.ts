import type { AgreementInput } from './agreement/input.ts'
import type { Change } from './change.ts'
import type { Command } from './command.ts'
import type { Disagreement } from './comparison.ts'
import type {
  ExportChoice,
  ExportPreview,
  FormatChoice,
  Given,
  GivenOptions,
  PreviewedFile,
  Progress,
  ReadGiven,
} from './exchange-contract.ts'
import type { Hit, HitUnit, Wanted } from './find.ts'
import type { HistoryAsk, HistoryPage, MergePreview } from './merge-contract.ts'
import type { CodeId, CoderId, CodingsId, DocumentId, Segment, SegmentId } from './model.ts'
import type { Query } from './query.ts'

/**
 * Everything that crosses a process border: what a window may ask of the main process, and what it is told.
 * Types, and the two lists of names that the preload script maps; nothing that runs.
 */
export interface Requests {
  /** First thing a window asks. */
  start(): Start
  /** Opens the person's own copy of the sample project, made when it isn't there. */
  openSample(): Snapshot
  /** Asks for an empty folder; null when the person cancels. */
  createProject(input: { title: string }): Snapshot | null
  /** Asks for a project's folder; null when the person cancels. */
  openProject(): Snapshot | null
  openRecent(input: { token: string }): Snapshot
  closeProject(): void
  /** Who codes in this window from now on; what they may see comes as a whole new snapshot. */
  chooseCoder(input: { coder: CoderId | null }): Snapshot
  /** Carries a command out as the window's coder. The effect arrives as the `changed` event, before the answer. */
  dispatch(command: WindowCommand): void
  /** Takes back the last step of this window's session; its label, or null where there is none. */
  undo(): string | null
  redo(): string | null
  /** The text of a document and the segments in it that this window may see, as a change to the mirror. */
  readDocument(input: { document: DocumentId }): Change
  /**
   * Finds in one document's text; all documents are asked one after the other. With `coding`, the answer is what
   * coding the hits would code. Another request gives up one that is still running.
   */
  find(input: { document: DocumentId; wanted: Wanted; coding: HitCoding | null }): Found
  /** Those segments that a query asks for and this window may see: a page of them, and how many there are. */
  readSegments(input: { query: Query; from: number; count: number; at: SegmentId | null }): SegmentPage
  /** Asks where to; the file's name, or null when the person cancels. */
  exportSegments(input: { query: Query }): string | null
  /** Asks for files, or a folder of them; nothing is read yet. Empty when the person cancels. */
  chooseFiles(input: { what: 'anything' | 'project' | 'codebook' | 'codings' }): Given[]
  chooseFolder(): Given[]
  /** Takes files that were dropped; paths are from the dropped folder on. */
  giveFiles(input: { files: { path: string; bytes: Uint8Array }[] }): Given[]
  /** Reads one, again where the person says otherwise. Nothing is imported yet. */
  readGiven(input: { token: string; options: GivenOptions }): ReadGiven
  /** The frozen text of a file's only document from an offset on, as much as is shown at once. */
  readPreview(input: { token: string; from: number }): string
  /** Gives up the reading, or the export, that is going on: it is refused as cancelled. */
  stopExchange(): void
  /** Forgets what was chosen and read. */
  forgetGiven(): void
  /** Imports what was read, with what the person wrote about it. All or nothing. */
  importDocuments(input: { files: PreviewedFile[] }): void
  importCodings(input: { token: string }): void
  importCodebook(input: { token: string }): void
  /** Asks for an empty folder and makes a project out of what was read; null when the person cancels. */
  createFrom(input: { token: string; title: string }): Snapshot | null
  /** What a comparison of two coders says differs, over all documents. Refused while coding is blind. */
  readDisagreements(input: { coders: [CoderId, CoderId] }): Disagreement[]
  /** What agreement is computed from, for the worker. Refused while coding is blind. */
  readAgreementInput(): AgreementInput
  exportFormats(): FormatChoice[]
  /** Makes the files of an export; nothing is written yet. Refused while coding is blind, but for one's own work. */
  prepareExport(input: ExportChoice): ExportPreview
  /** Asks where to; the name of the file or folder, or null when the person cancels. */
  saveExport(input: { token: string }): string | null
  /** Saves a report under a name the person chooses; the file's name, or null when they cancel. */
  saveReport(input: { suggestedName: string; content: string | Uint8Array }): string | null
  /** The same as a PDF of a self-contained HTML page. */
  saveReportAsPdf(input: { suggestedName: string; html: string }): string | null
  /** Asks for another copy's folder or a coding package and reads it; nothing is merged yet. Null when they cancel. */
  chooseCopy(input: { what: 'folder' | 'package' }): MergePreview | null
  /** The same with choices about its conflicts; one that fits none any more is left out. */
  planMerge(input: { token: string; choices: Record<string, string> }): MergePreview
  /**
   * Merges all of it, as one step, after a backup; what the step is called. Refused as cancelled where the person left
   * it before it was `final` (Progress): then nothing was merged.
   */
  mergeCopy(input: { token: string; choices: Record<string, string> }): string
  /** Gives up the reading or merging that goes on, which is refused as cancelled, and forgets what was read. */
  leaveMerge(): void
  /** Saves one coder's work as a package; the file's name, or null when the person cancels. */
  savePackage(input: { coder: CoderId; texts: boolean }): string | null
  readHistory(input: HistoryAsk): HistoryPage
  /** Tries again to write what could not be written. */
  saveAgain(): void
  /** The project's backups, the newest first. */
  readBackups(): Backup[]
  /** Mends what can be mended in the project's folder. The project is closed meanwhile and opened anew. */
  repairProject(): Reopened
  /** Makes the project what it was in a backup. The project is closed meanwhile and opened anew. */
  restoreBackup(input: { backup: string }): Reopened
  /** Asks for an empty folder, saves the project there as it is and goes on in it; null when the person cancels. */
  saveElsewhere(): Snapshot | null
  writePreferences(preferences: Preferences): void
}

export interface Events {
  /** The project changed; the same change is applied to the mirror. */
  changed: Changed
  /** Much is different at once (the comparison was opened): the whole project anew. */
  replaced: Snapshot
  /** What was not read when the project opened has been read, checked and counted. */
  surveyed: Surveyed
  saved: SavedState
  /** How far a long reading or export is. */
  progress: Progress
  /** A menu item was chosen: the action of that name. */
  menu: string
}

export const requests = [
  'start',
  'openSample',
  'createProject',
  'openProject',
  'openRecent',
  'closeProject',
  'chooseCoder',
  'dispatch',
  'undo',
  'redo',
  'readDocument',
  'find',
  'readSegments',
  'exportSegments',
  'chooseFiles',
  'chooseFolder',
  'giveFiles',
  'readGiven',
  'readPreview',
  'stopExchange',
  'forgetGiven',
  'importDocuments',
  'importCodings',
  'importCodebook',
  'createFrom',
  'readDisagreements',
  'readAgreementInput',
  'exportFormats',
  'prepareExport',
  'saveExport',
  'saveReport',
  'saveReportAsPdf',
  'chooseCopy',
  'planMerge',
  'mergeCopy',
  'leaveMerge',
  'savePackage',
  'readHistory',
  'saveAgain',
  'readBackups',
  'repairProject',
  'restoreBackup',
  'saveElsewhere',
  'writePreferences',
] as const satisfies readonly (keyof Requests)[]

export const events = [
  'changed',
  'replaced',
  'surveyed',
  'saved',
  'progress',
  'menu',
] as const satisfies readonly (keyof Events)[]

// Forgetting a name in a list is a type error here.
true satisfies [Exclude<keyof Requests, (typeof requests)[number]>] extends [never] ? true : never
true satisfies [Exclude<keyof Events, (typeof events)[number]>] extends [never] ? true : never

export type RequestName = keyof Requests
export type EventName = keyof Events

/** An answer as data: errors lose their class and their meaning on the way between processes. */
export type Result<T> = { ok: true; value: T } | { ok: false; refusal: { code: string; message: string } }

/** What the preload script puts into the window. */
export type Bridge = {
  readonly [Name in RequestName]: (
    ...input: Parameters<Requests[Name]>
  ) => Promise<Result<Awaited<ReturnType<Requests[Name]>>>>
} & {
  readonly on: { readonly [Name in EventName]: (listener: (value: Events[Name]) => void) => () => void }
}

/** Texts, codings and codebooks come from files, which the main process reads; a window never sends them. */
export type WindowCommand = Exclude<
  Command,
  { type: 'addDocuments' | 'addCodings' | 'importCodings' | 'importCodes' | 'merge' | 'fillProject' }
>

export interface Start {
  readonly version: string
  readonly recent: readonly RecentProject[]
  readonly preferences: Preferences
  /** The project that this window has open already (after a reload). */
  readonly open: Snapshot | null
}

export interface RecentProject {
  readonly token: string
  readonly title: string
  /** For the eye only; a window opens it by its token. */
  readonly folder: string
}

/** A project as one window may see it, as the change that makes it out of an empty one (without texts). */
export interface Snapshot {
  readonly project: Change
  /** How many segments per code there are in each coder's work on each document, as far as it may be seen. */
  readonly counts: readonly CodingsCount[]
  readonly coder: CoderId | null
  readonly folder: string
  readonly undo: string | null
  readonly redo: string | null
  /** Files that could not be read, set aside, in words. */
  readonly problems: readonly string[]
  readonly saved: SavedState
}

/** A copy of the whole project from before something that touches much of it. */
export interface Backup {
  /** Time in UTC and reason; by it a backup is asked for. */
  readonly name: string
  readonly reason: 'merge' | 'migration' | 'repair' | 'restore'
}

/** The project after its files were worked on, and what was done, a sentence each. */
export interface Reopened {
  readonly snapshot: Snapshot
  readonly done: readonly string[]
}

export type Surveyed = Pick<Snapshot, 'counts' | 'problems'>

export interface CodingsCount {
  readonly codings: CodingsId
  readonly codes: Readonly<Record<CodeId, number>>
}

export interface Changed {
  /** Without texts, and without segments that this window may not see. */
  readonly change: Change
  /** What undo and redo would now take back or do again, as the menu names it. */
  readonly undo: string | null
  readonly redo: string | null
}

export interface SavedState {
  /** Open to read only: somebody else has it open for writing, or took it over. */
  readonly state: 'saved' | 'saving' | 'failed' | 'readOnly'
  /** When everything was last on disk, ISO 8601; null before the first save of this session. */
  readonly at: string | null
  /** Why it failed, or why it is open to read only, in words; also while it is tried again. */
  readonly message: string | null
  /** It is not tried again: nothing may be written here any more. */
  readonly forGood?: true
}

/** How hits are to be coded. */
export interface HitCoding {
  readonly code: CodeId
  readonly unit: HitUnit
}

export interface Found {
  readonly hits: readonly FoundHit[]
  /** There are more than these. */
  readonly more: boolean
}

export interface FoundHit extends Hit {
  /** The window's coder has a segment with the code there, or around it. */
  readonly coded: boolean
}

export interface SegmentPage {
  /** Of all that the query asks for. */
  readonly segments: number
  readonly documents: number
  readonly rows: readonly SegmentRow[]
  /** Where among all the segment is that was asked about, from 0; null where it is not among them. */
  readonly at: number | null
}

/** A segment as a list shows it, with a few words around it: its quote and memo may be cut short. */
export type SegmentRow = Pick<
  Segment,
  | 'id'
  | 'document'
  | 'coder'
  | 'code'
  | 'start'
  | 'end'
  | 'quote'
  | 'prefix'
  | 'suffix'
  | 'memo'
  | 'certainty'
>

/** How one person likes their workbench; kept outside of any project. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark'
  readonly contrast: 'system' | 'more'
  /** Of the reader, in pixels at 100 %. */
  readonly textSize: number
  /** Widths of panes in pixels by name; 0 is folded. */
  readonly panes: Readonly<Record<string, number>>
  /** Whether the definition of the code at hand is shown while coding. */
  readonly definition: boolean
  readonly reading: Reading
  /** Where documents were left, by project and document, the one left last at the end. */
  readonly spots: Readonly<Record<string, Spot>>
  /** Keys that were given to actions instead of their own, by the action's id, written as in renderer/ui/keys.ts. */
  readonly keys: Readonly<Record<string, readonly string[]>>
}

/** How texts are shown. */
export interface Reading {
  readonly font: 'serif' | 'sans' | 'own'
  /** The font of the person's own choice, as their system calls it. */
  readonly ownFont: string
  /** About how many characters a line holds. */
  readonly measure: number
  /** Height of a line, in heights of the text. */
  readonly leading: number
  readonly highlights: 'underline' | 'background'
  readonly stripes: 'code' | 'coder'
}

/** Where a document was left: what was selected, in UTF-16 code units, and where the window stood. */
export interface Spot {
  readonly start: number
  readonly end: number
  /** The first line in the window, and how many pixels its top is below the window's. */
  readonly line: number
  readonly below: number
}

export const defaultPreferences: Preferences = {
  theme: 'system',
  contrast: 'system',
  textSize: 18,
  panes: {},
  definition: false,
  reading: {
    font: 'serif',
    ownFont: '',
    measure: 68,
    leading: 5 / 3,
    highlights: 'underline',
    stripes: 'code',
  },
  spots: {},
  keys: {},
}
