import type { ProjectDraft } from '../../core/exchange/refi-qda/draft.ts'
import { OpenProject } from '../project/open-project.ts'

/** Makes a project of a draft in a folder that is empty or not there yet; it is open and on disk. */
export async function fillNew(folder: string, draft: ProjectDraft): Promise<OpenProject> {
  const project = await OpenProject.create(folder, { title: draft.title, codes: [] })
  try {
    await project.dispatch({ type: 'fillProject', draft }, null)
    return project
  } catch (error) {
    await project.close().catch(() => undefined)
    throw error
  }
}
