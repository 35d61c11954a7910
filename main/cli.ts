#!/usr/bin/env node
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { clauseOf } from '../core/exchange/line-problem.ts'
import { Refusal } from '../core/refusal.ts'
import { agree } from './cli/agree.ts'
import { check } from './cli/check.ts'
import { codebook } from './cli/codebook.ts'
import { codings } from './cli/codings.ts'
import { type CliCommand, complain, helpOf, type Io, parse, twoColumns } from './cli/command.ts'
import { create } from './cli/create.ts'
import { demo } from './cli/demo.ts'
import { disagreements } from './cli/disagreements.ts'
import { documents, text } from './cli/documents.ts'
import { exportData } from './cli/export.ts'
import { history } from './cli/history.ts'
import { importDocuments } from './cli/import.ts'
import { merge } from './cli/merge.ts'
import { packageWork } from './cli/package.ts'
import { restore } from './cli/restore.ts'
import { version } from './program.ts'

const commands: readonly CliCommand[] = [
  ...[demo, create, importDocuments, documents, text, codebook, codings],
  ...[agree, disagreements, merge, packageWork, history, check, restore, exportData],
]

/**
 * Runs one command line. 0: done; 1: done, but something asked about did not hold; 2: nothing was done.
 * Never throws: what went wrong is said on standard error, `intercoder: FILE[:LINE]: what; what to do`.
 */
export async function run(argv: readonly string[], io: Io): Promise<0 | 1 | 2> {
  try {
    const [name, ...rest] = argv
    if (name === '--version') return say(io, `${version}\n`)
    if (name === '--help' || name === 'help') return say(io, help())
    const command = commands.find((one) => one.name === name)
    if (command === undefined) {
      const problem = name === undefined ? 'a command is missing' : `there is no command “${name}”`
      throw new Refusal('invalid', `${problem}; see intercoder --help`)
    }
    if (rest.includes('--help')) return say(io, helpOf(command))
    return await command.run(parse(command, rest), io)
  } catch (error) {
    explain(error, io)
    return 2
  }
}

function say(io: Io, text: string): 0 {
  io.out(text)
  return 0
}

function help(): string {
  return [
    'Usage: intercoder COMMAND …',
    '',
    'Codes text, compares coders and reports their agreement, without a window and without a network.',
    '',
    ...twoColumns(commands.map(({ name, summary }) => [name, summary])),
    '',
    'intercoder COMMAND --help says more; intercoder --version names the version.',
    'PROJECT is the project’s folder. The exit code is 0 where all is well, 1 where something asked about',
    'does not hold, and 2 where nothing was done.',
    '',
  ].join('\n')
}

function explain(error: unknown, io: Io): void {
  const debug = process.env.INTERCODER_DEBUG === '1'
  if (error instanceof Refusal) complain(io, clauseOf(error.message))
  else complain(io, `a fault in the program: ${(error as Error).message}; please report it`)
  if (debug && error instanceof Error) io.err(`${error.stack}\n`)
}

/** Whether this file was started, rather than imported. */
function isProgram(): boolean {
  const started = process.argv[1]
  return started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)
}

if (isProgram()) {
  // Who reads the output may stop reading it, as in `intercoder documents … | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  const io: Io = {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    cwd: process.cwd(),
    ...(process.stderr.isTTY
      ? { progress: (text: string) => void process.stderr.write(`\r${text}\x1b[K\r`) }
      : {}),
  }
  // The exit code only: leaving at once would lose what a pipe has not taken yet.
  process.exitCode = await run(process.argv.slice(2), io)
}
