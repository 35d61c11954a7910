import { parseArgs } from 'node:util'
import { Refusal } from '../../core/refusal.ts'

/** Where a command reads and writes; paths on the command line are taken from cwd. */
export interface Io {
  out(text: string): void
  err(text: string): void
  readonly cwd: string
  /** Shows how far something is; only where a person watches. */
  progress?(text: string): void
}

/** 0: done. 1: done, but something asked about did not hold. 2: nothing was done. */
export type ExitCode = 0 | 1 | 2

/** An option with a value has a word for it; `many` may be given again and again. */
export interface Option {
  readonly value?: string
  readonly many?: boolean
  readonly help: string
}

/** What stands on the command line after the command's name. */
export interface Given {
  readonly positionals: readonly string[]
  /** Names of the options that are there. */
  readonly options: readonly string[]
  has(option: string): boolean
  /** The option's value, the last one if there are several. */
  value(option: string): string | undefined
  values(option: string): readonly string[]
}

export interface CliCommand {
  readonly name: string
  /** One line a form, without the program's name. */
  readonly usage: readonly string[]
  readonly summary: string
  readonly options?: Readonly<Record<string, Option>>
  /** What else to know, after the options. */
  readonly notes?: string
  run(given: Given, io: Io): Promise<ExitCode>
}

/** A command line that can't be understood; nothing was done. */
export class UsageError extends Refusal {
  constructor(command: string, message: string) {
    super('invalid', `${command}: ${message}; see intercoder ${command} --help`)
  }
}

/** Reads the options of a command. Throws a UsageError. */
export function parse(command: CliCommand, argv: readonly string[]): Given {
  const options = Object.entries(command.options ?? {}).map(([name, { value }]) => [
    name,
    { type: value === undefined ? 'boolean' : 'string', multiple: value !== undefined },
  ])
  try {
    const { values: found, positionals } = parseArgs({
      args: [...argv],
      options: Object.fromEntries(options),
      allowPositionals: true,
    })
    const values = found as Readonly<Record<string, unknown>>
    const all = (name: string) => (values[name] ?? []) as readonly string[]
    return {
      positionals,
      options: Object.keys(values),
      has: (name) => values[name] !== undefined,
      value: (name) => all(name).at(-1),
      values: all,
    }
  } catch (error) {
    const [reason = ''] = (error as Error).message.split(/\.\s|\n/)
    throw new UsageError(command.name, reason.charAt(0).toLowerCase() + reason.slice(1))
  }
}

/** The help of one command. */
export function helpOf(command: CliCommand): string {
  const options = Object.entries(command.options ?? {}).map(
    ([name, { value, help }]) => [`--${name}${value === undefined ? '' : ` ${value}`}`, help] as const,
  )
  return [
    ...command.usage.map((form, n) => `${n === 0 ? 'Usage:' : '      '} intercoder ${form}`),
    '',
    `${command.summary}.`,
    ...(options.length > 0 ? ['', ...twoColumns(options)] : []),
    ...(command.notes === undefined ? [] : ['', command.notes]),
    '',
  ].join('\n')
}

export function twoColumns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`)
}

/** One JSON value on standard output. */
export function printJson(io: Io, value: unknown): void {
  io.out(`${JSON.stringify(value, null, 2)}\n`)
}

/** Says on standard error what is wrong, a line each. */
export function complain(io: Io, message: string): void {
  for (const line of message.split('\n')) io.err(`intercoder: ${line.replace(/\.$/, '')}\n`)
}

/** Exactly as many words as the command needs, by what they stand for. Throws a UsageError. */
export function exactly<Word extends string>(
  command: CliCommand,
  { positionals }: Given,
  ...words: Word[]
): Record<Word, string> {
  const missing = words[positionals.length]
  if (missing !== undefined) throw new UsageError(command.name, `${missing} is missing`)
  const [extra] = positionals.slice(words.length)
  if (extra !== undefined) throw new UsageError(command.name, `“${extra}” is one argument too many`)
  return Object.fromEntries(words.map((word, n) => [word, positionals[n]!])) as Record<Word, string>
}
