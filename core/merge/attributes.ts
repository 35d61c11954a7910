import type { Attribute, AttributeId, Code } from '../model.ts'
import { type Field, type Pasts, type Side, whoMovedOn } from './moved-on.ts'

const prefix = 'attribute '

/** The code's attributes, each a field by itself; null where the code has none of that id. */
export function attributeFields(mine: Code, other: Code): Field<Code>[] {
  const ids = new Set([...mine.attributes, ...other.attributes].map(({ id }) => id))
  return [...ids].sort().map((id) => ({
    name: `${prefix}${(attributeOf(mine, id) ?? attributeOf(other, id))!.name} ${id}`,
    of: (code) => attributeOf(code, id) ?? null,
  }))
}

export function isAttributeField({ name }: Field<Code>): boolean {
  return name.startsWith(prefix)
}

/** As a person reads it: without the id. */
export function attributeFieldName({ name }: Field<Code>): string {
  return name.replace(/ [^ ]*$/, '')
}

function attributeOf(code: Code, id: AttributeId): Attribute | undefined {
  return code.attributes.find((attribute) => attribute.id === id)
}

export function attributeInWords(attribute: Attribute | null): string {
  if (attribute === null) return 'not there'
  const { name, kind, choices, initial } = attribute
  const of = choices.length === 0 ? '' : ` of ${choices.join(', ')}`
  return `${name}: ${kind}${of}${initial === null ? '' : `, at first ${initial}`}`
}

const ids: Field<Code> = { name: 'order', of: ({ attributes }) => attributes.map(({ id }) => id) }

/**
 * The attributes of the merged code in order: as in the copy that is known to have ordered them last, or in the one
 * that holds the other's order; else by id, so that neither copy has a say by being merged first.
 */
export function mergedAttributes(
  mine: Code,
  other: Code,
  pasts: Pasts,
  fields: readonly Field<Code>[],
  sideOf: (field: Field<Code>) => Side,
): readonly Attribute[] {
  const kept = fields
    .filter(isAttributeField)
    .map((field) => field.of(sideOf(field) === 'mine' ? mine : other) as Attribute | null)
    .filter((attribute) => attribute !== null)
  const orderIn = (code: Code) =>
    code.attributes.flatMap(({ id }) => kept.find((attribute) => attribute.id === id) ?? [])
  const [m, o] = [orderIn(mine), orderIn(other)]
  const side = whoMovedOn(mine, other, pasts, ids.of)
  if (side === 'mine' && m.length === kept.length) return m
  if (side === 'other' && o.length === kept.length) return o
  if (m.length === kept.length && holds(m, o)) return m
  if (o.length === kept.length && holds(o, m)) return o
  return kept
}

function holds(whole: readonly Attribute[], part: readonly Attribute[]): boolean {
  const there = new Set(part)
  const shared = whole.filter((attribute) => there.has(attribute))
  return shared.length === part.length && shared.every((attribute, at) => attribute === part[at])
}
