import { listBackups } from '../project/backup.ts'
import { disk } from '../project/disk.ts'
import { repair } from '../project/repair.ts'
import { restore } from '../project/restore.ts'
import type { Handlers } from '../shell.ts'
import { problemsView } from '../view-of.ts'
import type { WindowSession } from '../window-session.ts'

/** The project's folder as such: mending it, and its backups. */
export function folderHandlers(session: WindowSession) {
  /** What was done may quote the work of coders who are not to be seen. */
  const seen = (done: readonly { file: string; what: string }[]) => {
    const { project, coder } = session.current
    return problemsView(project.project, done, coder, 'this file was mended; its coder sees how it is now')
  }
  return {
    readBackups: () => listBackups(disk, session.current.project.folder),

    async repairProject() {
      const result = await session.reopenAfter((folder) => repair(folder))
      const kept = [
        ...(result.setAside === null ? [] : [`What was set aside is in ${result.setAside}.`]),
        ...(result.backup === null ? [] : [`How it was before is in the backup ${result.backup}.`]),
      ]
      const done = result.done.length === 0 ? ['There was nothing that could be mended.'] : seen(result.done)
      return { snapshot: session.shown()!, done: [...done, ...kept] }
    },

    async restoreBackup({ backup }) {
      const result = await session.reopenAfter((folder) => restore(folder, backup))
      const done = [
        `The project is what it was in the backup ${backup}.`,
        `What it was before is the backup ${result.before}.`,
      ]
      return { snapshot: session.shown()!, done }
    },
  } satisfies Partial<Handlers>
}
