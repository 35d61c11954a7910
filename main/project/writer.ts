import { Low } from 'lowdb'
import { format } from '../../core/migration.ts'
import type { Project } from '../../core/model.ts'
import type { HistoryLine, JournalFile } from '../../core/schema.ts'
import { atOnce } from './at-once.ts'
import type { Disk } from './disk.ts'
import { removeFile, replaceFile, temporary } from './disk.ts'
import { contentIn } from './journal.ts'
import { JsonFile, toJson } from './json-file.ts'
import { contentOf, type FileName, journalName, pathOf, schemaOf } from './layout.ts'

/**
 * Writes a change: the files that hold its records, and its line in the log of this session, all or nothing. First
 * the whole new content of all of them is put on disk as journal.json, then each of the files is replaced, then
 * the journal goes. Whoever opens the project after a crash in between does the rest again; doing it twice does no
 * harm.
 */
export class Writer {
  /** One store a file, so that everything about a file goes through one place. */
  private readonly stores = new Map<FileName, Low<object>>()
  /** Length of this session's log in bytes. */
  private logLength = 0
  /**
   * Folders whose names are on disk or not: what a failure left behind is found there the next time, and nobody
   * would sync it again. At first the log, which is made without syncing its folder.
   */
  private readonly unsure = new Set<string>(['history'])

  constructor(
    private readonly disk: Disk,
    private readonly root: string,
    /** The log of this session: `history/<session>.jsonl`. */
    readonly logName: string,
  ) {}

  /** Makes the files say what the project says and the log what happened, all of it or nothing. */
  async write(project: Project, files: readonly FileName[], happened: readonly HistoryLine[]): Promise<void> {
    const lines = happened.map((line) => `${JSON.stringify(line)}\n`).join('')
    try {
      await this.announce(project, files, lines)
      // Waiting for the disk is most of the work, and until the journal goes their order is of no matter.
      await atOnce(files, (file) => this.put(file, contentOf(project, file)))
      await this.append(this.logName, this.logLength, lines)
      await this.syncUnsure()
      await this.forget()
    } catch (error) {
      this.doubt([...files, this.logName])
      throw error
    }
    // Only now: as long as the journal is there, the same lines are written at the same place.
    this.logLength += Buffer.byteLength(lines)
  }

  /** How much of the log is written for good, in bytes. */
  get written(): number {
    return this.logLength
  }

  /** Does again what a crash interrupted. */
  async finish({ writes, log }: JournalFile): Promise<void> {
    this.doubt([...writes.map(({ file }) => file), log.file])
    await atOnce(writes, (write) => {
      const path = pathOf(this.root, write.file)
      const content = contentIn(write)
      return content === null ? removeFile(this.disk, path) : replaceFile(this.disk, path, content)
    })
    await this.append(log.file, log.at, log.lines)
    await this.syncUnsure()
    await this.forget()
  }

  /** Half-written files of a crash are of no use to anyone. */
  async tidy(): Promise<void> {
    const coders = (await this.disk.list(pathOf(this.root, 'codings'))).map((name) => `codings/${name}`)
    for (const folder of ['', 'versions', 'documents', 'texts', ...coders]) {
      const path = pathOf(this.root, folder)
      const names = await this.disk.list(path)
      for (const name of names) {
        if (name.startsWith('.') && name.endsWith(temporary)) await this.disk.remove(pathOf(path, name))
      }
    }
  }

  /** The folders of these files, and those above them up to the project's own. */
  private doubt(files: readonly string[]): void {
    for (const file of files) {
      const parts = file.split('/')
      for (let depth = 0; depth < parts.length; depth++) this.unsure.add(parts.slice(0, depth).join('/'))
    }
  }

  private async syncUnsure(): Promise<void> {
    for (const folder of this.unsure) {
      const path = pathOf(this.root, folder)
      // A folder of which everything was removed may never have been there.
      if ((await this.disk.stat(path)) !== undefined) await this.disk.syncFolder(path)
    }
    this.unsure.clear()
  }

  private async announce(project: Project, files: readonly FileName[], lines: string): Promise<void> {
    const writes = files.map((file) => {
      const content = contentOf(project, file)
      return { file, content: content === null ? null : toJson(content) }
    })
    const journal: JournalFile = { format, writes, log: { file: this.logName, at: this.logLength, lines } }
    await replaceFile(this.disk, pathOf(this.root, journalName), toJson(journal))
  }

  private async forget(): Promise<void> {
    await removeFile(this.disk, pathOf(this.root, journalName))
  }

  private async append(file: string, at: number, lines: string): Promise<void> {
    await this.disk.makeFolder(pathOf(this.root, 'history'))
    await this.disk.writeFrom(pathOf(this.root, file), at, lines)
  }

  private async put(file: FileName, content: object | null): Promise<void> {
    // lowdb writes nothing where there is no data, so removing is not its business.
    if (content === null) return removeFile(this.disk, pathOf(this.root, file))
    const store = this.stores.get(file) ?? this.newStore(file)
    store.data = content
    await store.write()
    // What is written is in the project already; the store need not keep it too.
    store.data = nothing
  }

  private newStore(file: FileName): Low<object> {
    const path = pathOf(this.root, file)
    const store = new Low<object>(new JsonFile(this.disk, this.root, path, schemaOf(file)), nothing)
    this.stores.set(file, store)
    return store
  }
}

const nothing = {}
