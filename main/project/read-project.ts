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
import { codingsId } from '../../core/model.ts'
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
import { JsonFile, parseJson } from './json-file.ts'
import { type FileName, isFileName, isHistoryName, journalName, pathOf, schemaOf } from './layout.ts'
import { codesOf, codingsProblem } from './references.ts'
import { unchanged } from './steady.ts'

/** Something in a project's folder that is not as it should be. */
export interface Problem {
  /** Relative to the project's folder, with slashes. */
  readonly file: string
  /** What is wrong, with the line where it can be told. */
  readonly what: string
  /** Whether `check --repair` can mend it; only `check` finds that out. */
  readonly repairable: boolean
  /** Of a conflict copy: the file that it is a copy of. */
  readonly copyOf?: string
}

/** What is wrong, in words. */
type Found = string | Pick<Problem, 'what' | 'copyOf'>

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
  readonly problems: Problem[] = []
  /** Files that could not be taken in. They stay as they are: nothing writes over them. */
  readonly setAside = new Set<string>()
  /** What a crash left half written, to be finished before anything else is written. */
  journal: JournalFile | null = null
  private pending = new Map<string, string | null>()

  constructor(
    private readonly disk: Disk,
    private readonly root: string,
  ) {}

  /** The project without texts and segments; of a coder's work on a document only that it is there, and if it is done. */
  async head(): Promise<Project> {
    this.journal = (await this.file(journalName)) as JournalFile | null
    this.pending = pendingWrites(this.journal)
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
    this.pending.clear()
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
    this.refuse(
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
      this.refuse(file, problem)
      return undefined
    }
    return {
      codings: { id: codingsId(coder, document), coder, document, done: found.done },
      segments: found.segments.map((segment) => ({ ...segment, document, coder })),
    }
  }

  /** The checked content of a file as it will be once the journal is done; null where there is none. */
  private async file(file: FileName | typeof journalName): Promise<object | null> {
    const pending = this.pending.get(file)
    if (pending !== undefined) return pending === null ? null : parseJson(file, pending, schemaOf(file))
    const missing = {}
    const path = pathOf(this.root, file)
    const db = new Low<object>(new JsonFile(this.disk, this.root, path, schemaOf(file)), missing)
    await db.read()
    return db.data === missing ? null : db.data
  }

  /** A file that may be damaged: then it is set aside and there is nothing. */
  private async optional<T>(file: FileName): Promise<T | null> {
    return this.setAside.has(file) ? null : this.taken(file, await this.attempt<T>(file))
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
    this.refuse(file, attempt.why)
    return null
  }

  /** Nothing is known of the file any more: it is another now. */
  forget(file: string): void {
    this.setAside.delete(file)
    this.problems.splice(0, this.problems.length, ...this.problems.filter((problem) => problem.file !== file))
  }

  /** Sets a file aside and names it. */
  refuse(file: string, found: Found): void {
    this.tell(file, found)
    this.setAside.add(file)
  }

  /** Names a file with what is to be known of it. */
  tell(file: string, found: Found): void {
    this.problems.push({ file, ...(typeof found === 'string' ? { what: found } : found), repairable: false })
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
        this.refuse(file, copyFound('documents', `${name}.json`, other) ?? wrong)
      } else if (!texts.has(name))
        this.refuse(`texts/${name}.json`, 'the file is missing; restore it from a copy')
      else documents.set(document.id, document)
      texts.delete(name)
    }
    for (const name of texts) {
      if (!this.setAside.has(`documents/${name}.json`)) {
        const lost = `there is no document to this text; restore documents/${name}.json from a copy`
        this.refuse(`texts/${name}.json`, copyFound('texts', `${name}.json`, filesOf(documents)) ?? lost)
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
      this.refuse(
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
    for (const coder of (await this.folders('codings')) as CoderId[]) {
      for (const document of (await this.names(`codings/${coder}`)) as DocumentId[]) {
        const file: FileName = `codings/${coder}/${document}.json`
        if (!coders.has(coder)) this.refuse(file, `there is no coder ${coder} in project.json`)
        else if (!documents.has(document)) {
          const lost = `the document ${document} is missing or damaged`
          this.refuse(file, copyFound(`codings/${coder}`, `${document}.json`, filesOf(documents)) ?? lost)
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
    const onDisk = () => this.disk.readStart(pathOf(this.root, file), headBytes).catch(() => undefined)
    const start = this.pending.get(file)?.slice(0, headBytes) ?? (await onDisk()) ?? ''
    return /^"done": true,?$/m.test(start)
  }

  /** Names of the JSON files in a folder, without their ending; what else lies there is told. */
  private async names(folder: string): Promise<string[]> {
    const onDisk = (await this.disk.list(pathOf(this.root, folder))).filter(
      (name) => !name.endsWith(temporary),
    )
    const names = new Set(onDisk.filter((name) => this.pending.get(`${folder}/${name}`) !== null))
    for (const [file, content] of this.pending) {
      const name = file.slice(folder.length + 1)
      if (content !== null && file.startsWith(`${folder}/`) && !name.includes('/')) names.add(name)
    }
    return [...names].sort().flatMap((name) => {
      if (isFileName(`${folder}/${name}`)) return [name.replace(/\.json$/, '')]
      if (!this.tellCopy(folder, name, names))
        this.tell(`${folder}/${name}`, 'this is no file of the project; move it elsewhere')
      return []
    })
  }

  /** Names a conflict copy; whether it is one. */
  private tellCopy(folder: string, name: string, beside: ReadonlySet<string>): boolean {
    const copy = copyFound(folder, name, beside)
    if (copy !== undefined) this.tell(folder === '' ? name : `${folder}/${name}`, copy)
    return copy !== undefined
  }

  private async folders(folder: string): Promise<string[]> {
    const pending = [...this.pending]
      .filter(([file, content]) => content !== null && file.startsWith(`${folder}/`))
      .map(([file]) => file.split('/')[1]!)
    return [...new Set([...(await this.disk.list(pathOf(this.root, folder))), ...pending])].sort()
  }
}

type Attempt<T> = { readonly found: T } | { readonly why: string }

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
  return { project: { ...head, documents, texts, codings, segments }, problems: reader.problems }
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

/** What a journal is to write. Throws a Refusal where that is no file of a project. */
export function pendingWrites(journal: JournalFile | null): Map<string, string | null> {
  const files = [...(journal?.writes ?? []).map(({ file }) => file)]
  const foreign = files.find((file) => !isFileName(file) && !isHistoryName(file))
  if (foreign !== undefined || (journal !== null && !isHistoryName(journal.log.file))) {
    throw new Refusal(
      'damaged',
      `${journalName}: ${foreign ?? journal!.log.file} is no file of a project; remove ${journalName} by hand`,
    )
  }
  return new Map((journal?.writes ?? []).map(({ file, content }) => [file, content]))
}
