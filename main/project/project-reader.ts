import { createHash } from 'node:crypto'
import { Low } from 'lowdb'
import { codebookOf, versionIdOf } from '../../core/codebook-version.ts'
import type {
  CodebookVersion,
  CoderId,
  Codings,
  CodingsId,
  Document,
  DocumentId,
  Project,
  Segment,
  Text,
  VersionId,
} from '../../core/model.ts'
import { codingsId, unsaid } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import type {
  CodebookFile,
  CodingsFile,
  DocumentFile,
  JournalFile,
  ProjectFile,
  TextFile,
  VersionFile,
} from '../../core/schema.ts'
import { atOnce } from './at-once.ts'
import { copyFound } from './conflict-copy.ts'
import type { Disk } from './disk.ts'
import { codeOf, reasonOf, temporary } from './disk.ts'
import { pendingWrites, readJournal } from './journal.ts'
import { JsonFile } from './json-file.ts'
import { type FileName, isFileName, pathOf, schemaOf } from './layout.ts'
import { overlay } from './overlay.ts'
import { Problems } from './problems.ts'
import { codesOf, codingsProblem } from './references.ts'

/** One coder's checked work on one document. */
export type ReadCodings = { readonly codings: Codings; readonly segments: readonly Segment[] }

/** What the head of a codings file says before its segments begin, within this many bytes. */
const headBytes = 512

/**
 * Reads a project's folder and checks every file, reference, hash and quote it reads. A file that is not what it
 * should be is set aside and named; without project.json or codebook.json there is no project, and that is a
 * Refusal. Writes nothing.
 */
export class ProjectReader {
  readonly problems = new Problems()
  /** What a crash left half written, to be finished before anything else is written. */
  journal: JournalFile | null = null
  /** The folder as it will be once the journal is done. */
  private disk: Disk

  constructor(
    private readonly real: Disk,
    private readonly root: string,
  ) {
    this.disk = real
  }

  /** The project without texts and segments; of a coder's work on a document only that it is there, and if it is done. */
  async head(): Promise<Project> {
    this.journal = await readJournal(this.real, this.root)
    this.disk = overlay(this.real, this.root, await pendingWrites(this.real, this.root, this.journal))
    const head = (await this.file('project.json')) as ProjectFile | null
    if (head === null) {
      throw new Refusal('missing', `${this.root}: there is no project.json; open a project's folder`)
    }
    const codebook = (await this.file('codebook.json')) as CodebookFile | null
    if (codebook === null) {
      throw new Refusal('damaged', 'codebook.json: the file is missing; restore it from a copy')
    }
    const coders = new Map(head.coders.map((coder) => [coder.id, coder]))
    if (coders.size !== head.coders.length) {
      throw new Refusal('damaged', 'project.json: two coders have one id; restore it from a copy')
    }
    const documents = await this.documents()
    for (const folder of ['', 'history']) {
      const names = await this.disk.list(pathOf(this.root, folder))
      for (const name of names) this.tellCopy(folder, name, new Set(names))
    }
    return {
      settings: new Map([[head.settings.id, head.settings]]),
      coders,
      codes: codesOf(codebook),
      linkTypes: new Map(codebook.linkTypes.map((linkType) => [linkType.id, linkType])),
      versions: await this.versions(),
      documents,
      texts: new Map(),
      codings: await this.codingsHeads(coders, documents),
      segments: new Map(),
    }
  }

