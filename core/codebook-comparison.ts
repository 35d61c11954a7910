import { valueInWords } from './attributes.ts'
import type { Codebook } from './codebook.ts'
import { codesInOrder, pathOf, pathSeparator } from './codebook.ts'
import type { CodebookState } from './codebook-version.ts'
import { endInWords, linkTypesInOrder } from './links.ts'
import type { Attribute, Code, CodeId, LinkEnd, LinkType } from './model.ts'

/** What a field of a code or of a type of link said and says, in words; '' where it says nothing. */
export interface FieldChange {
  readonly field: string
  readonly before: string
  readonly after: string
}

/** What became of what codes and types of link mean from one codebook to another, in the order of the codebook. */
export interface CodebookComparison {
  readonly added: readonly Code[]
  readonly removed: readonly Code[]
  readonly changed: readonly { readonly code: Code; readonly fields: readonly FieldChange[] }[]
  readonly addedLinkTypes: readonly LinkType[]
  readonly removedLinkTypes: readonly LinkType[]
  readonly changedLinkTypes: readonly {
    readonly linkType: LinkType
    readonly fields: readonly FieldChange[]
  }[]
}

/**
 * What differs between two states of a codebook in meaning: what a version counts (codebook-version.ts), so neither
 * colours, keys, memos nor order; or in all that is written of a code. Codes are the same by their ids, whatever they
 * are called.
 */
export function compareCodebooks(
  before: CodebookState,
  after: CodebookState,
  what: 'meaning' | 'all' = 'meaning',
): CodebookComparison {
  const fieldsOf = what === 'all' ? allFieldsOf : meaningOf
  const [codesBefore, codesAfter] = [before, after].map(({ codes }) =>
    codesInOrder(codes).map(({ code }) => code),
  )
  const [typesBefore, typesAfter] = [before, after].map(linkTypesInOrder)
  return {
    added: codesAfter!.filter(({ id }) => !before.codes.has(id)),
    removed: codesBefore!.filter(({ id }) => !after.codes.has(id)),
    changed: codesAfter!.flatMap((code) => {
      const was = before.codes.get(code.id)
      const fields =
        was === undefined ? [] : changes(fieldsOf(before.codes, was), fieldsOf(after.codes, code))
      return fields.length === 0 ? [] : [{ code, fields }]
    }),
    addedLinkTypes: typesAfter!.filter(({ id }) => !before.linkTypes.has(id)),
    removedLinkTypes: typesBefore!.filter(({ id }) => !after.linkTypes.has(id)),
    changedLinkTypes: typesAfter!.flatMap((linkType) => {
      const was = before.linkTypes.get(linkType.id)
      const fields =
        was === undefined ? [] : changes(endsOf(before.codes, was), endsOf(after.codes, linkType))
      return fields.length === 0 ? [] : [{ linkType, fields }]
    }),
  }
}

/** What became of one code; undefined where its meaning is the same, or it was in neither. */
export function codeChange(
  before: CodebookState,
  after: CodebookState,
  id: CodeId,
): readonly FieldChange[] | undefined {
  const [was, is] = [before.codes.get(id), after.codes.get(id)]
  const fields = changes(
    was === undefined ? [] : meaningOf(before.codes, was),
    is === undefined ? [] : meaningOf(after.codes, is),
  )
  return fields.length === 0 ? undefined : fields
}

/** All that a code that was not there before says, but for its name, its place and the colour, which stand for themselves. */
export function saidOfNew(codes: Codebook, code: Code): FieldChange[] {
  return changes([], allFieldsOf(codes, code)).filter(
    ({ field }) => !['name', 'under', 'colour'].includes(field),
  )
}

type Fields = readonly (readonly [field: string, said: string])[]

function changes(before: Fields, after: Fields): FieldChange[] {
  const [was, is] = [new Map(before), new Map(after)]
  return [...new Map([...before, ...after]).keys()]
    .map((field) => ({ field, before: was.get(field) ?? '', after: is.get(field) ?? '' }))
    .filter((change) => change.before !== change.after)
}

function allFieldsOf(codes: Codebook, code: Code): Fields {
  const { key, colour, memo } = code
  return [...meaningOf(codes, code), ['key', key], ['colour', `${colour}`], ['memo', memo]]
}

function meaningOf(codes: Codebook, code: Code): Fields {
  const parent = code.parent === null ? undefined : codes.get(code.parent)
  return [
    ['name', code.name],
    ['under', parent === undefined ? '' : pathOf(codes, parent).join(pathSeparator)],
    ['definition', code.definition],
    ['include', code.include],
    ['exclude', code.exclude],
    ['example', code.example],
    ['counter-example', code.counterExample],
    ...code.attributes.map(
      (attribute) => [`attribute ${attribute.name}`, attributeInWords(attribute)] as const,
    ),
  ]
}

/** `one of killed, injured, missing; begins with killed`. */
function attributeInWords({ kind, choices, initial }: Attribute): string {
  const what = kind === 'choice' ? `one of ${choices.join(', ')}` : kind
  const begins = initial === null ? '' : `; begins with ${valueInWords(initial)}`
  return `${what}${begins}`
}

function endsOf(codes: Codebook, { name, from, to }: LinkType): Fields {
  const named = (end: LinkEnd) => endInWords(end, (id) => codes.get(id)?.name ?? id)
  return [
    ['name', name],
    ['goes out from', named(from)],
    ['leads to', named(to)],
  ]
}
