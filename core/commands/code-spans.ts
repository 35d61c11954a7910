import { diffOf } from '../change.ts'
import { currentVersion } from '../codebook-version.ts'
import type { Context, Deciders } from '../decision.ts'
import type { CodeId, DocumentId, Project, Segment } from '../model.ts'
import { codingsId } from '../model.ts'
import { Refusal } from '../refusal.ts'
import type { Span } from '../span.ts'
import { excerpt } from '../text.ts'
import { codeOf } from './codebook.ts'
import { coderOf } from './coder.ts'
import { firstCodings, newSegment } from './segment.ts'

export interface CodeSpansCommands {
  /**
   * Marks every span, widened to whole graphemes, with the code: one step of the history, however many they are.
   * Spans that the coder has coded so already are left out; it is refused where there are no others.
   */
  applyCodeToSpans: { readonly code: CodeId; readonly spans: readonly DocumentSpan[] }
}

export interface DocumentSpan extends Span {
  readonly document: DocumentId
}

export const codeSpansDeciders: Deciders<CodeSpansCommands> = {
  applyCodeToSpans(project, { code, spans }, context) {
    const { name } = codeOf(project, code)
    const coder = coderOf(project, context.coder).id
    const version = currentVersion(project, context.now)
    const isNew = newPlaces(project, code, context)
    const added = spans
      .map((span) => newSegment(project, { ...span, code, version: version.id }, context))
      .filter(isNew)
    const [first] = added
    if (first === undefined) throw new Refusal('taken', `All of these have the code ${name} already.`)
    const documents = new Set(added.map(({ document }) => document))
    const codings = [...documents].flatMap(
      (document) => firstCodings(project, { coder, document }).codings?.added ?? [],
    )
    return {
      label:
        added.length === 1
          ? `code ${excerpt(first.quote)} as ${name}`
          : `code ${added.length} segments as ${name}`,
      change: {
        ...version.change,
        ...(codings.length === 0 ? {} : { codings: diffOf({ added: codings }) }),
        segments: diffOf({ added }),
      },
    }
  },
}

/** Whether a segment is the first with the code at its place, also among those asked about before. */
function newPlaces(project: Project, code: CodeId, context: Context): (segment: Segment) => boolean {
  const coder = coderOf(project, context.coder).id
  const taken = new Map<DocumentId, Set<string>>()
  const placesIn = (document: DocumentId) => {
    const known = taken.get(document)
    if (known !== undefined) return known
    const own = [...(project.segments.get(codingsId(coder, document))?.values() ?? [])]
    const places = new Set(own.filter((segment) => segment.code === code).map(placeOf))
    taken.set(document, places)
    return places
  }
  return (segment) => {
    const places = placesIn(segment.document)
    if (places.has(placeOf(segment))) return false
    places.add(placeOf(segment))
    return true
  }
}

function placeOf({ start, end }: Span): string {
  return `${start} ${end}`
}