  /** The format in which project.json was written. */
  async formatOnDisk(): Promise<string | undefined> {
    const start = await this.disk.readStart(pathOf(this.root, 'project.json'), headBytes)
    return /"format":\s*"([^"]*)"/.exec(start ?? '')?.[1]
  }

  /** The journal was finished: what it said is on disk now. */
  settle(): void {
    this.journal = null
    this.disk = this.real
  }

  /** The frozen text of a document, or undefined where it is not what was frozen. */
  async text(document: Document): Promise<Text | undefined> {
    const file: FileName = `texts/${document.id}.json`
    const found = await this.optional<TextFile>(file)
    if (found === null) return undefined
    const text = found.lines.join('\n')
    if (createHash('sha256').update(text, 'utf8').digest('hex') === document.sha256) {
      return { id: document.id, text }
    }
    this.problems.refuse(
      file,
      `the text is not the one that was frozen as “${document.title}”: its SHA-256 differs; restore it from a copy`,
    )
    return undefined
  }

  /** A coder's work on a document, checked against its text; undefined where it can't be taken in. */
  async codings(
    project: Pick<Project, 'codes' | 'documents'>,
    { coder, document }: Pick<Codings, 'coder' | 'document'>,
    text: string | undefined,
  ): Promise<ReadCodings | undefined> {
    const file: FileName = `codings/${coder}/${document}.json`
    const found = await this.optional<CodingsFile>(file)
    if (found === null) return undefined
    const problem = codingsProblem(project, found, { coder, document }, text)
    if (problem !== undefined) {
      this.problems.refuse(file, problem)
      return undefined
    }
    return {
      codings: { id: codingsId(coder, document), coder, document, done: found.done },
      segments: segmentsIn(found, { coder, document }),
    }
  }

  /** The checked content of a file as it will be once the journal is done; null where there is none. */
  private async file(file: FileName): Promise<object | null> {
    const missing = {}
    const path = pathOf(this.root, file)
    const db = new Low<object>(new JsonFile(this.disk, this.root, path, schemaOf(file)), missing)
    await db.read()
    return db.data === missing ? null : db.data
  }

  /** A file that may be damaged: then it is set aside and there is nothing. */
  private async optional<T>(file: FileName): Promise<T | null> {
    return this.problems.setAside.has(file) ? null : this.taken(file, await this.attempt<T>(file))
  }

  /** What is in the file, or why it can't be taken in. */
  private async attempt<T>(file: FileName): Promise<Attempt<T>> {
    try {
      const found = (await this.file(file)) as T | null
      return found === null ? { why: 'the file is missing; restore it from a copy' } : { found }
    } catch (error) {
      return { why: whyUnusable(error) }
    }
  }

  private taken<T>(file: FileName, attempt: Attempt<T>): T | null {
    if ('found' in attempt) return attempt.found
    this.problems.refuse(file, attempt.why)
    return null
  }

  private async documents(): Promise<Map<DocumentId, Document>> {
    const documents = new Map<DocumentId, Document>()
    const texts = new Set(await this.names('texts'))
    const names = await this.names('documents')
    const read = await atOnce(names, (name) => this.attempt<DocumentFile>(`documents/${name}.json`))
    for (const [at, name] of names.entries()) {
      const file: FileName = `documents/${name}.json`
      const document = this.taken(file, read[at]!)?.document
      if (document === undefined) continue
      if (document.id !== name) {
        const other = { has: (one: string) => one === `${document.id}.json` }
        const wrong = `the id is ${document.id}, which is not the file's name`
        this.problems.refuse(file, copyFound('documents', `${name}.json`, other) ?? wrong)
      } else if (!texts.has(name))
        this.problems.refuse(`texts/${name}.json`, 'the file is missing; restore it from a copy')
      else documents.set(document.id, document)
      texts.delete(name)
    }
    for (const name of texts) {
      if (!this.problems.setAside.has(`documents/${name}.json`)) {
        const lost = `there is no document to this text; restore documents/${name}.json from a copy`
        this.problems.refuse(
          `texts/${name}.json`,
          copyFound('texts', `${name}.json`, filesOf(documents)) ?? lost,
        )
      }
    }
    return documents
  }

  /** Versions that are not what they were kept as, or build on one that is not there, are set aside. */
  private async versions(): Promise<Project['versions']> {
    const found = new Map<VersionId, CodebookVersion>()
    for (const name of await this.names('versions')) {
      const version = (await this.optional<VersionFile>(`versions/${name}.json`))?.version
      if (version !== undefined) found.set(name as VersionId, version as CodebookVersion)
    }
    for (const id of [...found.keys()]) {
      const codebook = codebookOf(found, id)
      if (codebook !== undefined && versionIdOf(codebook) === id) continue
      this.problems.refuse(
        `versions/${id}.json`,
        'this is not the codebook that was kept; restore the file from a copy',
      )
      found.delete(id)
    }
    return found
  }

  private async codingsHeads(
    coders: Project['coders'],
    documents: Project['documents'],
  ): Promise<Map<CodingsId, Codings>> {
    const found: Omit<Codings, 'done'>[] = []
    for (const coder of (await this.disk.list(pathOf(this.root, 'codings'))) as CoderId[]) {
      for (const document of (await this.names(`codings/${coder}`)) as DocumentId[]) {
        const file: FileName = `codings/${coder}/${document}.json`
        if (!coders.has(coder)) this.problems.refuse(file, `there is no coder ${coder} in project.json`)
        else if (!documents.has(document)) {
          const lost = `the document ${document} is missing or damaged`
          this.problems.refuse(
            file,
            copyFound(`codings/${coder}`, `${document}.json`, filesOf(documents)) ?? lost,
          )
        } else found.push({ id: codingsId(coder, document), coder, document })
      }
    }
    const heads = await atOnce(
      found,
      async (head): Promise<Codings> => ({
        ...head,
        done: await this.isDone(`codings/${head.coder}/${head.document}.json`),
      }),
    )
    return new Map(heads.map((head) => [head.id, head]))
  }

  /** Read from the head of the file alone, so that a project of many documents opens at once. */
  private async isDone(file: FileName): Promise<boolean> {
    // A file that can't be read is named when it is read whole.
    const start = await this.disk.readStart(pathOf(this.root, file), headBytes).catch(() => undefined)
    return /^"done": true,?$/m.test(start ?? '')
  }

  /** Names of the JSON files in a folder, without their ending; what else lies there is told. */
  private async names(folder: string): Promise<string[]> {
    const names = (await this.disk.list(pathOf(this.root, folder))).filter(
      (name) => !name.endsWith(temporary),
    )
    const beside = new Set(names)
    return names.flatMap((name) => {
      if (isFileName(`${folder}/${name}`)) return [name.replace(/\.json$/, '')]
      if (!this.tellCopy(folder, name, beside))
        this.problems.tell(`${folder}/${name}`, 'this is no file of the project; move it elsewhere')
      return []
    })
  }

  /** Names a conflict copy; whether it is one. */
  private tellCopy(folder: string, name: string, beside: ReadonlySet<string>): boolean {
    const copy = copyFound(folder, name, beside)
    if (copy !== undefined) this.problems.tell(folder === '' ? name : `${folder}/${name}`, copy)
    return copy !== undefined
  }
}

