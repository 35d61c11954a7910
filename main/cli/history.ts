import { resolve } from 'node:path'
import { disk } from '../project/disk.ts'
import { HistoryLog, namesIn } from '../project/history-log.ts'
import { type CliCommand, complain, exactly, printJson } from './command.ts'
import { codersNamed, loadProject } from './project.ts'

export const history: CliCommand = {
  name: 'history',
  usage: ['history PROJECT [--coder C]… [--json]'],
  summary: 'Lists every change of all sessions with time and coder, newest first',
  options: {
    coder: { value: 'C', many: true, help: 'only what this coder did' },
    json: { help: 'print the lines as JSON' },
  },
  notes: 'Where a line can’t be read it is named, the rest is listed, and the exit code is 1.',
  async run(given, io) {
    const folder = exactly(history, given, 'PROJECT').PROJECT
    const project = await loadProject(folder, io)
    const coders = codersNamed(project, given.values('coder')).map(({ id }) => id)
    const { lines, damaged } = await new HistoryLog(disk, resolve(io.cwd, folder)).read()
    const names = namesIn(lines)
    const nameOf = (id: (typeof coders)[number] | null) =>
      id === null ? null : (project.coders.get(id)?.name ?? names.get(id) ?? id)
    const found = lines
      .filter(({ coder }) => coders.length === 0 || (coder !== null && coders.includes(coder)))
      .map(({ at, coder, label }) => ({ at, coder: nameOf(coder), label }))
      .reverse()
    for (const problem of damaged) complain(io, `${folder}/${problem}`)
    if (given.has('json')) printJson(io, { format: 'intercoder-history/1', lines: found })
    else io.out(found.map(({ at, coder, label }) => `${at}\t${coder ?? ''}\t${label}\n`).join(''))
    return damaged.length === 0 ? 0 : 1
  },
}
