import { type Change, diffOf } from '../change.ts'
import { currentVersion } from '../codebook-version.ts'
import type { Context } from '../decision.ts'
import type { CodeId, DocumentId, Project, Segment, SegmentId } from '../model.ts'
import { codingsId } from '../model.ts'
import type { Span } from '../span.ts'
import { codeOf } from './codebook.ts'
import { coderOf } from './coder.ts'
import { refuseAsTwin, segmentOf, valuesOf } from './segment.ts'

/**
 * Gives segments of the context's coder other codes, one after the other, as changeSegment does, with as much work as
 * there are segments: no project is made in between.
 */
export class Recoding {
  private readonly before = new Map<Segment, Segment>()
  /** How many segments of the coder have a code on a span, by document. */
  private readonly places = new Map<DocumentId, Map<string, number>>()
  private versions: Pick<Change, 'versions'> = {}

  constructor(
    private readonly project: Project,
    private readonly context: Context,
  ) {}

  get change(): Change {
    return { ...this.versions, segments: diffOf({ updated: [...this.before] }) }
  }

  give(document: DocumentId, id: SegmentId, to: CodeId): void {
    const code = codeOf(this.project, to)
    const first = segmentOf(this.project, document, id, this.context)
    const segment = this.before.get(first) ?? first
    const isOther = code.id !== segment.code
    const version = isOther ? currentVersion(this.project, this.context.now) : null
    const after: Segment = {
      ...segment,
      code: code.id,
      attributes: valuesOf(this.project, code, segment, {}),
      version: version?.id ?? segment.version,
      changed: this.context.now,
    }
    if (isOther) this.move(segment, after)
    if (version !== null) this.versions = version.change
    this.before.set(first, after)
  }

  private move(from: Segment, to: Segment): void {
    const places = this.placesIn(to.document)
    const count = (segment: Segment) => places.get(placeOf(segment)) ?? 0
    if (count(to) > 0) refuseAsTwin(this.project, to)
    places.set(placeOf(from), count(from) - 1)
    places.set(placeOf(to), 1)
  }

  private placesIn(document: DocumentId): Map<string, number> {
    const known = this.places.get(document)
    if (known !== undefined) return known
    const places = new Map<string, number>()
    const own = this.project.segments.get(codingsId(coderOf(this.project, this.context.coder).id, document))
    for (const segment of own?.values() ?? [])
      places.set(placeOf(segment), (places.get(placeOf(segment)) ?? 0) + 1)
    this.places.set(document, places)
    return places
  }
}

function placeOf({ code, start, end }: { readonly code: CodeId } & Span): string {
  return `${code} ${start} ${end}`
}
