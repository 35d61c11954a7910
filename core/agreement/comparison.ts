import type { CodingState } from '../model.ts'
import { Refusal } from '../refusal.ts'
import type { AgreementInput, AgreementSettings, InputCode, InputDocument, InputSegment } from './input.ts'
import { sortedBy } from './sorted.ts'
import { type CodedSpan, type Stretch, unionOf } from './spans.ts'

/** The part of the input under comparison; coders and codes are indexes from here on. */
export interface Comparison {
  readonly coders: readonly { readonly id: string; readonly name: string }[]
  readonly codes: readonly InputCode[]
  readonly documents: readonly ComparedDocument[]
  /** Documents that fewer than two of these coders were given, so that nothing in them can be compared. */
  readonly leftOut: readonly InputDocument[]
}

export interface ComparedDocument {
  readonly document: InputDocument
  /** Per coder: a coder who was not given the document is missing in it. */
  readonly given: readonly boolean[]
  /** Per coder, how far they said to be, or are known to be by a segment of any code. */
  readonly states: readonly CodingState[]
  /** The segments as they are, by place. */
  readonly spans: readonly CodedSpan[]
  /** What a coder covered with a code, without overlaps: `covered[trackOf(code, coder)]`. */
  readonly covered: readonly (readonly Stretch[])[]
}

/** 3 to this power is still a whole number that a double holds exactly; see tally.ts. */
const MOST_CODERS = 33

/** Where the decisions on one code by one coder stand. */
export function trackOf(code: number, coder: number, coders: number): number {
  return code * coders + coder
}

/**
 * Picks out what the settings name.
 * @throws Refusal where an id is unknown, fewer than two coders are named, a name stands
 * twice, or a segment lies outside of its document's text.
 */
export function comparisonOf(input: AgreementInput, settings: AgreementSettings): Comparison {
  const coders = settings.coders.map((id) => found(input.coders, id, 'coder'))
  if (new Set(settings.coders).size < Math.max(2, settings.coders.length)) {
    throw new Refusal('invalid', 'Agreement needs two or more different coders; name them in the settings.')
  }
  if (coders.length > MOST_CODERS) {
    throw new Refusal(
      'invalid',
      `Agreement takes up to ${MOST_CODERS} coders at once; name fewer in the settings.`,
    )
  }
  const codes = settings.codes ? input.codes.filter((code) => settings.codes?.includes(code.id)) : input.codes
  for (const id of settings.codes ?? []) found(input.codes, id, 'code')
  for (const id of settings.documents ?? []) found(input.documents, id, 'document')
  const named = input.documents.filter((document) => settings.documents?.includes(document.id) ?? true)
  const segments = byDocument(input.segments)
  const compared = named.map((document) =>
    compareDocument(document, segments.get(document.id) ?? [], coders, codes),
  )
  return {
    coders,
    codes,
    documents: compared.filter(({ given }) => given.filter(Boolean).length > 1),
    leftOut: compared.filter(({ given }) => given.filter(Boolean).length < 2).map(({ document }) => document),
  }
}

function byDocument(segments: readonly InputSegment[]): ReadonlyMap<string, readonly InputSegment[]> {
  const grouped = new Map<string, InputSegment[]>()
  for (const segment of segments) {
    const group = grouped.get(segment.document)
    if (group) group.push(segment)
    else grouped.set(segment.document, [segment])
  }
  return grouped
}

function found<T extends { readonly id: string }>(all: readonly T[], id: string, kind: string): T {
  const one = all.find((record) => record.id === id)
  if (!one)
    throw new Refusal('missing', `There is no ${kind} with the id "${id}"; choose one of the project's.`)
  return one
}

function compareDocument(
  document: InputDocument,
  segments: readonly InputSegment[],
  coders: Comparison['coders'],
  codes: readonly InputCode[],
): ComparedDocument {
  const coderIndex = new Map(coders.map((coder, index) => [coder.id, index]))
  const codeIndex = new Map(codes.map((code, index) => [code.id, index]))
  const spans: CodedSpan[] = []
  const begun = new Set(segments.map(({ coder }) => coder))
  const tracks: Stretch[][] = Array.from({ length: codes.length * coders.length }, () => [])
  for (const segment of segments) {
    const coder = coderIndex.get(segment.coder)
    const code = codeIndex.get(segment.code)
    if (coder === undefined || code === undefined) continue
    checkPlace(segment, document)
    spans.push({ coder, code, start: segment.start, end: segment.end })
  }
  const ordered = sortedBy(spans, ({ start }) => start)
  ordered.sort((a, b) => a.start - b.start || a.end - b.end || a.coder - b.coder || a.code - b.code)
  for (const span of ordered) tracks[trackOf(span.code, span.coder, coders.length)]!.push(span)
  // Whoever marked something in a document has read it, whatever the list of who was given it says.
  const coded = new Set(spans.map((span) => span.coder))
  return {
    document,
    given: coders.map((coder, index) => document.givenTo.includes(coder.id) || coded.has(index)),
    states: coders.map(({ id }) =>
      document.doneBy.includes(id) ? 'done' : begun.has(id) ? 'in progress' : 'new',
    ),
    spans: ordered,
    covered: tracks.map(unionOf),
  }
}

function checkPlace({ start, end }: InputSegment, { title, text }: InputDocument): void {
  if (start >= 0 && start < end && end <= text.length) return
  throw new Refusal(
    'damaged',
    `A segment from ${start} to ${end} does not lie in the ${text.length} characters of "${title}"; check the project.`,
  )
}
