import type { Codings, CodingsId, DocumentId, Project, Segment, Text } from '../../core/model.ts'
import type { Disk } from './disk.ts'
import type { Problem } from './problems.ts'
import { ProjectReader } from './project-reader.ts'
import { unchanged } from './steady.ts'

export interface ReadProject {
  readonly project: Project
  readonly problems: readonly Problem[]
}

/** Called between files with how many are read and how many there are; throws a Refusal to stop. */
export type Progress = (done: number, of: number) => void

/**
 * All of a project, texts and segments too, checked, as it is between two changes. Throws a Refusal where there is
 * none. Writes nothing.
 */
export function readProject(disk: Disk, root: string, onProgress: Progress = () => {}): Promise<ReadProject> {
  return unchanged(disk, root, () => readOnce(disk, root, onProgress))
}

async function readOnce(disk: Disk, root: string, onProgress: Progress): Promise<ReadProject> {
  const reader = new ProjectReader(disk, root)
  const head = await reader.head()
  const documents = new Map(head.documents)
  const texts = new Map<DocumentId, Text>()
  const of = head.documents.size + head.codings.size
  let done = 0
  for (const document of head.documents.values()) {
    onProgress(done++, of)
    const text = await reader.text(document)
    if (text === undefined) documents.delete(document.id)
    else texts.set(document.id, text)
  }
  const codings = new Map<CodingsId, Codings>()
  const segments = new Map<CodingsId, Map<Segment['id'], Segment>>()
  for (const work of head.codings.values()) {
    onProgress(done++, of)
    const read = await reader.codings(head, work, texts.get(work.document)?.text)
    if (read === undefined) continue
    codings.set(work.id, read.codings)
    if (read.segments.length > 0) segments.set(work.id, new Map(read.segments.map((one) => [one.id, one])))
  }
  return { project: { ...head, documents, texts, codings, segments }, problems: reader.problems.all }
}
