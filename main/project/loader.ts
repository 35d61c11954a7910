import type { Change } from '../../core/change.ts'
import type { Counts } from '../../core/counts.ts'
import { applyToCounts, countsOf } from '../../core/counts.ts'
import { linkOpening } from '../../core/memo-links.ts'
import type {
  CodeId,
  CoderId,
  Codings,
  CodingsId,
  Document,
  DocumentId,
  Project,
  Segment,
  Table,
  Text,
} from '../../core/model.ts'
import { codingsId } from '../../core/model.ts'
import type { FileName } from './layout.ts'
import type { ProjectReader, ReadCodings } from './project-reader.ts'

/** A project whose texts and segments are being read: these tables are its own, and are filled in place. */
type Loading = Project & {
  readonly texts: Map<DocumentId, Text>
  readonly codings: Map<CodingsId, Codings>
  readonly segments: Map<CodingsId, Table<Segment>>
}

/**
 * Brings texts and segments of a project into memory when they are needed, and counts those that are not. A project
 * of thousands of documents opens at once this way, and a command reads no more than it is about.
 */
export class Loader {
  /** Codings whose segments are in memory; all others are on disk only. */
  private readonly loaded = new Set<CodingsId>()
  private counted: Map<CodingsId, Readonly<Record<CodeId, number>>> = new Map()
  /** Of those that were counted, the codings with links in their memos, or that once had some. */
  private readonly linking = new Set<CodingsId>()

  constructor(private readonly reader: ProjectReader) {}

  /** Segments per code of all codings that were counted or loaded so far. */
  get counts(): Counts {
    return this.counted
  }

  /** The project with the texts of these documents and everybody's segments in them. */
  async load(project: Project, documents: Iterable<DocumentId>): Promise<Project> {
    const missing = [...documents].flatMap((id) => project.documents.get(id) ?? [])
    const wanted = missing.filter((document) => this.lacks(project, document))
    if (wanted.length === 0) return project
    // Copied once, not once a document.
    const { texts, codings, segments } = project
    const next = {
      ...project,
      texts: new Map(texts),
      codings: new Map(codings),
      segments: new Map(segments),
    }
    const read: CodingsId[] = []
    for (const document of wanted) read.push(...(await this.loadDocument(next, document)))
    // Only now: where reading failed halfway, nothing of it is in the project that the caller keeps.
    for (const id of read) this.loaded.add(id)
    return next
  }

  isLoaded(id: CodingsId): boolean {
    return this.loaded.has(id)
  }

  /** Whether a memo on somebody's segment in the document may hold a link, as far as is known. */
  mayLink({ coders, codings }: Project, document: DocumentId): boolean {
    const ids = [...coders.keys()].map((coder) => codingsId(coder, document))
    return ids.some((id) => codings.has(id) && (!this.counted.has(id) || this.linking.has(id)))
  }

  private lacks(project: Project, { id }: Document): boolean {
    return !project.texts.has(id) || this.unread(project, id).length > 0
  }

  /** The codings of a document that are on disk only. */
  private unread({ coders, codings }: Project, document: DocumentId): Codings[] {
    const heads = [...coders.keys()].flatMap((coder) => codings.get(codingsId(coder, document)) ?? [])
    return heads.filter(({ id }) => !this.loaded.has(id))
  }

  /** Puts what is missing into the tables; the codings that were read. */
  private async loadDocument(next: Loading, document: Document): Promise<CodingsId[]> {
    const text = next.texts.get(document.id) ?? (await this.reader.text(document))
    if (text !== undefined) next.texts.set(document.id, text)
    const ids: CodingsId[] = []
    for (const head of this.unread(next, document.id)) {
      const read = await this.reader.codings(next, head, text?.text)
      // Codings that turned out to be damaged are not there; their file is set aside.
      if (read === undefined) next.codings.delete(head.id)
      else {
        const table = tableOf(read)
        next.codings.set(head.id, read.codings)
        if (table.size > 0) next.segments.set(head.id, table)
        this.count(head.id, table)
        ids.push(head.id)
      }
    }
    return ids
  }

