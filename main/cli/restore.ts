import { resolve } from 'node:path'
import type { Backup } from '../../core/project-contract.ts'
import { listBackups } from '../project/backup.ts'
import { disk } from '../project/disk.ts'
import { problemLine } from '../project/problem-line.ts'
import { restore as restoreBackup } from '../project/restore.ts'
import { type CliCommand, complain, exactly, type Io, printJson } from './command.ts'

export const restore: CliCommand = {
  name: 'restore',
  usage: ['restore PROJECT [--json]', 'restore PROJECT BACKUP [--json]'],
  summary: 'Lists the backups of a project, or makes the project what it was in one of them',
  options: { json: { help: 'print the list, or what was done, as JSON' } },
  notes: [
    'A backup is made before a merge, a migration, a repair and a restoring. Restoring is all or nothing, and what',
    'the project was just before is kept as a backup too. The exit code is 1 if anything is wrong with the backup.',
  ].join('\n'),
  async run(given, io) {
    const [folder, name] = given.positionals
    if (folder !== undefined && name === undefined) return list(folder, given.has('json'), io)
    const { PROJECT, BACKUP } = exactly(restore, given, 'PROJECT', 'BACKUP')
    const { found, ...done } = await restoreBackup(resolve(io.cwd, PROJECT), BACKUP)
    for (const problem of found.problems) complain(io, problemLine(PROJECT, problem))
    if (given.has('json')) printJson(io, { ...done, ok: found.ok, problems: found.problems })
    else {
      const counts = `${done.written.length} files written, ${done.removed.length} removed`
      io.out(`${PROJECT}: restored ${BACKUP}, ${counts}; what it was before is ${done.before}\n`)
    }
    return found.ok ? 0 : 1
  },
}

async function list(folder: string, asJson: boolean, io: Io): Promise<0> {
  const backups = await listBackups(disk, resolve(io.cwd, folder))
  if (asJson) printJson(io, backups)
  else if (backups.length === 0) io.out(`${folder}: there are no backups yet\n`)
  else io.out(`${backups.map((backup) => `${backup.name}  ${inWords(backup)}`).join('\n')}\n`)
  return 0
}

function inWords({ reason }: Backup): string {
  return reason === 'restore' ? 'before another backup was restored' : `before a ${reason}`
}
