import { apply, type Change } from '../../core/change.ts'
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
 * A project as far as it is in memory: texts and segments are read when they are needed, and those that are not are
 * counted. A project of thousands of documents opens at once this way, and a command reads no more than it is about.
 * What reads takes its turn (OpenProject): nothing else changes the project meanwhile.
 */
export class LoadedProject {
  /** Codings whose segments are in memory; all others are on disk only. */
  private readonly loaded = new Set<CodingsId>()
  private counted: Map<CodingsId, Readonly<Record<CodeId, number>>> = new Map()
  /** Of those that were counted, the codings with links in their memos, or that once had some. */
  private readonly linking = new Set<CodingsId>()

  constructor(
    private readonly reader: ProjectReader,
    private current: Project,
  ) {}

  get project(): Project {
    return this.current
  }

  /** Segments per code of all codings that were counted or loaded so far. */
  get counts(): Counts {
    return this.counted
  }

  /** Brings in the texts of these documents and everybody's segments in them. */
  async load(documents: Iterable<DocumentId>): Promise<void> {
    const missing = [...documents].flatMap((id) => this.current.documents.get(id) ?? [])
    const wanted = missing.filter((document) => this.lacks(document))
    if (wanted.length === 0) return
    // Copied once, not once a document.
    const { texts, codings, segments } = this.current
    const next = {
      ...this.current,
      texts: new Map(texts),
      codings: new Map(codings),
      segments: new Map(segments),
    }
    const read: CodingsId[] = []
    for (const document of wanted) read.push(...(await this.loadDocument(next, document)))
    // Only now: where reading failed halfway, nothing of it is there.
    for (const id of read) this.loaded.add(id)
    this.current = next
  }

  /** A document's text, which is not kept where it was not loaded; undefined where it is not there or damaged. */
  async text(id: DocumentId): Promise<Text | undefined> {
    const document = this.current.documents.get(id)
    return this.current.texts.get(id) ?? (document && (await this.reader.text(document)))
  }

  isLoaded(id: CodingsId): boolean {
    return this.loaded.has(id)
  }

  /** Whether a memo on somebody's segment in the document may hold a link, as far as is known. */
  mayLink(document: DocumentId): boolean {
    const { coders, codings } = this.current
    const ids = [...coders.keys()].map((coder) => codingsId(coder, document))
    return ids.some((id) => codings.has(id) && (!this.counted.has(id) || this.linking.has(id)))
  }

  private lacks({ id }: Document): boolean {
    return !this.current.texts.has(id) || this.unread(id).length > 0
  }

  /** The codings of a document that are on disk only. */
  private unread(document: DocumentId): Codings[] {
    const { coders, codings } = this.current
    const heads = [...coders.keys()].flatMap((coder) => codings.get(codingsId(coder, document)) ?? [])
    return heads.filter(({ id }) => !this.loaded.has(id))
  }

  /** Puts what is missing into the tables; the codings that were read. */
  private async loadDocument(next: Loading, document: Document): Promise<CodingsId[]> {
    const text = next.texts.get(document.id) ?? (await this.reader.text(document))
    if (text !== undefined) next.texts.set(document.id, text)
    const ids: CodingsId[] = []
    for (const head of this.unread(document.id)) {
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

  /** Counts what was read and is not kept. */
  count(id: CodingsId, table: Table<Segment>): void {
    for (const [codings, counts] of countsOf(new Map([[id, table]]))) this.counted.set(codings, counts)
    if ([...table.values()].some(hasLink)) this.linking.add(id)
  }

  /** Reads and checks one coder's work on one document, keeping no more than its counts. */
  async survey(id: CodingsId): Promise<void> {
    const head = this.current.codings.get(id)
    if (head === undefined || !this.current.documents.has(head.document) || this.loaded.has(id)) return
    const text = await this.text(head.document)
    const read = await this.reader.codings(this.current, head, text?.text)
    if (read !== undefined) return this.count(id, tableOf(read))
    // Codings that turned out to be damaged are not there; their file is set aside.
    const codings = new Map(this.current.codings)
    codings.delete(id)
    this.current = { ...this.current, codings }
  }

  /**
   * The project with nobody's segments but those in this document, of the coders who are asked for: out of memory, or
   * read and checked for this once and not kept. Their texts are not in it.
   */
  async glance(document: DocumentId, isAsked: (coder: CoderId) => boolean): Promise<Project> {
    const project = this.current
    const segments = new Map<CodingsId, Table<Segment>>()
    const record = project.documents.get(document)
    const heads = [...project.coders.keys()]
      .filter(isAsked)
      .flatMap((coder) => project.codings.get(codingsId(coder, document)) ?? [])
    let text = project.texts.get(document)
    for (const head of record === undefined ? [] : heads) {
      if (!this.loaded.has(head.id)) text ??= await this.reader.text(record!)
      const table = await this.tableFor(head, text)
      if (table !== undefined && table.size > 0) segments.set(head.id, table)
    }
    const documents = new Map(record === undefined ? [] : [[document, record]])
    return { ...project, documents, texts: new Map(), segments }
  }

  private async tableFor(head: Codings, text: Text | undefined): Promise<Table<Segment> | undefined> {
    if (this.loaded.has(head.id)) return this.current.segments.get(head.id)
    const read = await this.reader.codings(this.current, head, text?.text)
    if (read === undefined) return undefined
    const table = tableOf(read)
    if (!this.counted.has(head.id)) this.count(head.id, table)
    return table
  }

  /** Another value after every change of what the coder coded in the document, in memory or on disk. */
  stateOf(id: CodingsId): unknown {
    return this.current.segments.get(id) ?? this.counted.get(id)
  }

  /** Whether all that the file says is in memory. */
  holds(file: FileName): boolean {
    const { texts, codings } = this.current
    const [folder, first, second] = file.replace(/\.json$/, '').split('/')
    if (folder === 'texts') return texts.has(first as DocumentId)
    if (folder !== 'codings') return true
    const id = codingsId(first as CoderId, second as DocumentId)
    return !codings.has(id) || this.loaded.has(id)
  }

  /** Changes the project, with what is counted of it. */
  apply(change: Change): void {
    this.current = apply(this.current, change)
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
