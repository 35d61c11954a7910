import { attributesOf, attributeValue, initialValues, valueProblem } from '../attributes.ts'
import { diffOf } from '../change.ts'
import { currentVersion } from '../codebook-version.ts'
import type { Context, Deciders, Decision } from '../decision.ts'
import { lookUp } from '../layers.ts'
import type {
  AttributeId,
  AttributeValue,
  Code,
  CodeId,
  Codings,
  DocumentId,
  Project,
  Segment,
  SegmentId,
} from '../model.ts'
import { codingsId, unsaid } from '../model.ts'
import { snapToGraphemes, splitsSurrogatePair } from '../offset.ts'
import { Refusal } from '../refusal.ts'
import type { Span } from '../span.ts'
import { sameSpan } from '../span.ts'
import { excerpt, quoteOf } from '../text.ts'
import { codeOf } from './codebook.ts'
import { coderOf } from './coder.ts'
import { documentOf, textOf } from './document.ts'

/** Every command here is about the segments of the coder who gives it. */
export interface SegmentCommands {
  /**
   * Marks the span, widened to whole graphemes, with the code. `segment` is the id of the new segment where whoever
   * asks has made one up, as a window does that shows it before it is answered.
   */
  applyCode: {
    readonly document: DocumentId
    readonly code: CodeId
    readonly segment?: SegmentId
  } & Span
  /** Gives the segment another code, other borders, another memo, certainty or values. */
  changeSegment: {
    readonly document: DocumentId
    readonly segment: SegmentId
    readonly changes: Partial<Pick<Segment, 'code' | 'start' | 'end' | 'memo' | 'certainty'>> & {
      /** The attributes that get another value; null takes it away. */
      readonly attributes?: Readonly<Record<AttributeId, AttributeValue | null>>
    }
  }
  deleteSegments: { readonly document: DocumentId; readonly segments: readonly SegmentId[] }
}

export const segmentDeciders: Deciders<SegmentCommands> = {
  applyCode(project, { document, code, segment: id, start, end }, context) {
    const { name } = codeOf(project, code)
    const version = currentVersion(project, context.now)
    const made = newSegment(project, { document, code, start, end, version: version.id }, context)
    const segment = id === undefined ? made : { ...made, id }
    if (project.segments.get(codingsId(segment.coder, document))?.has(segment.id))
      throw new Refusal('taken', `There is a segment ${segment.id} already.`)
    refuseTwin(project, segment)
    return {
      label: `code ${excerpt(segment.quote)} as ${name}`,
      change: {
        ...version.change,
        segments: diffOf({ added: [segment] }),
        ...firstCodings(project, segment),
      },
    }
  },

  changeSegment(project, { document, segment, changes }, context) {
    const before = segmentOf(project, document, segment, context)
    const code = codeOf(project, changes.code ?? before.code)
    const span = { start: changes.start ?? before.start, end: changes.end ?? before.end }
    const place = sameSpan(span, before) ? {} : placeOf(project, document, span)
    // Who gives it another code has the codebook of now before them.
    const version = code.id === before.code ? null : currentVersion(project, context.now)
    const after: Segment = {
      ...before,
      ...place,
      code: code.id,
      memo: (changes.memo ?? before.memo).toWellFormed(),
      certainty: changes.certainty === undefined ? before.certainty : changes.certainty,
      attributes: valuesOf(project, code, before, changes.attributes ?? {}),
      version: version?.id ?? before.version,
      changed: context.now,
    }
    if (after.code !== before.code || !sameSpan(after, before)) refuseTwin(project, after)
    const decision = changed(project, before, after, code)
    return { ...decision, change: { ...version?.change, ...decision.change } }
  },

  deleteSegments(project, { document, segments }, context) {
    const removed = [...new Set(segments)].map((id) => segmentOf(project, document, id, context))
    const [only] = removed
    const gone = new Set(removed.map(({ id }) => id))
    const own = project.segments.get(codingsId(coderOf(project, context.coder).id, document))
    const unlinked = [...(own?.values() ?? [])].flatMap((before): [Segment, Segment][] => {
      const links = before.links.filter(({ to }) => !gone.has(to))
      const changes = !gone.has(before.id) && links.length < before.links.length
      return changes ? [[before, { ...before, links, changed: context.now }]] : []
    })
    return {
      label:
        removed.length === 1 && only
          ? `remove ${codeOf(project, only.code).name} from ${excerpt(only.quote)}`
          : `remove ${removed.length} segments`,
      change: { segments: diffOf({ removed, updated: unlinked }) },
    }
  },
}

function changed(project: Project, before: Segment, after: Segment, code: Code): Decision {
  const change = { segments: diffOf({ updated: [[before, after]] }) }
  if (after.code !== before.code) return { label: `recode ${excerpt(after.quote)} as ${code.name}`, change }
  if (!sameSpan(before, after)) return { label: `move the borders of ${excerpt(after.quote)}`, change }
  if (after.memo !== before.memo)
    return { label: `write a memo on ${excerpt(after.quote)}`, change, joins: `memo ${after.id}` }
  if (after.certainty !== before.certainty)
    return { label: `set the certainty of ${excerpt(after.quote)}`, change, joins: `certainty ${after.id}` }
  const [attribute] = Object.keys({ ...before.attributes, ...after.attributes }).filter(
    (id) => attributeValue(before, id as AttributeId) !== attributeValue(after, id as AttributeId),
  )
  const name = attributesOf(project.codes, code).find(({ id }) => id === attribute)?.name ?? 'the attributes'
  return { label: `set ${name} of ${excerpt(after.quote)}`, change, joins: `${attribute} ${after.id}` }
}

