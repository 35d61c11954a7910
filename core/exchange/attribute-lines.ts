import type { NewAttribute } from '../commands/codebook.ts'
import type { Attribute, AttributeId, AttributeKind } from '../model.ts'
import { valueOfText, valueText } from './attribute-names.ts'

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

/** What attributeLines wrote; lines that are no attribute are left out. The id may be missing. */
export function attributesOfLines(text: string): NewAttribute[] {
  return text.split('\n').flatMap((line) => attributeOfLine(line) ?? [])
}

function attributeOfLine(line: string): NewAttribute | undefined {
  const [, written, kind, more = '{}'] =
    /^(.+) \((number|text|date|choice|yes\/no)\)(?: (\{.*\}))?$/.exec(line) ?? []
  const name = (written ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim()
  if (name === '' || name.length > 200) return undefined
  const { id, choices, initial } = objectOf(more)
  const chosen = Array.isArray(choices) ? choices.filter(isChoice) : []
  if ((kind === 'choice') !== chosen.length > 0) return undefined
  const known = typeof id === 'string' && /^[a-z0-9][a-z0-9-]{0,90}$/.test(id)
  const attribute: NewAttribute = {
    ...(known ? { id: id as AttributeId } : {}),
    name: name.toWellFormed(),
    kind: kind as AttributeKind,
    choices: chosen,
    initial: null,
  }
  const given = typeof initial === 'string' || typeof initial === 'number' || typeof initial === 'boolean'
  return { ...attribute, initial: given ? (valueOfText(attribute, valueText(initial)) ?? null) : null }
}

/** As codebook.json takes it. */
function isChoice(choice: unknown): choice is string {
  return typeof choice === 'string' && choice !== '' && choice.length <= 200 && choice.isWellFormed()
}

function objectOf(json: string): Record<string, unknown> {
  try {
    return JSON.parse(json) as Record<string, unknown>
  } catch {
    return {}
  }
}
