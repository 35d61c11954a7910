import type { AgreementInput } from './agreement/input.ts'
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
import type { Wanted } from './find.ts'
import type { Found, HitCoding, SegmentPage } from './finding-contract.ts'
import type { HistoryAsk, HistoryPage, MergePreview } from './merge-contract.ts'
import type { CoderId, DocumentId, SegmentId } from './model.ts'
import type { Preferences } from './preferences.ts'
import type {
  Backup,
  Changed,
  Reopened,
  Saved,
  SavedState,
  Snapshot,
  Start,
  Surveyed,
} from './project-contract.ts'
import type { Query } from './query.ts'

/**
 * Everything that crosses a process border: what a window may ask of the main process, and what it is told.
 * Types, and the two lists of names that the preload script maps; nothing that runs. What is sent is told in
 * project-contract, finding-contract, exchange-contract and merge-contract.
 */
export interface Requests {
  /** First thing a window asks. */
  start(): Start
  /** Opens the person's own copy of the sample project, made when it isn't there. */
  openSample(): Snapshot
  /** Asks for an empty folder; null when the person cancels. It begins without codes, or with the sample's. */
  createProject(input: { title: string; codes?: 'none' | 'sample' }): Snapshot | null
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
  /**
   * The text of a document and the segments in it that this window may see, to be read by readReading. As text,
   * because between the processes' worlds a value is copied part by part, which for a long document takes longer
   * than to show it.
   */
  readDocument(input: { document: DocumentId }): string
  /**
   * Finds in one document's text; all documents are asked one after the other. With `coding`, the answer is what
   * coding the hits would code. Another request gives up one that is still running.
   */
  find(input: { document: DocumentId; wanted: Wanted; coding: HitCoding | null }): Found
  /** Those segments that a query asks for and this window may see: a page of them, and how many there are. */
  readSegments(input: { query: Query; from: number; count: number; at: SegmentId | null }): SegmentPage
  /** Asks where to; null when the person cancels. */
  exportSegments(input: { query: Query }): Saved | null
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
  /** Asks where to; null when the person cancels. */
  saveExport(input: { token: string }): Saved | null
  /** Saves a report under a name the person chooses; null when they cancel. */
  saveReport(input: { suggestedName: string; content: string | Uint8Array }): Saved | null
  /** The same as a PDF of a self-contained HTML page. */
  saveReportAsPdf(input: { suggestedName: string; html: string }): Saved | null
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
  /** Saves one coder's work as a package; null when the person cancels. */
  savePackage(input: { coder: CoderId; texts: boolean }): Saved | null
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
