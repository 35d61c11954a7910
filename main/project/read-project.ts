import { sameValue } from '../../core/difference.ts'
import type { Codings, CodingsId, DocumentId, Project, Segment, Table, Text } from '../../core/model.ts'
import { codingsId, emptyProject } from '../../core/model.ts'
import type { Disk } from './disk.ts'
import type { Problem } from './problems.ts'
import { ProjectReader, type ReadCodings } from './project-reader.ts'
import { unchanged } from './steady.ts'

export interface ReadProject {
  readonly project: Project
  readonly problems: readonly Problem[]
}

/** Called between files with how many are read and how many there are; throws a Refusal to stop. */
export type Progress = (done: number, of: number) => void

/**
 * All of a project, texts and segments too, checked, as it is between two changes. Throws a Refusal where there is
 * none. Writes nothing. What it has in common with `like`, another copy, is in memory once.
 */
export function readProject(
  disk: Disk,
  root: string,
  onProgress: Progress = () => {},
  like: Project = emptyProject,
): Promise<ReadProject> {
  return unchanged(disk, root, async () => {
    const reader = new ProjectReader(disk, root)
    const head = await reader.head()
    const documents = new Map(head.documents)
    const texts = new Map<DocumentId, Text>()
    const codings = new Map<CodingsId, Codings>()
    const segments = new Map<CodingsId, Table<Segment>>()
    for await (const { document, text, works } of readThrough(reader, head, onProgress)) {
      if (text === undefined) documents.delete(document)
      else texts.set(document, inCommon(text, like.texts.get(document)))
      for (const { codings: head, segments: work } of works) {
        codings.set(head.id, head)
        if (work.length > 0) segments.set(head.id, tableInCommon(work, like.segments.get(head.id)))
      }
    }
    return { project: { ...head, documents, texts, codings, segments }, problems: reader.problems.all }
  })
}

/** What there is in a project, all of it checked as readProject does, with no more than a document in memory. */
export function readCounts(
  disk: Disk,
  root: string,
  onProgress: Progress = () => {},
): Promise<{ documents: number; segments: number; problems: readonly Problem[] }> {
  return unchanged(disk, root, async () => {
    const reader = new ProjectReader(disk, root)
    let [documents, segments] = [0, 0]
    for await (const { text, works } of readThrough(reader, await reader.head(), onProgress)) {
      if (text !== undefined) documents++
      for (const work of works) segments += work.segments.length
    }
    return { documents, segments, problems: reader.problems.all }
  })
}

/** The record as the other copy has it, where it says the same. */
function inCommon<R>(record: R, other: R | undefined): R {
  return sameValue(record, other) ? other! : record
}

function tableInCommon(work: readonly Segment[], other: Table<Segment> | undefined): Table<Segment> {
  const records = work.map((segment) => inCommon(segment, other?.get(segment.id)))
  const isSame = other?.size === work.length && records.every((record) => other.get(record.id) === record)
  return isSame ? other : new Map(records.map((record) => [record.id, record]))
}

/** Every document with its text, undefined where that is damaged, and what can be read of everybody's work in it. */
async function* readThrough(
  reader: ProjectReader,
  head: Project,
  onProgress: Progress,
): AsyncGenerator<{ document: DocumentId; text: Text | undefined; works: ReadCodings[] }> {
  const of = head.documents.size + head.codings.size
  let done = 0
  for (const document of head.documents.values()) {
    onProgress(done++, of)
    const text = await reader.text(document)
    const works: ReadCodings[] = []
    for (const coder of head.coders.keys()) {
      const work = head.codings.get(codingsId(coder, document.id))
      if (work === undefined) continue
      onProgress(done++, of)
      const read = await reader.codings(head, work, text?.text)
      if (read !== undefined) works.push(read)
    }
    yield { document: document.id, text, works }
  }
}
