import { resolve } from 'node:path'
import { AgreementInputError } from '../../core/agreement/bare-input.ts'
import { coefficientsOfSpans, coefficientsOfTable } from '../../core/agreement/coefficients.ts'
import type { Outcome } from '../../core/agreement/outcome.ts'
import { parseJson } from '../../core/exchange/json.ts'
import { clauseOf } from '../../core/exchange/line-problem.ts'
import { Refusal } from '../../core/refusal.ts'
import { readText } from '../text-file.ts'
import { seedFrom, words } from './agree-settings.ts'
import { type ExitCode, type Given, type Io, printJson, UsageError } from './command.ts'

/** Options that mean something without a project. */
const meaningful = ['table', 'spans', 'coefficients', 'seed', 'json']

/** Agreement of a bare table or span set in a file. */
export async function agreeBare(given: Given, io: Io): Promise<ExitCode> {
  const [table, spans] = [given.value('table'), given.value('spans')]
  const file = table ?? spans!
  if (table !== undefined && spans !== undefined)
    throw new UsageError('agree', 'give --table or --spans, not both')
  if (given.positionals.length > 0)
    throw new UsageError('agree', 'give a project, or --table, or --spans, not two of them')
  const other = given.options.find((option) => !meaningful.includes(option))
  if (other !== undefined) throw new UsageError('agree', `--${other} needs a project`)
  const only = words(given, 'coefficients')
  const input = parseJson(file, await readText(resolve(io.cwd, file), file))
  const coefficients = compute(table === undefined ? coefficientsOfSpans : coefficientsOfTable, input, file, {
    seed: seedFrom(given),
    ...(only.length > 0 ? { only } : {}),
  })
  if (given.has('json')) printJson(io, { format: 'intercoder-coefficients/1', coefficients })
  else for (const [key, outcome] of Object.entries(coefficients)) io.out(`${key}\t${shown(outcome)}\n`)
  return 0
}

function compute(
  coefficients: typeof coefficientsOfTable,
  input: unknown,
  file: string,
  options: Parameters<typeof coefficientsOfTable>[1],
): Record<string, Outcome> {
  try {
    return coefficients(input, options)
  } catch (error) {
    if (error instanceof AgreementInputError)
      throw new Refusal('invalid', `${file}: ${clauseOf(error.message)}`)
    throw error
  }
}

function shown(outcome: Outcome): string {
  return outcome.value === null ? `– ${outcome.reason}` : String(outcome.value)
}