  private count(id: CodingsId, table: Table<Segment>): void {
    for (const [codings, counts] of countsOf(new Map([[id, table]]))) this.counted.set(codings, counts)
    if ([...table.values()].some(hasLink)) this.linking.add(id)
  }

  /** Reads and checks one coder's work on one document, keeping no more than its counts. */
  async survey(project: Project, id: CodingsId): Promise<Project> {
    const head = project.codings.get(id)
    const document = head && project.documents.get(head.document)
    if (head === undefined || document === undefined || this.loaded.has(id)) return project
    const text = project.texts.get(document.id) ?? (await this.reader.text(document))
    const read = await this.reader.codings(project, head, text?.text)
    if (read === undefined) return without(project, id)
    this.count(id, tableOf(read))
    return project
  }

  /**
   * The project with nobody's segments but those in this document, of the coders who are asked for: out of memory, or
   * read and checked for this once and not kept. Their texts are not in it.
   */
  async glance(
    project: Project,
    document: DocumentId,
    isAsked: (coder: CoderId) => boolean,
  ): Promise<Project> {
    const segments = new Map<CodingsId, Table<Segment>>()
    const record = project.documents.get(document)
    const heads = [...project.coders.keys()]
      .filter(isAsked)
      .flatMap((coder) => project.codings.get(codingsId(coder, document)) ?? [])
    let text = project.texts.get(document)
    for (const head of record === undefined ? [] : heads) {
      if (!this.loaded.has(head.id)) text ??= await this.reader.text(record!)
      const table = await this.tableFor(project, head, text)
      if (table !== undefined && table.size > 0) segments.set(head.id, table)
    }
    const documents = new Map(record === undefined ? [] : [[document, record]])
    return { ...project, documents, texts: new Map(), segments }
  }

  private async tableFor(
    project: Project,
    head: Codings,
    text: Text | undefined,
  ): Promise<Table<Segment> | undefined> {
    if (this.loaded.has(head.id)) return project.segments.get(head.id)
    const read = await this.reader.codings(project, head, text?.text)
    if (read === undefined) return undefined
    const table = tableOf(read)
    if (!this.counted.has(head.id)) this.count(head.id, table)
    return table
  }

  /** Another value after every change of what the coder coded in the document, in memory or on disk. */
  stateOf({ segments }: Project, id: CodingsId): unknown {
    return segments.get(id) ?? this.counted.get(id)
  }

  /** Whether all that the file says is in memory. */
  holds({ texts, codings }: Project, file: FileName): boolean {
    const [folder, first, second] = file.replace(/\.json$/, '').split('/')
    if (folder === 'texts') return texts.has(first as DocumentId)
    if (folder !== 'codings') return true
    const id = codingsId(first as CoderId, second as DocumentId)
    return !codings.has(id) || this.loaded.has(id)
  }

  /** Keeps in step with a change that was applied to the project. */
  follow(change: Change): void {
    this.counted = new Map(applyToCounts(this.counted, change))
    const { added = [], updated = [] } = change.segments ?? {}
    for (const segment of [...added, ...updated.map(([, after]) => after)])
      if (hasLink(segment)) this.linking.add(codingsId(segment.coder, segment.document))
    for (const { id } of change.codings?.added ?? []) this.loaded.add(id)
    for (const { id } of change.codings?.removed ?? []) this.loaded.delete(id)
  }
}

function hasLink({ memo }: Segment): boolean {
  return memo.includes(linkOpening)
}

function tableOf({ segments }: ReadCodings): Table<Segment> {
  return new Map(segments.map((segment) => [segment.id, segment]))
}

/** Codings that turned out to be damaged are not there; their file is set aside. */
function without(project: Project, id: CodingsId): Project {
  const codings = new Map(project.codings)
  codings.delete(id)
  return { ...project, codings }
}
