import type { NewAttribute } from '../commands/codebook.ts'
import type { Attribute, AttributeId, AttributeKind } from '../model.ts'
import { valueOfText, valueText } from './attribute-names.ts'
import type { Loss } from './loss.ts'

/**
 * The attributes of a code as text, a line each, for formats that have no place for them:
 * `kind (choice) {"id":"kind-1a2b3c","choices":["killed","wounded"]}`.
 */
export function attributeLines(attributes: readonly Attribute[]): string {
  return attributes
    .map(({ id, name, kind, choices, initial }) => {
      const more = {
        id,
        ...(choices.length > 0 ? { choices } : {}),
        ...(initial === null ? {} : { initial }),
      }
      return `${name} (${kind}) ${JSON.stringify(more)}`
    })
    .join('\n')
}

/** What attributeLines wrote, whose id and choices may be missing, and the lines that are no attribute. */
export function attributesOfLines(text: string): { attributes: NewAttribute[]; unread: string[] } {
  const attributes: NewAttribute[] = []
  const unread: string[] = []
  for (const line of text.split('\n').map((line) => line.trim())) {
    const attribute = attributeOfLine(line)
    if (attribute !== undefined) attributes.push(attribute)
    else if (line !== '') unread.push(line)
  }
  return { attributes, unread }
}

/** Of lines that are no attribute, as many are named. */
const named = 10

/** A line among the attributes of a code that is none. */
export interface UnreadLine {
  readonly code: string
  readonly line: string
}

/** Such lines, as what can't be held. */
export function unreadLines(lines: readonly UnreadLine[]): Loss[] {
  const left = lines.length - named
  return [
    ...lines.slice(0, named).map(({ code, line }) => ({
      what: `attribute of ${code} was left out, as its line is not written “name (kind) {…}”: “${shortened(line)}”`,
      count: 1,
    })),
    ...(left > 0 ? [{ what: 'more such lines of attributes were left out', count: left }] : []),
  ]
}

function shortened(line: string): string {
  return line.length <= 120 ? line : `${line.slice(0, 119).toWellFormed()}…`
}

function attributeOfLine(line: string): NewAttribute | undefined {
  const [, written, kind, more = '{}'] =
    /^(.+) \((number|text|date|choice|yes\/no)\)(?: (\{.*\}))?$/.exec(line) ?? []
  const name = (written ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim()
  const said = objectOf(more)
  if (name === '' || name.length > 200 || said === undefined) return undefined
  const { id, choices = [], initial } = said
  if (!Array.isArray(choices) || !choices.every(isChoice)) return undefined
  if (kind !== 'choice' && choices.length > 0) return undefined
  const known = typeof id === 'string' && /^[a-z0-9][a-z0-9-]{0,90}$/.test(id)
  const attribute: NewAttribute = {
    ...(known ? { id: id as AttributeId } : {}),
    name: name.toWellFormed(),
    kind: kind as AttributeKind,
    choices,
    initial: null,
  }
  const given = typeof initial === 'string' || typeof initial === 'number' || typeof initial === 'boolean'
  return { ...attribute, initial: given ? (valueOfText(attribute, valueText(initial)) ?? null) : null }
}

/** As codebook.json takes it. */
function isChoice(choice: unknown): choice is string {
  return typeof choice === 'string' && choice !== '' && choice.length <= 200 && choice.isWellFormed()
}

function objectOf(json: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(json) as Record<string, unknown>
  } catch {
    return undefined
  }
}
