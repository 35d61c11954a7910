import { type Change, diffOf, isEmpty } from '../../core/change.ts'
import { difference } from '../../core/difference.ts'
import type { CoderId, Document, DocumentId, Project } from '../../core/model.ts'
import { codingsId, emptyProject } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import { sharedChange } from './arrived-shared.ts'
import type { Disk } from './disk.ts'
import { parseJson } from './json-file.ts'
import type { KnownFiles } from './known-files.ts'
import { type FileName, filesTouched, isFileName, pathOf, schemaOf } from './layout.ts'
import type { Loader } from './loader.ts'
import type { ProjectReader } from './project-reader.ts'

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
    const change = await sharedChange(project, file, found, {
      reader: this.reader,
      counts: this.loader.counts,
    })
    // Known only once it was good.
    await this.known.reading.read(pathOf(this.root, file))
    return change
  }

  /** One coder's work in one document. Of what is not in memory nothing is told but whether they are done. */
  private async work(project: Project, coder: CoderId, document: DocumentId): Promise<Change> {
    if (!project.coders.has(coder)) throw new Refusal('damaged', `there is no coder ${coder} in project.json`)
    const record = project.documents.get(document)
    const text = record && (project.texts.get(document) ?? (await this.reader.text(record)))
    const read = await this.reader.codings(project, { coder, document }, text?.text)
    if (read === undefined) return {}
    const id = codingsId(coder, document)
    const before = { ...emptyProject, codings: only(project.codings, id) }
    const after = { ...emptyProject, codings: new Map([[id, read.codings]]) }
    if (project.codings.has(id) && !this.loader.isLoaded(id)) {
      await this.loader.survey(project, id)
      return difference(before, after)
    }
    const segments = new Map(read.segments.map((segment) => [segment.id, segment]))
    return difference(
      { ...before, segments: only(project.segments, id) },
      { ...after, segments: new Map([[id, segments]]) },
    )
  }

  /** Only a coder's work goes by itself; that a whole folder is gone may be a stick that was pulled out. */
  private async removed(project: Project, file: FileName): Promise<Change | undefined> {
    if ((await this.disk.read(pathOf(this.root, 'project.json'))) === undefined) return undefined
    const [folder, first = '', second = ''] = file.replace(/\.json$/, '').split('/')
    if (folder === 'documents') return this.stays(file, project.documents.get(first as DocumentId))
    const id = codingsId(first as CoderId, second as DocumentId)
    const head = folder === 'codings' ? project.codings.get(id) : undefined
    if (head === undefined) return undefined
    this.reader.problems.forget(file)
    const segments = [...(project.segments.get(id)?.values() ?? [])]
    return { codings: diffOf({ removed: [head] }), segments: diffOf({ removed: segments }) }
  }

  private stays(file: FileName, document: Document | undefined): Change | undefined {
    if (document === undefined) return undefined
    this.reader.problems.forget(file)
    this.reader.problems.tell(
      file,
      `another program removed the document ${document.title}; here it stays as it was read, with its segments; delete it here too, or put the file back from a copy`,
    )
    this.missing.add(file)
    return {}
  }
}

/** The table with this record alone, or with none where it is not there. */
function only<K, V>(table: ReadonlyMap<K, V>, key: K): Map<K, V> {
  const value = table.get(key)
  return new Map(value === undefined ? [] : [[key, value]])
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
