import { counted } from '../../core/counted.ts'
import type { PreviewedFile } from '../../core/exchange-contract.ts'
import { documentsInOrder, type Project } from '../../core/model.ts'
import { ask } from '../bridge.ts'
import type { DoorFile } from '../import-door.ts'
import { getDoor, putAway, readAgain } from '../import-door.ts'
import { attempt, getState, go, notify, show } from '../store.ts'

/** Files whose documents would come in now. */
export function filesToImport(files: readonly DoorFile[]): DoorFile[] {
  return files.filter(({ chosen, state, read }) => {
    if (!chosen || state !== 'read' || read === null || 'error' in read || read.as !== 'documents')
      return false
    return read.documents.duplicates < read.documents.count
  })
}

/** How many documents that are. */
export function documentsToImport(files: readonly DoorFile[]): number {
  return filesToImport(files).reduce((sum, { read }) => {
    if (read === null || 'error' in read || read.as !== 'documents') return sum
    return sum + read.documents.count - read.documents.duplicates
  }, 0)
}

/** What is sent: the variables that were given a value. */
export function sentFiles(files: readonly DoorFile[]): PreviewedFile[] {
  return filesToImport(files).map(({ token, title, language, variables }) => ({
    ...{ token, title, language },
    variables: Object.fromEntries(Object.entries(variables).filter(([, value]) => value.trim() !== '')),
  }))
}

/** Goes to the first of the documents that came in since. */
function goToNew(before: Project | undefined): void {
  const after = getState().open?.project
  const first = after && documentsInOrder(after).find(({ id }) => before?.documents.has(id) === false)
  if (first !== undefined) go({ document: first.id, segment: null, selection: null })
}

export async function importDocuments(): Promise<void> {
  const { files } = getDoor()
  const before = getState().open?.project
  const sent = sentFiles(files)
  const count = documentsToImport(files)
  const done = await attempt(() => ask.importDocuments({ files: sent }).then(() => true))
  if (done !== true) return
  goToNew(before)
  notify(`Imported ${counted(count, 'document')}.`)
  // What can't come in has been seen; other kinds of files wait for their own word.
  const left = new Set(
    files.filter(({ as, state }) => as !== 'documents' || state !== 'read').map(({ token }) => token),
  )
  putAway(new Set(files.map(({ token }) => token).filter((token) => !left.has(token))))
}

export async function importCodings({ token, name }: DoorFile): Promise<void> {
  const before = getState().open?.project
  const done = await attempt(() => ask.importCodings({ token }).then(() => true))
  if (done !== true) return
  goToNew(before)
  notify(`Imported the codings from ${name}. Undo takes them back.`)
  putAway(new Set([token]))
}

export async function importCodebook({ token, name }: DoorFile): Promise<void> {
  const done = await attempt(() => ask.importCodebook({ token }).then(() => true))
  if (done !== true) return
  notify(`Imported the codebook from ${name}. Undo takes it back.`)
  putAway(new Set([token]))
}

/** Makes a project out of the file and opens it. */
export async function createFrom({ token, title, language, options }: DoorFile): Promise<void> {
  // The file does not say the language of its texts, so they are read with the one that was written.
  if (language !== (options.language ?? 'en')) await readAgain(token, { language })
  const snapshot = await attempt(() => ask.createFrom({ token, title }))
  if (!snapshot) return
  putAway(new Set(getDoor().files.map((file) => file.token)))
  show(snapshot)
}
