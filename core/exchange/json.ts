import { Refusal } from '../refusal.ts'

/** A JSON text as a value. Throws a Refusal that says on which line it can't be read. */
export function parseJson(text: string): unknown {
  const content = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  try {
    return JSON.parse(content)
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1]
    const end = /Unexpected end|Unterminated/.test(String(error))
    const at = end ? content.length : position === undefined ? undefined : Number(position)
    const line = at === undefined ? '' : ` (line ${content.slice(0, at).split('\n').length})`
    throw new Refusal('invalid', `The file is ${end ? 'cut off' : 'not valid JSON'}${line}.`)
  }
}

/** A JSON object with the members that are allowed; `where` names it in messages. Throws a Refusal. */
export function objectAt(value: unknown, where: string, allowed: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal('invalid', `${where} is not an object.`)
  const unknown = Object.keys(value).find((key) => !allowed.includes(key))
  if (unknown !== undefined)
    throw new Refusal(
      'invalid',
      `${where} has “${unknown}”, which is not known; it may have ${allowed.join(', ')}.`,
    )
  return value as Record<string, unknown>
}

/** JSON as it is written to files: two spaces, a line feed at the end. */
export function writeJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
