import { certaintyOfText } from '../attribute-names.ts'
import type { FoundCoding, FoundCodings, FoundLink } from '../found.ts'
import { parseJson } from '../json.ts'
import { LossCount } from '../loss.ts'
import { textOfBytes } from '../text-bytes.ts'

type Json = Record<string, unknown>

/**
 * W3C Web Annotations: an array, a collection or page with `items`, a single one, or one a line. Every tag of every
 * target is a coding. Contexts are never fetched.
 */
export function readW3c(file: string, bytes: Uint8Array): FoundCodings {
  const losses = new LossCount()
  const all = annotationsIn(parseJsonOrLines(file, textOfBytes(file, bytes)))
  const codings = all.flatMap((annotation, n) =>
    linkOf(annotation) === undefined ? codingsOf(annotation, n + 1, losses) : [],
  )
  const links = all.flatMap((annotation) => linkOf(annotation) ?? [])
  return { codings, links, losses: losses.list }
}

/** JSON as a whole, or else a value a line. Throws the Refusal of the whole. */
export function parseJsonOrLines(file: string, text: string): unknown {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  try {
    if (lines.length > 1) return lines.map((line) => JSON.parse(line) as unknown)
  } catch {
    // Then it is one value over many lines.
  }
  return parseJson(file, text)
}

/** Collections hold pages, and pages hold annotations; anything deeper is no collection. */
function annotationsIn(value: unknown, depth = 0): Json[] {
  if (depth > deepest) return []
  if (Array.isArray(value)) return value.flatMap((item) => annotationsIn(item, depth + 1))
  if (!isObject(value)) return []
  const inside = value.items ?? value.first
  return inside === undefined ? [value] : annotationsIn(inside, depth + 1)
}

const deepest = 10

/** What joins two annotations by their ids. */
function linkOf({ motivation, target, body }: Json): FoundLink | undefined {
  const targets = listOf(target).map((one) => (isObject(one) ? one.id : one))
  const [from, to] = targets
  if (!listOf(motivation).includes('linking') || targets.length !== 2) return undefined
  if (typeof from !== 'string' || typeof to !== 'string') return undefined
  return { type: codesOf(listOf(body))[0] ?? '', from, to }
}

function codingsOf(annotation: Json, line: number, losses: LossCount): FoundCoding[] {
  const bodies = listOf(annotation.body)
  const codes = codesOf(bodies)
  const targets = listOf(annotation.target).filter((target) => typeof target === 'string' || isObject(target))
  if (codes.length === 0) {
    losses.add('records have no tag, so that they say no code, and were left out')
    return []
  }
  const textual = bodies.flatMap((body) =>
    isObject(body) && typeof body.value === 'string' && purposeOf(body) !== 'tagging'
      ? [{ purpose: purposeOf(body), label: body.label, value: body.value }]
      : [],
  )
  const [certainty] = textual.flatMap(({ purpose, value }) => (isCertainty(purpose, value) ? [value] : []))
  const values = textual.flatMap((body) => described(body))
  const memo = textual.flatMap((body) =>
    isCertainty(body.purpose, body.value) || described(body).length > 0 ? [] : [body.value],
  )
  return targets.flatMap((target) => {
    const place = placeOf(target)
    if (place === undefined) {
      losses.add('records point at no stretch of text and were left out')
      return []
    }
    return codes.map((code) => ({
      line,
      ...(typeof annotation.id === 'string' ? { key: annotation.id } : {}),
      ...(certainty === undefined ? {} : { certainty }),
      ...(values.length === 0 ? {} : { values: Object.fromEntries(values) }),
      coder: creatorOf(annotation),
      code,
      memo: memo.join('\n\n'),
      ...place,
    }))
  })
}

function isCertainty(purpose: unknown, value: string): boolean {
  return purpose === 'assessing' && certaintyOfText(value) !== undefined
}

/** An attribute's name and value, as we write it: a description with a label; any other one is a comment. */
function described({ purpose, label, value }: { purpose: unknown; label: unknown; value: string }) {
  return purpose === 'describing' && typeof label === 'string' ? [[label, value] as const] : []
}

function codesOf(bodies: readonly unknown[]): string[] {
  const tags = bodies.flatMap((body) =>
    isObject(body) && purposeOf(body) === 'tagging' && typeof body.value === 'string' ? [body.value] : [],
  )
  const sources = bodies.flatMap((body) =>
    isObject(body) && purposeOf(body) === 'classifying' ? sourceNames(body).slice(0, 1) : [],
  )
  return tags.length > 0 ? tags : sources
}

function purposeOf(body: Json): unknown {
  const purpose = Array.isArray(body.purpose) ? body.purpose[0] : body.purpose
  return purpose ?? (body.type === 'Tag' ? 'tagging' : undefined)
}

function creatorOf({ creator }: Json): string | undefined {
  const [first] = listOf(creator)
  if (typeof first === 'string') return first
  if (!isObject(first)) return undefined
  const name = first.name ?? first.nickname ?? first.id
  return typeof name === 'string' ? name : undefined
}

/** Selectors of an array mean one place; `refinedBy` says it more closely. */
function placeOf(
  target: unknown,
): Pick<FoundCoding, 'documents' | 'start' | 'end' | 'unit' | 'quote' | 'prefix' | 'suffix'> | undefined {
  if (!isObject(target)) return undefined
  const selectors = listOf(target.selector).flatMap((selector) => withRefinements(selector))
  const position = selectors.find(({ type }) => type === 'TextPositionSelector')
  const quote = selectors.find(({ type }) => type === 'TextQuoteSelector')
  const documents = sourceNames(target)
  const { start, end } = position ?? {}
  const { exact, prefix, suffix } = quote ?? {}
  const positioned = typeof start === 'number' && typeof end === 'number'
  if (!positioned && typeof exact !== 'string') return undefined
  return {
    documents,
    ...(positioned ? { start, end, unit: 'code-points' as const } : {}),
    ...(typeof exact === 'string' ? { quote: exact } : {}),
    ...(typeof prefix === 'string' ? { prefix } : {}),
    ...(typeof suffix === 'string' ? { suffix } : {}),
  }
}

function withRefinements(selector: unknown, depth = 0): Json[] {
  if (!isObject(selector) || depth > deepest) return []
  return [selector, ...listOf(selector.refinedBy).flatMap((refined) => withRefinements(refined, depth + 1))]
}

/** What a document or code is called by: its address, and the name that it may have as well. */
function sourceNames({ source }: Json): string[] {
  const [first] = listOf(source)
  const names = isObject(first) ? [first.id, first.label, first.title] : [first]
  return names.filter((name) => typeof name === 'string')
}

function listOf(value: unknown): unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
