import { type Change, diffOf, isEmpty } from '../../core/change.ts'
import { codebookOf, versionIdOf } from '../../core/codebook-version.ts'
import { difference } from '../../core/difference.ts'
import type { CodebookVersion, CoderId, Document, DocumentId, Project, VersionId } from '../../core/model.ts'
import { codingsId, emptyProject } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import type { CodebookFile, DocumentFile, ProjectFile, VersionFile } from '../../core/schema.ts'
import type { Disk } from './disk.ts'
import { parseJson } from './json-file.ts'
import type { KnownFiles } from './known-files.ts'
import { type FileName, filesTouched, isFileName, pathOf, schemaOf } from './layout.ts'
import type { Loader } from './loader.ts'
import type { ProjectReader } from './project-reader.ts'
import { codesOf } from './references.ts'

/** Shared files first, since the others refer to them. */
const order = ['project', 'codebook', 'versions', 'documents', 'texts', 'codings']

/**
 * Reads files that another program wrote while a project is open, checks them like any other, and says what changed.
 * What can't be taken in is told as a problem of the file, and memory stays as it is.
 */
export class Arrivals {
  /** Files of documents that another program removed, and that may come back. */
  private readonly missing = new Set<FileName>()

  constructor(
    private readonly root: string,
    private readonly disk: Disk,
    private readonly known: KnownFiles,
    private readonly reader: ProjectReader,
    private readonly loader: Loader,
  ) {}

  /**
   * What these files change in the project, one change after the other; each is to be applied before the next is
   * asked for. A file that memory is ahead of is left: what is in it is kept when it is written.
   */
  async *changes(
    files: readonly FileName[],
    project: () => Project,
    isAhead: (file: FileName) => boolean,
  ): AsyncGenerator<Change> {
    const queue = inOrder(files)
    for (const file of queue) {
      if (isAhead(file)) continue
      const change = await this.read(project(), file)
      if (change === undefined) continue
      yield change
      // What refers to this may have come before it.
      if (!isEmpty(change) && !isWork(file)) queue.push(...[...this.reader.problems.setAside].filter(isWork))
    }
  }

  /** What the file changes in the project, as it is on disk now; undefined where it says what we know. */
  private async read(project: Project, file: FileName): Promise<Change | undefined> {
    const path = pathOf(this.root, file)
    const content = await this.disk.read(path)
    if (content === undefined) return this.removed(project, file)
    const isBack = this.missing.delete(file)
    if (this.known.isKnown(path, content) && !this.reader.problems.setAside.has(file)) {
      if (!isBack) return undefined
      this.reader.problems.forget(file)
      return {}
    }
    this.reader.problems.forget(file)
    try {
      return await this.changeOf(project, file, content)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.reader.problems.refuse(file, error.message.replace(`${file}:`, 'line '))
      return {}
    }
  }

  private async changeOf(project: Project, file: FileName, content: string): Promise<Change> {
    const [folder, first = '', second = ''] = file.replace(/\.json$/, '').split('/')
    if (folder === 'codings') return this.work(project, first as CoderId, second as DocumentId)
    // Of a text only its document tells what it should be.
    if (folder === 'texts') {
      return project.documents.has(first as DocumentId)
        ? {}
        : ((await this.read(project, `documents/${first}.json`)) ?? {})
    }
    const found = parseJson(file, content, schemaOf(file))
    const change = await this.shared(project, file, found)
    // Known only once it was good.
    await this.known.reading.read(pathOf(this.root, file))
    return change
  }

  private async shared(project: Project, file: FileName, found: object): Promise<Change> {
    if (file === 'project.json') return this.people(project, found as ProjectFile)
    if (file === 'codebook.json') return this.codebook(project, found as CodebookFile)
    if (file.startsWith('versions/')) {
      return version(project, file, (found as VersionFile).version as CodebookVersion)
    }
    return this.document(project, file, (found as DocumentFile).document as Document)
  }

  private people(project: Project, found: ProjectFile): Change {
    const coders = new Map(found.coders.map((coder) => [coder.id, coder]))
    if (coders.size !== found.coders.length) throw new Refusal('damaged', 'two coders have one id')
    const settings = new Map([[found.settings.id, found.settings]])
    // Nobody who is here goes: there may be work of theirs.
    this.tellStays(
      'project.json',
      'coder',
      [...project.coders.values()].filter(({ id }) => !coders.has(id)),
    )
    return difference(
      { ...emptyProject, settings: project.settings, coders: project.coders },
      { ...emptyProject, settings, coders: new Map([...project.coders, ...coders]) },
    )
  }

  /** A code that is gone there stays here as long as a segment here has one of those that are gone. */
  private codebook(project: Project, found: CodebookFile): Change {
    const codes = codesOf(found)
    const gone = [...project.codes.keys()].filter((id) => !codes.has(id))
    const isUsed = gone.some((id) => [...this.loader.counts.values()].some((counts) => (counts[id] ?? 0) > 0))
    if (isUsed)
      this.tellStays(
        'codebook.json',
        'code',
        gone.map((id) => project.codes.get(id)!),
      )
    const linkTypes = new Map(found.linkTypes.map((linkType) => [linkType.id, linkType]))
    return difference(
      { ...emptyProject, codes: project.codes, linkTypes: project.linkTypes },
      { ...emptyProject, codes: isUsed ? new Map([...project.codes, ...codes]) : codes, linkTypes },
    )
  }

