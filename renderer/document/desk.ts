import { codeLabel } from '../../core/codebook.ts'
import type { CoderId, Document, Segment, Table } from '../../core/model.ts'
import { codingsId } from '../../core/model.ts'
import type { Span } from '../../core/span.ts'
import type { OpenProject, State } from '../store.ts'

/** What lies before the coder: a document with its text, their own segments in it, and what is selected. */
export interface Desk {
  readonly open: OpenProject
  readonly coder: CoderId
  readonly document: Document
  readonly text: string
  readonly segments: Table<Segment>
  readonly selected: Segment | undefined
  readonly selection: Span
}

const noSegments: Table<Segment> = new Map()
const beginning: Span = { start: 0, end: 0 }

/** Undefined while no project, coder or document is chosen, or the text was not read yet. */
export function deskOf({ open, place }: State): Desk | undefined {
  const document = place.document === null ? undefined : open?.project.documents.get(place.document)
  const text = document === undefined ? undefined : open?.project.texts.get(document.id)
  if (open === null || open.coder === null || document === undefined || text === undefined) return undefined
  const segments = ownSegments(open, document)
  return {
    open,
    coder: open.coder,
    document,
    text: text.text,
    segments,
    selected: place.segment === null ? undefined : segments.get(place.segment),
    selection: place.selection ?? beginning,
  }
}

/** The window's coder's segments of a document; the same table as long as nothing changes in it. */
export function ownSegments({ project, coder }: OpenProject, document: Document): Table<Segment> {
  const id = coder === null ? null : codingsId(coder, document.id)
  return (id === null ? undefined : project.segments.get(id)) ?? noSegments
}

/** Whether a place belongs to a segment, both its borders included: a caret at its end is still at it. */
export function reaches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end
}

/** Where steps are taken in the document before us. */
export function groundOf({ text, document }: Desk) {
  return { text, language: document.language }
}

/** What a segment's code is called where one line must do. */
export function nameOf({ open }: Desk, { code }: Segment): string {
  const { codes } = open.project
  const found = codes.get(code)
  return found === undefined ? code : codeLabel(codes, found)
}

export function isEmpty({ start, end }: Span): boolean {
  return start === end
}
