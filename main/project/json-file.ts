import { relative } from 'node:path'
import { findNodeAtLocation, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Adapter } from 'lowdb'
import type { z } from 'zod'
import { format } from '../../core/migration.ts'
import { Refusal } from '../../core/refusal.ts'
import { type Disk, replaceFile } from './disk.ts'

/**
 * A JSON file with a schema, as an adapter of lowdb: what is read has passed the schema, what is written is on disk
 * as a whole or not at all. Reading gives null where there is no file and throws a Refusal with file, line and
 * reason where it is not what it should be.
 */
export class JsonFile<T> implements Adapter<T> {
  constructor(
    private readonly disk: Disk,
    private readonly root: string,
    private readonly path: string,
    private readonly schema: z.ZodType<T>,
  ) {}

  async read(): Promise<T | null> {
    const content = await this.disk.read(this.path)
    return content === undefined ? null : parseJson(relative(this.root, this.path), content, this.schema)
  }

  async write(data: T): Promise<void> {
    await replaceFile(this.disk, this.path, toJson(data as object))
  }
}

/** Throws a Refusal `FILE:LINE: what is wrong` where the content is not JSON, or not what the schema says. */
export function parseJson<T>(file: string, content: string, schema: z.ZodType<T>): T {
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch {
    throw new Refusal('damaged', `${file}:${syntaxProblem(content)}`)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new Refusal('damaged', `${file}:${schemaProblem(content, value, parsed.error)}`)
}

function syntaxProblem(content: string): string {
  const errors: ParseError[] = []
  parseTree(content, errors, { disallowComments: true, allowTrailingComma: false })
  const [first] = errors
  if (content.trim() === '') return '1: the file is empty; restore it from a copy'
  if (first === undefined) return '1: this is not JSON; restore the file from a copy'
  const reason = printParseErrorCode(first.error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  const early = reason.startsWith('unexpected end') || first.offset >= content.trimEnd().length
  const cut = early ? 'the file ends too early' : `this is not JSON (${reason})`
  return `${lineAt(content, first.offset)}: ${cut}; restore the file from a copy`
}

function schemaProblem(content: string, value: unknown, error: z.ZodError): string {
  const found = value !== null && typeof value === 'object' && 'format' in value ? value.format : undefined
  if (typeof found === 'string' && found !== format) {
    return `${lineOf(content, ['format'])}: the format is ${found}, and this program reads ${format}; open it with a newer version`
  }
  const issue = error.issues[0]!
  const path = issue.path as (string | number)[]
  const place = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '')
  return `${lineOf(content, path)}: ${place === '' ? '' : `${place} `}${inWords(issue.message)}`
}

/** What zod says, as the end of a sentence about the value. */
function inWords(message: string): string {
  const [, expected, received] = /^Invalid input: expected (.+), received (.+)$/.exec(message) ?? []
  if (received === 'undefined') return 'is missing'
  if (received !== undefined) return `should be ${expected}, not ${received}`
  return /^(is|holds) /.test(message)
    ? message
    : `is wrong: ${message.replace(/^[A-Z]/, (letter) => letter.toLowerCase())}`
}

function lineOf(content: string, path: readonly (string | number)[]): number {
  const tree = parseTree(content)
  for (let depth = path.length; tree !== undefined && depth > 0; depth--) {
    const node = findNodeAtLocation(tree, [...path.slice(0, depth)])
    if (node !== undefined) return lineAt(content, node.offset)
  }
  return 1
}

function lineAt(content: string, offset: number): number {
  return content.slice(0, offset).split('\n').length
}

/**
 * JSON that a person can read and compare: a line a key, and in lists a line a record, keys in the order given,
 * a line feed at the end.
 */
export function toJson(value: object): string {
  const lines = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${list(part)}`)
  return `{\n${lines.join(',\n')}\n}\n`
}

function list(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value)
  return `[\n${value.map((record) => JSON.stringify(record)).join(',\n')}\n]`
}
