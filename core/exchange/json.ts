import { type ParseError, parseTree } from 'jsonc-parser'
import { Refusal } from '../refusal.ts'

/** A file's JSON text as a value. Throws a Refusal that says on which line it can't be read. */
export function parseJson(file: string, text: string): unknown {
  const content = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  try {
    return JSON.parse(content)
  } catch {
    throw new Refusal('invalid', `${file}:${syntaxProblem(content)}`)
  }
}

function syntaxProblem(content: string): string {
  const errors: ParseError[] = []
  try {
    parseTree(content, errors, { disallowComments: true })
  } catch (error) {
    if (error instanceof RangeError) return '1: it is nested too deep to be read; get another file'
    throw error
  }
  const at = errors[0]?.offset ?? 0
  const line = content.slice(0, at).split('\n').length
  const cutOff = at >= content.trimEnd().length
  return `${line}: ${cutOff ? 'the file ends too early; get it whole' : 'this is not JSON; mend it there'}`
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
