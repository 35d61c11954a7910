import type { Change } from './change.ts'
import type { CodeId, CoderId, CodingsId } from './model.ts'
import type { Preferences } from './preferences.ts'

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

/** Where a file, or a folder of them, was saved; for the eye only. */
export interface Saved {
  readonly name: string
  /** The folder that it is in. */
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
