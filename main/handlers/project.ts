import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { coderOf } from '../../core/commands/coder.ts'
import { Refusal } from '../../core/refusal.ts'
import { disk } from '../project/disk.ts'
import { createProject } from '../project/opening.ts'
import { defaultCodebook, makeSample } from '../sample.ts'
import type { Handlers } from '../shell.ts'
import { stepView } from '../view-of.ts'
import type { WindowSession } from '../window-session.ts'

/** Opening and closing projects, and carrying out commands in them. */
export function projectHandlers(session: WindowSession) {
  const { shell, desk, projects } = session
  return {
    start: () => ({
      version: shell.version,
      recent: desk.recent.map(({ folder, title }) => ({ token: folder, title, folder })),
      preferences: desk.preferences,
      open: session.shown(),
    }),

    async openSample() {
      const folder = join(shell.userData, 'sample-project')
      return session.open(folder, () => placeSample(folder, shell.seeds))
    },

    async createProject({ title, codes }) {
      const folder = await shell.chooseFolder({
        title: 'An empty folder for the project',
        buttonLabel: 'Create project',
      })
      if (folder === undefined) return null
      const codebook = codes === 'sample' ? await defaultCodebook(shell.seeds) : { codes: [] }
      return session.begin(await projects.adopt(await createProject(folder, { title, ...codebook })))
    },

    async openProject() {
      const folder = await shell.chooseFolder({ title: 'Open a project', buttonLabel: 'Open project' })
      return folder === undefined ? null : session.open(folder)
    },

    async openRecent({ token }) {
      // A token that is not in our own list opens nothing, so it may well read like a path.
      const recent = desk.recent.find(({ folder }) => folder === token)
      if (recent === undefined) {
        throw new Refusal('missing', 'This project is not in the list any more; open its folder.')
      }
      return session.open(recent.folder)
    },

    closeProject: () => session.end(),

    chooseCoder({ coder }) {
      if (coder !== null) coderOf(session.current.project.project, coder)
      return session.codeAs(coder)
    },

    async dispatch(command) {
      const { project, coder } = session.current
      await project.perform(command, coder)
    },
    async undo() {
      const { project, coder } = session.current
      return stepView(project.project, await project.undo(coder), coder)
    },
    async redo() {
      const { project, coder } = session.current
      return stepView(project.project, await project.redo(coder), coder)
    },
    saveAgain: () => session.current.project.saveAgain(),
    saveElsewhere: () => session.saveElsewhere(),

    writePreferences: (preferences) => desk.prefer(preferences),
  } satisfies Partial<Handlers>
}

/** Makes the sample project where it isn't there: beside its place, and then moved, so that it is never half made. */
async function placeSample(folder: string, seeds: string): Promise<void> {
  if ((await disk.list(folder)).length > 0) return
  const fresh = `${folder}-new`
  await rm(fresh, { recursive: true, force: true })
  await makeSample(fresh, seeds)
  await rename(fresh, folder)
}
