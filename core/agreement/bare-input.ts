import type { CodedSpan, SpanSet } from './spans.ts'
import { type Decisions, type Table, tableOf } from './table.ts'

/** The input cannot be a table or a span set; the message is one sentence that says where and why. */
export class AgreementInputError extends Error {
  override readonly name = 'AgreementInputError'
}

/** More coders than this is a mistake in the file, not a study. */
const MOST_CODERS = 1000

/**
 * Reads a bare table, `{ coders, categories, units }`: one row per unit, one column per coder, each value
 * an index into the categories or null. Throws AgreementInputError.
 */
export function readTable(input: unknown): Table {
  const members = membersOf(input)
  const coders = readCoders(members.coders)
  const categories = readLabels(members.categories, 'categories')
  const units = readList(members.units, 'units')
  units.forEach((unit, index) => {
    checkUnit(unit, index, coders, categories.length)
  })
  return tableOf(units as readonly Decisions[], categories, coders)
}

function checkUnit(unit: unknown, index: number, coders: number, categories: number): void {
  if (!Array.isArray(unit)) refuse(`Unit ${index} is not a list of values; give one value or null per coder`)
  if (unit.length !== coders) {
    refuse(`Unit ${index} has ${unit.length} values but there are ${coders} coders; fill the gap with null`)
  }
  for (let coder = 0; coder < coders; coder++) {
    const value: unknown = unit[coder]
    if (value === null) continue
    if (!Number.isInteger(value) || (value as number) < 0 || (value as number) >= categories) {
      refuse(
        `Unit ${index} has ${shown(value)} for coder ${coder}; it must be null or an index from 0 to ${categories - 1}`,
      )
    }
  }
}

/**
 * Reads a bare span set, `{ textLength, coders, codes, spans }`, offsets in UTF-16 code units, half-open.
 * Other members are ignored: they can be derived. Throws AgreementInputError.
 */
export function readSpans(input: unknown): SpanSet {
  const members = membersOf(input)
  const textLength = readWhole(members.textLength, 'textLength', 0, Number.MAX_SAFE_INTEGER)
  const coders = readCoders(members.coders)
  const codes = readLabels(members.codes, 'codes')
  const spans = readList(members.spans, 'spans').map((span, index) =>
    readSpan(span, `Span ${index}`, { textLength, coders, codes: codes.length }),
  )
  return { textLength, coders, codes, spans }
}

interface SpanLimits {
  readonly textLength: number
  readonly coders: number
  readonly codes: number
}

function readSpan(input: unknown, where: string, limits: SpanLimits): CodedSpan {
  if (!isObject(input)) refuse(`${where} is not an object; give it coder, code, start and end`)
  const coder = readWhole(input.coder, `${where}: coder`, 0, limits.coders - 1)
  const code = readWhole(input.code, `${where}: code`, 0, limits.codes - 1)
  const start = readWhole(input.start, `${where}: start`, 0, limits.textLength)
  const end = readWhole(input.end, `${where}: end`, 0, limits.textLength)
  if (start >= end) {
    refuse(`${where} runs from ${start} to ${end} and holds no character; its end must be after its start`)
  }
  return { coder, code, start, end }
}

function membersOf(input: unknown): Record<string, unknown> {
  if (!isObject(input)) refuse('The input is not a JSON object; give a table or a span set')
  return input
}

function isObject(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
}

function readCoders(input: unknown): number {
  if (input === 0 || input === 1) refuse(`There are ${input} coders; agreement needs at least two`)
  return readWhole(input, 'coders', 2, MOST_CODERS)
}

function readWhole(input: unknown, what: string, least: number, most: number): number {
  if (typeof input !== 'number' || !Number.isInteger(input) || input < least || input > most) {
    refuse(`${what} is ${shown(input)}; it must be a whole number from ${least} to ${most}`)
  }
  return input
}

function readList(input: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(input)) refuse(`${what} is ${shown(input)}; it must be a list`)
  return input
}

function readLabels(input: unknown, what: string): readonly string[] {
  const labels = readList(input, what)
  const seen = new Set<string>()
  return labels.map((label, index) => {
    if (typeof label !== 'string') refuse(`${what} ${index} is ${shown(label)}; it must be a text`)
    if (seen.has(label)) refuse(`${what} holds "${label}" twice; every name may occur once`)
    seen.add(label)
    return label
  })
}

function shown(input: unknown): string {
  return input === undefined ? 'missing' : (JSON.stringify(input)?.slice(0, 40) ?? typeof input)
}

function refuse(message: string): never {
  throw new AgreementInputError(`${message}.`)
}
