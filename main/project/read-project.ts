import { createHash } from 'node:crypto'
import { Low } from 'lowdb'
import type {
  Code,
  CodeId,
  Coder,
  CoderId,
  Codings,
  CodingsId,
  Document,
  DocumentId,
  Project,
  Segment,
  Text,
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
} from '../../core/schema.ts'
import type { Disk } from './disk.ts'
import { temporary } from './disk.ts'
import { JsonFile, parseJson } from './json-file.ts'
import { type FileName, isFileName, journalName, pathOf, schemaOf } from './layout.ts'

/** Something in a project's folder that is not as it should be. */
export interface Problem {
  /** Relative to the project's folder, with slashes. */
  readonly file: string
  /** What is wrong, with the line where it can be told. */
  readonly what: string
  /** Whether `check --repair` can mend it. */
  readonly repairable: boolean
}

export interface ReadProject {
  readonly project: Project
  readonly problems: readonly Problem[]
  /** Files that could not be taken in. They stay as they are: nothing writes over them. */
  readonly setAside: ReadonlySet<string>
  /** What a crash left half written, to be finished before anything else is written. */
  readonly journal: JournalFile | null
}

/**
 * Reads a project's folder and checks every file, reference, hash and quote. A file that is not what it should be is
 * set aside and named; without project.json or codebook.json there is no project, and that is a Refusal.
 * Writes nothing.
 */
export async function readProject(disk: Disk, root: string): Promise<ReadProject> {
  const reader = new Reader(disk, root)
  return reader.run()
}

class Reader {
  private readonly problems: Problem[] = []
  private readonly setAside = new Set<string>()
  private readonly codes = new Map<CodeId, Code>()
  private readonly coders = new Map<CoderId, Coder>()
  private readonly documents = new Map<DocumentId, Document>()
  private readonly texts = new Map<DocumentId, Text>()
  private readonly codings = new Map<CodingsId, Codings>()
  private readonly segments = new Map<CodingsId, Map<Segment['id'], Segment>>()
  private pending = new Map<string, string | null>()

  constructor(
    private readonly disk: Disk,
    private readonly root: string,
  ) {}

