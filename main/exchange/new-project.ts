import type { ProjectDraft } from '../../core/exchange/refi-qda/draft.ts'
import type { OpenProject } from '../project/open-project.ts'
import { createProject } from '../project/opening.ts'

/** Makes a project of a draft in a folder that is empty or not there yet; it is open and on disk. */
export async function fillNew(folder: string, draft: ProjectDraft): Promise<OpenProject> {
  const project = await createProject(folder, { title: draft.title, codes: [] })
  try {
    await project.dispatch({ type: 'fillProject', draft }, null)
    return project
  } catch (error) {
    await project.close().catch(() => undefined)
    throw error
  }
}
