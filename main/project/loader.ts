import type { Change } from '../../core/change.ts'
import type { Counts } from '../../core/counts.ts'
import { applyToCounts, countsOf } from '../../core/counts.ts'
import type { Codings, CodingsId, DocumentId, Project } from '../../core/model.ts'
import { codingsId } from '../../core/model.ts'
import type { ProjectReader } from './read-project.ts'

/**
 * Brings texts and segments of a project into memory when they are needed, and counts those that are not. A project
 * of thousands of documents opens at once this way, and a command reads no more than it is about.
 */
export class Loader {
  /** Codings whose segments are in memory; all others are on disk only. */
  private readonly loaded = new Set<CodingsId>()
  private counted: Counts = new Map()

  constructor(private readonly reader: ProjectReader) {}

  /** Segments per code of all codings that were counted or loaded so far. */
  get counts(): Counts {
    return this.counted
  }

  /** The project with the texts of these documents and everybody's segments in them. */
  async load(project: Project, documents: Iterable<DocumentId>): Promise<Project> {
    let next = project
    for (const id of documents) {
      const document = next.documents.get(id)
      if (document === undefined) continue
      const text = next.texts.has(id) ? undefined : await this.reader.text(document)
      if (text !== undefined) next = { ...next, texts: new Map(next.texts).set(id, text) }
      for (const coder of next.coders.keys()) {
        const head = next.codings.get(codingsId(coder, id))
        if (head !== undefined && !this.loaded.has(head.id)) next = await this.loadCodings(next, head)
      }
    }
    return next
  }

  private async loadCodings(project: Project, head: Codings): Promise<Project> {
    const read = await this.reader.codings(project, head, project.texts.get(head.document)?.text)
    if (read === undefined) return without(project, head.id)
    this.loaded.add(head.id)
    const table = new Map(read.segments.map((segment) => [segment.id, segment]))
    const segments = new Map([[head.id, table]])
    this.counted = new Map([...this.counted, ...countsOf(segments)])
    return {
      ...project,
      codings: new Map(project.codings).set(head.id, read.codings),
      segments: table.size === 0 ? project.segments : new Map([...project.segments, ...segments]),
    }
  }

  /** Reads and checks one coder's work on one document, keeping no more than its counts. */
  async survey(project: Project, id: CodingsId): Promise<Project> {
    const head = project.codings.get(id)
    const document = head && project.documents.get(head.document)
    if (head === undefined || document === undefined || this.loaded.has(id)) return project
    const text = project.texts.get(document.id) ?? (await this.reader.text(document))
    const read = await this.reader.codings(project, head, text?.text)
    if (read === undefined) return without(project, id)
    const table = new Map(read.segments.map((segment) => [segment.id, segment]))
    this.counted = new Map([...this.counted, ...countsOf(new Map([[id, table]]))])
    return project
  }

  /** Keeps in step with a change that was applied to the project. */
  follow(change: Change): void {
    this.counted = applyToCounts(this.counted, change)
    for (const { id } of change.codings?.added ?? []) this.loaded.add(id)
    for (const { id } of change.codings?.removed ?? []) this.loaded.delete(id)
  }
}

/** Codings that turned out to be damaged are not there; their file is set aside. */
function without(project: Project, id: CodingsId): Project {
  const codings = new Map(project.codings)
  codings.delete(id)
  return { ...project, codings }
}