/** The segment's values with the changes. Throws a Refusal where one is not what its attribute takes. */
export function valuesOf(
  project: Project,
  code: Code,
  before: Segment,
  changes: Readonly<Record<AttributeId, AttributeValue | null>>,
): Segment['attributes'] {
  const declared = attributesOf(project.codes, code)
  // Under another code a segment begins with what that code's segments begin with, and keeps what it says already.
  const initial = code.id === before.code ? {} : initialValues(project.codes, code)
  const values: Record<string, AttributeValue> = { ...initial, ...before.attributes }
  for (const [id, value] of Object.entries(changes) as [AttributeId, AttributeValue | null][]) {
    const attribute = declared.find((one) => one.id === id)
    if (attribute === undefined) throw new Refusal('missing', `${code.name} has no attribute ${id}.`)
    const problem = value === null ? undefined : valueProblem(attribute, value)
    if (problem !== undefined) throw new Refusal('invalid', `${attribute.name} ${problem}.`)
    if (value === null) delete values[id]
    else values[id] = typeof value === 'string' ? value.toWellFormed() : value
  }
  return values
}

/** A segment of the context's coder. Its borders are widened to whole graphemes. */
export function newSegment(
  project: Project,
  given: Pick<Segment, 'document' | 'code' | 'start' | 'end' | 'version'>,
  context: Context,
): Segment {
  return {
    id: context.newId() as SegmentId,
    document: given.document,
    coder: coderOf(project, context.coder).id,
    code: given.code,
    ...placeOf(project, given.document, given),
    ...unsaid,
    attributes: initialValues(project.codes, codeOf(project, given.code)),
    version: given.version,
    created: context.now,
    changed: context.now,
  }
}

/** Where a segment is, widened to whole graphemes, with its words. Throws a Refusal where there is no such span. */
export function placeOf(project: Project, document: DocumentId, span: Span) {
  const { title } = documentOf(project, document)
  const text = textOf(project, document)
  const problem = spanProblem(text, span)
  if (problem !== undefined) throw new Refusal('invalid', `${title}: ${problem}.`)
  const { start, end } = snapToGraphemes(text, span)
  return { start, end, ...quoteOf(text, start, end) }
}

/** What is wrong with a span of a text, in words, or undefined. */
export function spanProblem(text: string, { start, end }: Span): string | undefined {
  if (!Number.isInteger(start) || !Number.isInteger(end))
    return `start ${start} and end ${end} are not whole numbers`
  if (start < 0) return `start ${start} is before the text`
  if (start >= end) return `start ${start} is not before end ${end}`
  if (end > text.length) return `end ${end} is beyond the text, which has ${text.length} characters`
  for (const offset of [start, end]) {
    if (splitsSurrogatePair(text, offset)) return `offset ${offset} is inside a surrogate pair`
  }
  return undefined
}

/** The codings record that a coder's first segment in a document brings along. */
export function firstCodings(project: Project, { coder, document }: Pick<Segment, 'coder' | 'document'>) {
  const id = codingsId(coder, document)
  const codings: Codings = { id, coder, document, done: false }
  return project.codings.has(id) ? {} : { codings: diffOf({ added: [codings] }) }
}

export function segmentOf(project: Project, document: DocumentId, id: SegmentId, context: Context): Segment {
  const coder = coderOf(project, context.coder)
  const segment = project.segments.get(codingsId(coder.id, document))?.get(id)
  if (segment === undefined)
    throw new Refusal(
      'missing',
      `${coder.name} has no such segment in ${documentOf(project, document).title}.`,
    )
  return segment
}

const startOf = ({ start }: Segment) => start

/** The same code on the same span by the same coder, other than the segment itself and those that go. */
export function twinOf(
  project: Project,
  segment: Segment,
  gone: ReadonlyMap<SegmentId, unknown> = new Map(),
): Segment | undefined {
  const own =
    project.segments.get(codingsId(segment.coder, segment.document)) ?? new Map<SegmentId, Segment>()
  return lookUp(own, startOf, segment.start).find(
    (other) =>
      other.id !== segment.id &&
      !gone.has(other.id) &&
      other.code === segment.code &&
      sameSpan(other, segment),
  )
}

export function refuseTwin(...given: Parameters<typeof twinOf>): void {
  const [project, segment] = given
  if (twinOf(...given) !== undefined) refuseAsTwin(project, segment)
}

/** Says that a segment like this is there already. */
export function refuseAsTwin(project: Project, segment: Segment): never {
  throw new Refusal(
    'taken',
    `${excerpt(segment.quote)} has the code ${codeOf(project, segment.code).name} already.`,
  )
}
