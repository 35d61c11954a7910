import { join, resolve } from 'node:path'
import { check as checkFolder } from '../project/check.ts'
import { problemLine } from '../project/problem-line.ts'
import { repair } from '../project/repair.ts'
import { type CliCommand, complain, exactly, type Io, printJson } from './command.ts'

export const check: CliCommand = {
  name: 'check',
  usage: ['check PROJECT [--repair] [--json]'],
  summary:
    'Verifies every file of a project: format, references, hashes and quotes; mends what can be mended if told to',
  options: {
    repair: {
      help: 'mend what quotes, context, history and backups can mend, after a backup, and say what was done',
    },
    json: { help: 'print the findings as JSON' },
  },
  notes: [
    'Without --repair nothing is written. What can’t be mended stays as it is; what is taken out of a file is kept',
    'in set-aside/. The exit code is 1 if anything is wrong, or still is after mending.',
  ].join('\n'),
  async run(given, io) {
    const folder = exactly(check, given, 'PROJECT').PROJECT
    if (given.has('repair')) return mend(folder, given.has('json'), io)
    const found = await checkFolder(resolve(io.cwd, folder))
    for (const problem of found.problems) complain(io, problemLine(folder, problem))
    if (given.has('json')) printJson(io, found)
    else if (found.ok) sayWell(folder, found, io)
    return found.ok ? 0 : 1
  },
}

async function mend(folder: string, asJson: boolean, io: Io): Promise<0 | 1> {
  const { done, backup, setAside, found } = await repair(resolve(io.cwd, folder))
  for (const problem of found.problems) complain(io, problemLine(folder, problem))
  if (asJson) printJson(io, { ...found, repaired: done, backup, setAside })
  else {
    for (const { file, what } of done) io.out(`${join(folder, file)}: ${what}\n`)
    if (setAside !== null) io.out(`${folder}: what was set aside is in ${setAside}\n`)
    if (backup !== null) io.out(`${folder}: how it was before is in the backup ${backup}\n`)
    if (found.ok) sayWell(folder, found, io)
  }
  return found.ok ? 0 : 1
}

function sayWell(folder: string, found: { documents: number; segments: number }, io: Io): void {
  io.out(`${folder}: all is well, ${found.documents} documents, ${found.segments} segments\n`)
}
