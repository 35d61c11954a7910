import type { Preview, PreviewedDocument } from '../../core/contract.ts'
import { ask } from '../bridge.ts'
import { attempt, getState, notify } from '../store.ts'
import type { Dropped } from './dropped.ts'
import { readFiles } from './dropped.ts'

/** A previewed file with what the person wrote about it. */
export interface ImportDraft extends PreviewedDocument {
  readonly chosen: boolean
}

/** What can be imported is chosen to begin with; a text that is there already or can't be read never is. */
export function draftOf(
  { token, title, language, duplicateOf, error }: Preview,
  variables: readonly string[],
): ImportDraft {
  return {
    token,
    title,
    language,
    variables: Object.fromEntries(variables.map((name) => [name, ''])),
    chosen: duplicateOf === null && error === null,
  }
}

/** What is sent: the chosen ones, with the variables that were given a value. */
export function documentsToImport(drafts: readonly ImportDraft[]): PreviewedDocument[] {
  return drafts
    .filter(({ chosen }) => chosen)
    .map(({ token, title, language, variables }) => ({
      token,
      title,
      language,
      variables: Object.fromEntries(Object.entries(variables).filter(([, value]) => value.trim() !== '')),
    }))
}

/** Asks for files or a folder; null where nothing was chosen. */
export async function choosePreviews(what: 'files' | 'folder'): Promise<readonly Preview[] | null> {
  const previews = await attempt(() => (what === 'files' ? ask.previewFiles() : ask.previewFolder()))
  return previews === undefined || previews.length === 0 ? null : previews
}

/** Reads what was dropped; null where there was no file in it. */
export async function previewDropped(dropped: readonly Dropped[]): Promise<readonly Preview[] | null> {
  const files = await readFiles(dropped).catch(() => null)
  if (files === null) {
    notify('What was dropped could not be read; try choosing the files instead.', 'refused')
    return null
  }
  if (files.length === 0) {
    notify('There is no file in what was dropped.', 'refused')
    return null
  }
  return (await attempt(() => ask.previewDropped({ files }))) ?? null
}

/** True when everything chosen is in the project now. */
export async function importDrafts(drafts: readonly ImportDraft[]): Promise<boolean> {
  const documents = documentsToImport(drafts)
  const before = getState().open?.project.documents.size ?? 0
  const done = await attempt(async () => {
    await ask.importPreviewed({ documents })
    return true
  })
  if (done !== true) return false
  const now = (getState().open?.project.documents.size ?? before) - before
  notify(`Imported ${now === 1 ? '1 document' : `${now} documents`}.`)
  return true
}
