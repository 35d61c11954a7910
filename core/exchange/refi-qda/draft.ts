import type { Code, Coder, Document, LinkType, Segment } from '../../model.ts'
import type { Loss } from '../loss.ts'
import type { Counting } from '../positions.ts'
import type { Evidence } from './detect.ts'

/** A project that came out of another program's file and is nowhere on disk yet. It holds whole records. */
export interface ProjectDraft {
  readonly title: string
  readonly memo: string
  readonly linkTypes: readonly LinkType[]
  readonly coders: readonly Coder[]
  readonly codes: readonly Code[]
  readonly documents: readonly DraftDocument[]
  readonly segments: readonly Segment[]
}

export interface DraftDocument {
  readonly document: Document
  readonly text: string
}

/** What a file held and what became of it; the standard demands it (section 7: warn and list what is discarded). */
export interface ReadReport {
  /** The program that wrote the file, as it says. */
  readonly origin: string
  /** How often each element stood in the file. */
  readonly counts: Readonly<Record<string, number>>
  readonly positions: readonly DetectedPositions[]
  readonly losses: readonly Loss[]
  readonly unplaced: readonly Unplaced[]
}

export interface DetectedPositions {
  readonly document: string
  readonly counting: Counting
  readonly evidence: Evidence
  readonly selections: number
  readonly onBorders: number | undefined
}

/** A selection, or a coding of one, that has no place in a text of the project. */
export interface Unplaced {
  readonly source: string
  readonly code: string
  readonly coder: string
  /** Where it was in the source, in the source's own terms. */
  readonly where: string
  /** Its words as far as the file gives them. */
  readonly words: string
  readonly why: string
}

/** What reading needs from outside. */
export interface ReadOptions {
  /** ISO 8601, UTC; the time of what carries none. */
  readonly now: string
  newId(): string
  /** BCP 47, of all texts: a REFI-QDA file does not say. */
  readonly language: string
  /** How positions count, where a person knows it better. */
  readonly counting?: Partial<Counting>
}
