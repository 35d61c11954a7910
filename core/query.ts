import { attributeValue } from './attributes.ts'
import { codesInOrder, withDescendants } from './codebook.ts'
import { foldedText } from './folding.ts'
import type {
  AttributeId,
  Certainty,
  CodeId,
  CoderId,
  Document,
  DocumentId,
  Project,
  Segment,
} from './model.ts'
import { byPlace, documentsInOrder } from './model.ts'

/** Which segments are asked for, and in which order. What is null, or '', does not matter. */
export interface Query {
  /** With the codes below it. */
  readonly code: CodeId | null
  readonly coder: CoderId | null
  readonly document: DocumentId | null
  /** Of documents: those where it has this value. */
  readonly variable: { readonly name: string; readonly value: string } | null
  /** Of segments: those where it is this, as it is written: `3`, `yes`. */
  readonly attribute: { readonly attribute: AttributeId; readonly value: string } | null
  /** `unsaid`: those of which their coder does not say. */
  readonly certainty: Certainty | 'unsaid' | null
  /** In the quote or the memo, whatever their case and accents. */
  readonly words: string
  readonly order: 'place' | 'code'
}

export const everySegment: Query = {
  code: null,
  coder: null,
  document: null,
  variable: null,
  attribute: null,
  certainty: null,
  words: '',
  order: 'place',
}

/**
 * The segments that a query asks for, by document and place, or by code and then so. Of what is loaded; what may not
 * be seen must not be in the project.
 */
export function segmentsFor(project: Project, query: Query): Segment[] {
  const documents = new Map(documentsFor(project, query).map(({ id }, rank) => [id, rank]))
  const isAskedFor = filterOf(project, query)
  const found: Segment[] = []
  for (const [id, table] of project.segments) {
    const codings = project.codings.get(id)
    if (codings === undefined || !documents.has(codings.document) || !fits(query.coder, codings.coder))
      continue
    for (const segment of table.values()) if (isAskedFor(segment)) found.push(segment)
  }
  const ranks = new Map(codesInOrder(project.codes).map(({ code }, rank) => [code.id, rank]))
  const rank = ({ code }: Segment) => (query.order === 'code' ? (ranks.get(code) ?? ranks.size) : 0)
  const place = ({ document }: Segment) => documents.get(document)!
  return found.sort((a, b) => rank(a) - rank(b) || place(a) - place(b) || byPlace(a, b))
}

/** The documents in which a query looks, in their order. */
export function documentsFor(project: Project, query: Query): Document[] {
  return documentsInOrder(project).filter(
    ({ id, variables }) => fits(query.document, id) && hasVariable(variables, query),
  )
}

function fits<T>(asked: T | null, is: T): boolean {
  return asked === null || asked === is
}

function hasVariable(variables: Readonly<Record<string, string>>, { variable }: Query): boolean {
  if (variable === null) return true
  return Object.hasOwn(variables, variable.name) && variables[variable.name] === variable.value
}

/** What a segment must be, apart from whose and where. */
function filterOf({ codes }: Project, query: Query): (segment: Segment) => boolean {
  const code = query.code === null ? undefined : codes.get(query.code)
  const below = new Set(code === undefined ? [query.code] : withDescendants(codes, code).map(({ id }) => id))
  const folding = { ignoreCase: true, ignoreAccents: true }
  const words = foldedText(query.words.trim(), folding)
  const has = (text: string) => foldedText(text, folding).includes(words)
  return (segment) =>
    (query.code === null || below.has(segment.code)) &&
    (query.certainty === null || query.certainty === (segment.certainty ?? 'unsaid')) &&
    (query.attribute === null ||
      attributeInWords(segment, query.attribute.attribute) === query.attribute.value) &&
    (words === '' || has(segment.quote) || has(segment.memo))
}

/** The value of an attribute as it is written and asked for; '' where there is none. */
export function attributeInWords(segment: Pick<Segment, 'attributes'>, attribute: AttributeId): string {
  const value = attributeValue(segment, attribute)
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value ?? '')
}
