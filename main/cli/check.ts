import { resolve } from 'node:path'
import { check as checkFolder } from '../project/check.ts'
import { type CliCommand, complain, exactly, printJson } from './command.ts'
import { problemLine } from './project.ts'

export const check: CliCommand = {
  name: 'check',
  usage: ['check PROJECT [--json]'],
  summary: 'Verifies every file of a project: format, references, hashes and quotes; changes nothing',
  options: { json: { help: 'print the findings as JSON' } },
  notes: 'The exit code is 1 if anything is wrong.',
  async run(given, io) {
    const folder = exactly(check, given, 'PROJECT').PROJECT
    const found = await checkFolder(resolve(io.cwd, folder))
    for (const problem of found.problems) complain(io, problemLine(folder, problem))
    const { ok, problems, documents, segments } = found
    if (given.has('json')) printJson(io, { ok, problems, documents, segments })
    else if (ok) io.out(`${folder}: all is well, ${documents} documents, ${segments} segments\n`)
    return ok ? 0 : 1
  },
}
