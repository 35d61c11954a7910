import { Refusal } from '../refusal.ts'

/** A file's JSON text as a value. Throws a Refusal that says on which line it can't be read. */
export function parseJson(file: string, text: string): unknown {
  const content = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  try {
    return JSON.parse(content)
  } catch (error) {
    const cutOff = /Unexpected end|Unterminated/.test(String(error))
    const position = /position (\d+)/.exec(String(error))?.[1]
    const at = cutOff ? content.length : position === undefined ? undefined : Number(position)
    const line = at === undefined ? '' : `:${content.slice(0, at).split('\n').length}`
    const what = cutOff ? 'the file is cut off; get it whole' : 'this is not JSON; mend it there'
    throw new Refusal('invalid', `${file}${line}: ${what}`)
  }
}

/** A JSON object with the members that are allowed; `where` is file and place for messages. Throws a Refusal. */
export function objectAt(value: unknown, where: string, allowed: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal('invalid', `${where} is not an object`)
  const unknown = Object.keys(value).find((key) => !allowed.includes(key))
  if (unknown !== undefined)
    throw new Refusal(
      'invalid',
      `${where} has “${unknown}”, which is not known; it may have ${allowed.join(', ')}`,
    )
  return value as Record<string, unknown>
}

/** JSON as it is written to files: two spaces, a line feed at the end. */
export function writeJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
