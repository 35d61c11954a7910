import { Low } from 'lowdb'
import { format } from '../../core/migration.ts'
import type { Project } from '../../core/model.ts'
import type { HistoryLine, JournalFile } from '../../core/schema.ts'
import type { Disk } from './disk.ts'
import { removeFile, replaceFile } from './disk.ts'
import { JsonFile, toJson } from './json-file.ts'
import { contentOf, type FileName, journalName, pathOf, schemaOf } from './layout.ts'

/**
 * Writes a change: the files that hold its records, and its line in the log of this session, all or nothing. First
 * the whole new content of all of them is put on disk as journal.json, then the files are replaced one by one, then
 * the journal goes. Whoever opens the project after a crash in between does the rest again; doing it twice does no
 * harm.
 */
export class Writer {
  /** One store a file, so that everything about a file goes through one place. */
  private readonly stores = new Map<FileName, Low<object>>()
  /** Length of this session's log in bytes. */
  private logLength = 0
  /** Whether the log is in its folder for good. */
  private logThere = false

  constructor(
    private readonly disk: Disk,
    private readonly root: string,
    /** The log of this session: `history/<session>.jsonl`. */
    private readonly logName: string,
  ) {}

  /** Makes the files say what the project says and the log what happened, all of it or nothing. */
  async write(project: Project, files: readonly FileName[], happened: readonly HistoryLine[]): Promise<void> {
    const lines = happened.map((line) => `${JSON.stringify(line)}\n`).join('')
    await this.announce(project, files, lines)
    for (const file of files) await this.put(file, contentOf(project, file))
    await this.log(lines)
    await this.forget()
  }

  /** Does again what a crash interrupted. */
  async finish({ writes, log }: JournalFile): Promise<void> {
    for (const { file, content } of writes) {
      const path = pathOf(this.root, file)
      if (content === null) await removeFile(this.disk, path)
      else await replaceFile(this.disk, path, content)
    }
    await this.append(log.file, log.at, log.lines)
    await this.disk.syncFolder(pathOf(this.root, 'history'))
    await this.forget()
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

  private async log(lines: string): Promise<void> {
    await this.append(this.logName, this.logLength, lines)
    if (!this.logThere) await this.disk.syncFolder(pathOf(this.root, 'history'))
    this.logThere = true
    this.logLength += Buffer.byteLength(lines)
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