type Attempt<T> = { readonly found: T } | { readonly why: string }

/** The segments of a file. What many of them say is in memory once: there may be a million. */
function segmentsIn({ segments }: CodingsFile, of: Pick<Codings, 'coder' | 'document'>): Segment[] {
  const said = new Map<string, string>()
  const once = <Text extends string>(text: Text): Text => {
    const known = said.get(text) as Text | undefined
    if (known === undefined) said.set(text, text)
    return known ?? text
  }
  // Key by key: V8 keeps such an object in half of the room that one made by spreading takes.
  return segments.map((segment) => ({
    id: segment.id,
    document: of.document,
    coder: of.coder,
    code: once(segment.code),
    start: segment.start,
    end: segment.end,
    quote: segment.quote,
    prefix: segment.prefix,
    suffix: segment.suffix,
    memo: segment.memo,
    attributes: Object.keys(segment.attributes).length === 0 ? unsaid.attributes : segment.attributes,
    certainty: segment.certainty,
    links: segment.links.length === 0 ? unsaid.links : segment.links,
    version: segment.version === null ? null : once(segment.version),
    created: once(segment.created),
    changed: once(segment.changed),
  }))
}

/** What is wrong with a file that can't be taken in, or can't be read at all. Throws again what is a defect of ours. */
function whyUnusable(error: unknown): string {
  if (!(error instanceof Refusal)) {
    if (codeOf(error) === undefined) throw error
    return `the file can’t be read: ${reasonOf(error)}`
  }
  const [, line, what] = /^[^:]*:(\d+): ([\s\S]*)$/.exec(error.message) ?? []
  return what === undefined ? error.message : `line ${line}: ${what}`
}

/** The names that the files of these documents have in any folder. */
function filesOf(documents: Project['documents']): { has(name: string): boolean } {
  return { has: (name) => documents.has(name.replace(/\.json$/, '') as DocumentId) }
}
