import { resolve } from 'node:path'
import { agreement } from '../../core/agreement/agreement.ts'
import { EXACT_METRICS, SIMULATED_METRICS } from '../../core/agreement/coefficient-sheet.ts'
import { progressWarnings } from '../../core/agreement/progress.ts'
import type { AgreementResult } from '../../core/agreement/result.ts'
import { SET_METRICS } from '../../core/agreement/set-measures.ts'
import { agreementInput } from '../agreement-input.ts'
import { version } from '../program.ts'
import { writeText } from '../text-file.ts'
import { agreeBare } from './agree-bare.ts'
import { agreeOptions, settingsFrom } from './agree-settings.ts'
import { summaryOf } from './agree-summary.ts'
import {
  type CliCommand,
  complain,
  type ExitCode,
  exactly,
  type Given,
  type Io,
  printJson,
} from './command.ts'
import { loadProject } from './project.ts'
import { reportWriter } from './report-formats.ts'
import { readRequirement, shortfalls } from './require.ts'

export const agree: CliCommand = {
  name: 'agree',
  usage: [
    'agree PROJECT [options] [--json] [--report FILE]…',
    'agree --table FILE.json [--coefficients k1,k2] [--json]',
    'agree --spans FILE.json [--coefficients k1,k2] [--json]',
  ],
  summary: 'Reports how far coders agree, in a project or in a bare table or span set',
  options: agreeOptions,
  notes: [
    'Characters are UTF-16 code units. A coder has coded a larger unit with a code if any of its characters is in',
    'a segment of that code. A value that is not defined is said to be so, with the reason.',
    '',
    `Coefficients: ${EXACT_METRICS.join(', ')};`,
    `over the sets of codes of units, in a project: ${SET_METRICS.join(', ')};`,
    `those that simulate, computed only when they are named: ${SIMULATED_METRICS.join(', ')}.`,
  ].join('\n'),
  async run(given, io) {
    if (given.has('table') || given.has('spans')) return agreeBare(given, io)
    const folder = exactly(agree, given, 'PROJECT').PROJECT
    return agreeProject(folder, given, io)
  },
}

async function agreeProject(folder: string, given: Given, io: Io): Promise<ExitCode> {
  // Everything that can be wrong with the command line is wrong before anything is computed or written.
  const reports = given.values('report').map((file) => ({ file, write: reportWriter(file) }))
  const requirements = given.values('require').map(readRequirement)
  const project = await loadProject(folder, io)
  const settings = settingsFrom(given, project)
  const result = finish(agreement(agreementInput(project, version), settings), io)
  const missed = requirements.flatMap((requirement) => shortfalls(result, requirement))
  for (const { file, write } of reports) await writeText(resolve(io.cwd, file), file, await write(result))
  if (given.has('json')) {
    // Among the sentences of the summary it is read; among those of the JSON a person might not see it.
    for (const sentence of progressWarnings(result.notDone.filter(({ begun }) => !begun)))
      complain(io, sentence.slice(0, -1))
    printJson(io, result)
  } else io.out(summaryOf(result))
  for (const sentence of missed) complain(io, sentence)
  return missed.length > 0 ? 1 : 0
}

/** Runs to the end, saying now and then how far it is. */
export function finish(running: ReturnType<typeof agreement>, io: Pick<Io, 'progress'>): AgreementResult {
  let step = running.next()
  for (let n = 0; !step.done; n++) {
    if (n % 50 === 0) io.progress?.(`${step.value.done} of ${step.value.total}`)
    step = running.next()
  }
  return step.value
}