  /** What was removed there and stays here is told, since the two are not the same now. */
  private tellStays(file: FileName, what: 'coder' | 'code', records: readonly { name: string }[]): void {
    for (const { name } of records) {
      const why =
        what === 'coder' ? 'with all that they coded' : 'since segments have it, or one removed with it'
      this.reader.problems.tell(
        file,
        `another program removed the ${what} ${name}; here the ${what} stays, ${why}, and is written again when the file changes; delete the ${what} here if nobody needs it`,
      )
    }
  }

  private async document(project: Project, file: FileName, document: Document): Promise<Change> {
    if (file !== `documents/${document.id}.json`) throw new Refusal('damaged', `the id is ${document.id}`)
    const here = project.documents.get(document.id)
    if (here !== undefined && here.sha256 !== document.sha256) {
      throw new Refusal('damaged', 'it is of another text than the one that is open here')
    }
    if (here !== undefined) return { documents: diffOf({ updated: [[here, document]] }) }
    this.reader.problems.forget(`texts/${document.id}.json`)
    const text = await this.reader.text(document)
    // Set aside, so that it is read again when its text comes.
    if (text === undefined) throw new Refusal('damaged', 'its text is missing or damaged')
    return { documents: diffOf({ added: [document] }), texts: diffOf({ added: [text] }) }
  }

  private async work(project: Project, coder: CoderId, document: DocumentId): Promise<Change> {
    if (!project.coders.has(coder)) throw new Refusal('damaged', `there is no coder ${coder} in project.json`)
    const record = project.documents.get(document)
    const text = record && (project.texts.get(document) ?? (await this.reader.text(record)))
    const read = await this.reader.codings(project, { coder, document }, text?.text)
    if (read === undefined) return {}
    const id = codingsId(coder, document)
    const head = project.codings.get(id)
    const before = head === undefined ? new Map() : new Map([[id, head]])
    const after = new Map([[id, read.codings]])
    if (head !== undefined && !this.loader.isLoaded(id)) {
      await this.loader.survey(project, id)
      return difference({ ...emptyProject, codings: before }, { ...emptyProject, codings: after })
    }
    const there = project.segments.get(id)
    const segments = new Map(read.segments.map((segment) => [segment.id, segment]))
    return difference(
      {
        ...emptyProject,
        codings: before,
        segments: there === undefined ? new Map() : new Map([[id, there]]),
      },
      { ...emptyProject, codings: after, segments: new Map([[id, segments]]) },
    )
  }

  /** Only a coder's work goes by itself; that a whole folder is gone may be a stick that was pulled out. */
  private async removed(project: Project, file: FileName): Promise<Change | undefined> {
    const [folder, coder, document] = file.replace(/\.json$/, '').split('/')
    const id = codingsId(coder as CoderId, document as DocumentId)
    if ((await this.disk.read(pathOf(this.root, 'project.json'))) === undefined) return undefined
    const record = folder === 'documents' ? project.documents.get(coder as DocumentId) : undefined
    if (record !== undefined) {
      this.reader.problems.forget(file)
      this.reader.problems.tell(
        file,
        `another program removed the document ${record.title}; here it stays as it was read, with its segments; delete it here too, or put the file back from a copy`,
      )
      this.missing.add(file)
      return {}
    }
    const head = folder === 'codings' ? project.codings.get(id) : undefined
    if (head === undefined) return undefined
    this.reader.problems.forget(file)
    const segments = [...(project.segments.get(id)?.values() ?? [])]
    return { codings: diffOf({ removed: [head] }), segments: diffOf({ removed: segments }) }
  }
}

function version(project: Project, file: FileName, found: CodebookVersion): Change {
  if (project.versions.has(found.id)) return {}
  const state = codebookOf(new Map([...project.versions, [found.id, found]]), found.id)
  if (
    file !== `versions/${found.id}.json` ||
    state === undefined ||
    versionIdOf(state) !== (found.id as VersionId)
  ) {
    throw new Refusal('damaged', 'this is not the codebook that was kept')
  }
  return { versions: diffOf({ added: [found] }) }
}

function inOrder(files: readonly FileName[]): FileName[] {
  const rank = (file: string) => order.indexOf(file.split(/[./]/)[0]!)
  return [...files].sort((a, b) => rank(a) - rank(b))
}

function isWork(file: string): file is FileName {
  return file.startsWith('codings/') && isFileName(file)
}

/**
 * Whether taking a step back, or doing it again, could take away what others brought: they wrote into the same files,
 * removed codes that its segments may have, or coded under the codebook that it kept.
 */
export function collides(step: Change, arrived: Change): boolean {
  if (step.versions !== undefined || (arrived.codes?.removed.length ?? 0) > 0) return true
  const written = filesTouched(step)
  return [...filesTouched(arrived)].some((file) => written.has(file))
}
