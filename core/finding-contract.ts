import type { Hit, HitUnit } from './find.ts'
import type { CodeId, Segment } from './model.ts'

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
