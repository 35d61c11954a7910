import { type Change, diffOf, isEmpty } from '../../core/change.ts'
import { difference } from '../../core/difference.ts'
import type { CoderId, Document, DocumentId } from '../../core/model.ts'
import { codingsId, emptyProject } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import { sharedChange } from './arrived-shared.ts'
import type { Disk } from './disk.ts'
import { parseJson } from './json-file.ts'
import type { KnownFiles } from './known-files.ts'
import { type FileName, filesTouched, isFileName, pathOf, schemaOf } from './layout.ts'
import type { LoadedProject } from './loaded-project.ts'
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
    private readonly loaded: LoadedProject,
  ) {}

  /** From now on what others write into files that we write is kept beside them, and told as a problem. */
  beginKeeping(onKept: () => void): void {
    this.known.begin(({ file, copy }) => {
      const what = `${file} was changed by another program while it was open here; what that program wrote is kept here`
      this.reader.problems.tell(copy, {
        what: `${what}; check --repair takes it in, or compare the two`,
        copyOf: file,
      })
      onKept()
    })
  }

  /**
   * Takes in what these files say, and tells one change after the other when it is done. A file that memory is ahead
   * of is left: what is in it is kept when it is written.
   */
  async *takeIn(files: readonly FileName[], isAhead: (file: FileName) => boolean): AsyncGenerator<Change> {
    const queue = inOrder(files)
    for (const file of queue) {
      if (isAhead(file)) continue
      const change = await this.read(file)
      if (change === undefined) continue
      this.loaded.apply(change)
      yield change
      // What refers to this may have come before it.
      if (!isEmpty(change) && !isWork(file)) queue.push(...[...this.reader.problems.setAside].filter(isWork))
    }
  }

  /** What the file changes in the project, as it is on disk now; undefined where it says what we know. */
  private async read(file: FileName): Promise<Change | undefined> {
    const path = pathOf(this.root, file)
    const content = await this.disk.read(path)
    if (content === undefined) return this.removed(file)
    const isBack = this.missing.delete(file)
    if (this.known.isKnown(path, content) && !this.reader.problems.setAside.has(file)) {
      if (!isBack) return undefined
      this.reader.problems.forget(file)
      return {}
    }
    this.reader.problems.forget(file)
    try {
      return await this.changeOf(file, content)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.reader.problems.refuse(file, error.message.replace(`${file}:`, 'line '))
      return {}
    }
  }

  private async changeOf(file: FileName, content: string): Promise<Change> {
    const { project, counts } = this.loaded
    const [folder, first = '', second = ''] = file.replace(/\.json$/, '').split('/')
    if (folder === 'codings') return this.work(first as CoderId, second as DocumentId)
    // Of a text only its document tells what it should be.
    if (folder === 'texts') {
      return project.documents.has(first as DocumentId)
        ? {}
        : ((await this.read(`documents/${first}.json`)) ?? {})
    }
    const found = parseJson(file, content, schemaOf(file))
    const change = await sharedChange(project, file, found, { reader: this.reader, counts })
    // Known only once it was good.
    await this.known.reading.read(pathOf(this.root, file))
    return change
  }

  /** One coder's work in one document. Of what is not in memory nothing is told but whether they are done. */
  private async work(coder: CoderId, document: DocumentId): Promise<Change> {
    const { project } = this.loaded
    if (!project.coders.has(coder)) throw new Refusal('damaged', `there is no coder ${coder} in project.json`)
    const text = await this.loaded.text(document)
    const read = await this.reader.codings(project, { coder, document }, text?.text)
    if (read === undefined) return {}
    const id = codingsId(coder, document)
    const before = { ...emptyProject, codings: only(project.codings, id) }
    const after = { ...emptyProject, codings: new Map([[id, read.codings]]) }
    const segments = new Map(read.segments.map((segment) => [segment.id, segment]))
    if (project.codings.has(id) && !this.loaded.isLoaded(id)) {
      this.loaded.count(id, segments)
      return difference(before, after)
    }
    return difference(
      { ...before, segments: only(project.segments, id) },
      { ...after, segments: new Map([[id, segments]]) },
    )
  }

  /** Only a coder's work goes by itself; that a whole folder is gone may be a stick that was pulled out. */
  private async removed(file: FileName): Promise<Change | undefined> {
    const { project } = this.loaded
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
