import type { Codebook } from './codebook.ts'
import type { Attribute, AttributeId, AttributeValue, Code, Segment } from './model.ts'

/** The attributes that segments with the code may have: those of the codes above it first, then its own. */
export function attributesOf(codes: Codebook, code: Code): Attribute[] {
  const parent = code.parent === null ? undefined : codes.get(code.parent)
  return [...(parent === undefined ? [] : attributesOf(codes, parent)), ...code.attributes]
}

/** What a new segment with the code says before anybody has said anything. */
export function initialValues(codes: Codebook, code: Code): Segment['attributes'] {
  const said = attributesOf(codes, code).filter(({ initial }) => initial !== null)
  return Object.fromEntries(said.map(({ id, initial }) => [id, initial!]))
}

/** The values whose attributes the segment's code declares, in their order: what is shown and exported. */
export function shownValues(
  codes: Codebook,
  segment: Pick<Segment, 'code' | 'attributes'>,
): { readonly attribute: Attribute; readonly value: AttributeValue }[] {
  const code = codes.get(segment.code)
  if (code === undefined) return []
  return attributesOf(codes, code).flatMap((attribute) => {
    const value = attributeValue(segment, attribute.id)
    return value === undefined ? [] : [{ attribute, value }]
  })
}

export function attributeValue(
  { attributes }: Pick<Segment, 'attributes'>,
  id: AttributeId,
): AttributeValue | undefined {
  return Object.hasOwn(attributes, id) ? attributes[id] : undefined
}

/** What is wrong with a value for the attribute, as the end of a sentence about it, or undefined. */
export function valueProblem(attribute: Omit<Attribute, 'id'>, value: AttributeValue): string | undefined {
  switch (attribute.kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'is a number'
    case 'yes/no':
      return typeof value === 'boolean' ? undefined : 'is yes or no'
    case 'date':
      return typeof value === 'string' && isDate(value) ? undefined : 'is a date such as 2026-01-05'
    case 'choice':
      return attribute.choices.includes(value as string)
        ? undefined
        : `is one of ${attribute.choices.join(', ')}`
    case 'text':
      return typeof value === 'string' ? undefined : 'is a text'
  }
}

/** A year, a month or a day of the calendar, as in ISO 8601. */
function isDate(value: string): boolean {
  if (!/^\d{4}(-\d\d(-\d\d)?)?$/.test(value)) return false
  const day = `${value}-01-01`.slice(0, 10)
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

/** As people read it. */
export function valueInWords(value: AttributeValue): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}