  async run(): Promise<ReadProject> {
    const journal = (await this.file(journalName)) as JournalFile | null
    for (const { file, content } of journal?.writes ?? []) {
      if (!isFileName(file))
        throw new Refusal(
          'damaged',
          `${journalName}: ${file} is no file of a project; remove ${journalName} by hand`,
        )
      this.pending.set(file, content)
    }
    const head = await this.required<ProjectFile>('project.json')
    if (head === null)
      throw new Refusal('missing', `${this.root}: there is no project.json; open a project's folder`)
    const codebook = await this.required<CodebookFile>('codebook.json')
    if (codebook === null)
      throw new Refusal('damaged', `${this.root}: codebook.json is missing; restore it from a copy`)
    for (const coder of head.coders) this.coders.set(coder.id, coder)
    this.readCodes(codebook)
    for (const name of await this.names('documents')) await this.readDocument(name)
    for (const coder of await this.folders('codings')) {
      for (const name of await this.names(`codings/${coder}`)) await this.readCodings(coder, name)
    }
    return {
      project: {
        settings: new Map([[head.settings.id, head.settings]]),
        coders: this.coders,
        codes: this.codes,
        documents: this.documents,
        texts: this.texts,
        codings: this.codings,
        segments: this.segments,
      },
      problems: this.problems,
      setAside: this.setAside,
      journal,
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

  private required<T>(file: FileName): Promise<T | null> {
    return this.file(file) as Promise<T | null>
  }

  /** A file that may be damaged: then it is set aside and there is nothing. */
  private async optional<T>(file: FileName): Promise<T | null> {
    try {
      const found = (await this.file(file)) as T | null
      if (found === null) this.refuse(file, 'the file is missing; restore it from a copy')
      return found
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const [, line, what] = /^[^:]*:(\d+): ([\s\S]*)$/.exec(error.message) ?? []
      this.refuse(file, what === undefined ? error.message : `line ${line}: ${what}`)
      return null
    }
  }

  private refuse(file: string, what: string): void {
    this.problems.push({ file, what, repairable: false })
    this.setAside.add(file)
  }

  /** Names of the JSON files in a folder, without their ending; what else lies there is told. */
  private async names(folder: string): Promise<string[]> {
    const onDisk = (await this.disk.list(pathOf(this.root, folder))).filter(
      (name) => !name.endsWith(temporary),
    )
    const names = new Set(onDisk.filter((name) => this.pending.get(`${folder}/${name}`) !== null))
    for (const [file, content] of this.pending) {
      if (content !== null && file.startsWith(`${folder}/`)) names.add(file.slice(folder.length + 1))
    }
    return [...names].sort().flatMap((name) => {
      if (isFileName(`${folder}/${name}`)) return [name.replace(/\.json$/, '')]
      this.problems.push({
        file: `${folder}/${name}`,
        what: 'this is no file of the project; move it elsewhere',
        repairable: false,
      })
      return []
    })
  }

  private async folders(folder: string): Promise<string[]> {
    const pending = [...this.pending.keys()]
      .filter((file) => file.startsWith(`${folder}/`))
      .map((file) => file.split('/')[1]!)
    return [...new Set([...(await this.disk.list(pathOf(this.root, folder))), ...pending])].sort()
  }

  private readCodes({ codes }: CodebookFile): void {
    for (const code of codes) this.codes.set(code.id, code)
    if (this.codes.size !== codes.length)
      throw new Refusal('damaged', 'codebook.json: two codes have one id; restore it from a copy')
    for (const code of codes) {
      // Following parents from any code must end at the top.
      const seen = new Set<CodeId>()
      for (let at: CodeId | null = code.id; at !== null; at = this.codes.get(at)!.parent) {
        if (seen.has(at) || !this.codes.has(at)) {
          throw new Refusal(
            'damaged',
            `codebook.json: the place of the code ${code.name} leads nowhere; restore the file from a copy`,
          )
        }
        seen.add(at)
      }
    }
  }

  private async readDocument(name: string): Promise<void> {
    const file: FileName = `documents/${name}.json`
    const document = (await this.optional<DocumentFile>(file))?.document
    if (document === undefined) return
    if (document.id !== name)
      return this.refuse(file, `the id is ${document.id}, which is not the file's name`)
    const text = await this.readText(document)
    if (text === undefined) return this.refuse(file, 'its text could not be read')
    this.documents.set(document.id, document)
    this.texts.set(document.id, { id: document.id, text })
  }

  private async readText(document: Document): Promise<string | undefined> {
    const file: FileName = `texts/${document.id}.json`
    const found = await this.optional<TextFile>(file)
    if (found === null) return undefined
    const text = found.lines.join('\n')
    if (createHash('sha256').update(text, 'utf8').digest('hex') === document.sha256) return text
    this.refuse(
      file,
      `the text is not the one that was frozen as “${document.title}”: its SHA-256 differs; restore it from a copy`,
    )
    return undefined
  }

  private async readCodings(coder: string, name: string): Promise<void> {
    const file: FileName = `codings/${coder}/${name}.json`
    const found = await this.optional<CodingsFile>(file)
    if (found === null) return
    const problem = this.codingsProblem(found, coder, name)
    if (problem !== undefined) return this.refuse(file, problem)
    const { document, coder: owner } = found
    const id = codingsId(owner, document)
    this.codings.set(id, { id, coder: owner, document, done: found.done })
    if (found.segments.length === 0) return
    this.segments.set(
      id,
      new Map(found.segments.map((segment) => [segment.id, { ...segment, document, coder: owner }])),
    )
  }

  private codingsProblem(found: CodingsFile, coder: string, name: string): string | undefined {
    if (found.coder !== coder || found.document !== name)
      return 'coder and document are not those of the file’s name'
    if (!this.coders.has(found.coder)) return `there is no coder ${coder} in project.json`
    const document = this.documents.get(found.document)
    if (document === undefined) return `the document ${name} is missing or damaged`
    if (found.textSha256 !== document.sha256) return 'it counts in another text than the one that is frozen'
    const { text } = this.texts.get(document.id)!
    const seen = new Set<string>()
    for (const [index, { id, code, start, end, quote }] of found.segments.entries()) {
      const where = `segments[${index}]`
      if (seen.has(id)) return `${where}: two segments have the id ${id}`
      seen.add(id)
      if (!this.codes.has(code)) return `${where}: there is no code ${code} in the codebook`
      if (start >= end || end > text.length) return `${where}: ${start} to ${end} is no span of the text`
      if (text.slice(start, end) !== quote)
        return `${where}: at ${start} to ${end} the text is not “${quote}”`
    }
    return undefined
  }
}
