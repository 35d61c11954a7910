import { dirname } from 'node:path'
import { format } from '../../core/migration.ts'
import type { Project } from '../../core/model.ts'
import type { HistoryLine, JournalFile } from '../../core/schema.ts'
import { atOnce } from './at-once.ts'
import type { Disk } from './disk.ts'
import { removeFile, replaceFile, temporary, temporaryName } from './disk.ts'
import { bytesOf, hashOf, linesOfLog, stagedPath, writeOf } from './journal.ts'
import { toJson } from './json-file.ts'
import { contentOf, type FileName, journalName, pathOf } from './layout.ts'
import { linesOf } from './log-lines.ts'

/** So many characters of new content a journal holds itself; of a larger change it names the files that do. */
export const mostInJournal = 4_000_000

/** What a file is to say; null: it is to go. */
type Content = string | Uint8Array | null

/**
 * Writes a change: the files that hold its records, and its line in the log of this session, all or nothing. First
 * the whole new content of all of them is put on disk, in journal.json or in files that it names; then each of the
 * files is replaced, then the journal goes. Whoever opens the project after a crash in between does the rest again;
 * doing it twice does no harm.
 */
export class Writer {
  /** Length of this session's log in bytes. */
  private logLength = 0
  /**
   * Folders whose names are on disk or not: what a failure left behind is found there the next time, and nobody
   * would sync it again. At first the log, which is made without syncing its folder.
   */
  private readonly unsure = new Set<string>(['history'])
  /** Files that the journal on disk may name. */
  private staged: readonly string[] = []

  constructor(
    private readonly disk: Disk,
    private readonly root: string,
    /** The log of this session: `history/<session>.jsonl`. */
    readonly logName: string,
    private readonly most = mostInJournal,
  ) {}

  /** Makes the files say what the project says and the log what happened, all of it or nothing. */
  write(project: Project, files: readonly FileName[], happened: readonly HistoryLine[]): Promise<void> {
    const contentIn = (file: FileName) => {
      const content = contentOf(project, file)
      return content === null ? null : toJson(content)
    }
    return this.rewrite(files, contentIn, happened)
  }

  /** The same with whatever each file is to say; null: it is to go. */
  async rewrite<File extends string>(
    files: readonly File[],
    contentIn: (file: File) => Content,
    happened: readonly HistoryLine[],
  ): Promise<void> {
    let length = 0
    const lines = function* () {
      for (const line of linesOf(happened)) {
        length += Buffer.byteLength(line)
        yield line
      }
    }
    try {
      // Somebody else may have cut the log, or taken it away.
      const { length: there } = (await this.disk.stat(pathOf(this.root, this.logName))) ?? { length: 0 }
      this.logLength = Math.min(this.logLength, there)
      const told = this.told(files, contentIn, happened)
      const journal = told ?? (await this.stage(files, contentIn, happened))
      await replaceFile(this.disk, pathOf(this.root, journalName), toJson(journal))
      await this.replaceAll(journal.writes)
      await this.append(this.logName, this.logLength, lines())
      await this.syncUnsure()
      await this.forget()
    } catch (error) {
      this.doubt([...files, this.logName])
      throw error
    }
    // Only now: as long as the journal is there, the same lines are written at the same place.
    this.logLength += length
  }

  /** How much of the log is written for good, in bytes. */
  get written(): number {
    return this.logLength
  }

  /** Does again what a crash interrupted, all of which is there (pendingWrites). */
  async finish({ writes, log }: JournalFile): Promise<void> {
    this.doubt([...writes.map(({ file }) => file), log.file])
    await this.replaceAll(writes)
    await this.finishLog(log)
    await this.syncUnsure()
    await this.forget()
  }

  /** Half-written files of a crash are of no use to anyone. */
  async tidy(): Promise<void> {
    const coders = (await this.disk.list(pathOf(this.root, 'codings'))).map((name) => `codings/${name}`)
    for (const folder of ['', 'versions', 'documents', 'texts', 'history', ...coders]) {
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

  /** A journal that holds the change itself; null where the change is too large. */
  private told<File extends string>(
    files: readonly File[],
    contentIn: (file: File) => Content,
    happened: readonly HistoryLine[],
  ): JournalFile | null {
    let room = this.most
    const writes: JournalFile['writes'] = []
    for (const file of files) {
      const content = contentIn(file)
      room -= content?.length ?? 0
      if (room < 0) return null
      writes.push(writeOf(file, content))
    }
    let lines = ''
    for (const line of linesOf(happened)) {
      room -= line.length
      if (room < 0) return null
      lines += line
    }
    return { format, writes, log: { file: this.logName, at: this.logLength, lines } }
  }

  /**
   * A journal of a larger change: each file's content is put beside the file, whose place it is to take, and so are
   * the lines of the log. It is never in memory as a whole.
   */
  private async stage<File extends string>(
    files: readonly File[],
    contentIn: (file: File) => Content,
    happened: readonly HistoryLine[],
  ): Promise<JournalFile> {
    const made: string[] = []
    const newPlace = async (file: string) => {
      const staged = { file, staged: temporaryName() }
      const path = stagedPath(this.root, staged)
      await this.disk.makeFolder(dirname(path))
      made.push(path)
      return { staged, path }
    }
    try {
      const writes = await atOnce(files, async (file) => {
        const content = contentIn(file)
        if (content === null) return { file, content }
        const { staged, path } = await newPlace(file)
        await this.disk.writeNew(path, content)
        return { ...staged, sha256: hashOf([content]) }
      })
      const log = await newPlace(this.logName)
      await this.disk.writeFrom(log.path, 0, linesOf(happened))
      for (const folder of new Set(made.map((path) => dirname(path)))) await this.disk.syncFolder(folder)
      // A journal may be on disk that could not be removed, and names others.
      this.staged = [...this.staged, ...made]
      this.doubt(files)
      const sha256 = hashOf(linesOf(happened))
      return { format, writes, log: { ...log.staged, at: this.logLength, sha256 } }
    } catch (error) {
      await this.drop(made)
      throw error
    }
  }

  private async replaceAll(writes: JournalFile['writes']): Promise<void> {
    // Waiting for the disk is most of the work, and until the journal goes their order is of no matter.
    await atOnce(writes, async (write) => {
      const path = pathOf(this.root, write.file)
      if ('staged' in write) {
        const staged = stagedPath(this.root, write)
        // Where it is not there any more, it was renamed before the crash.
        if ((await this.disk.stat(staged)) !== undefined) await this.disk.rename(staged, path)
        return
      }
      const content = bytesOf(write)
      await (content === null ? removeFile(this.disk, path) : replaceFile(this.disk, path, content))
    })
  }

  private async append(file: string, at: number, lines: Uint8Array | Iterable<string>): Promise<void> {
    await this.disk.makeFolder(pathOf(this.root, 'history'))
    await this.disk.writeFrom(pathOf(this.root, file), at, lines)
  }

  private async finishLog(log: JournalFile['log']): Promise<void> {
    const lines = await linesOfLog(this.disk, this.root, log)
    const path = pathOf(this.root, log.file)
    const there = Buffer.from((await this.disk.readBytes(path)) ?? [])
    const before = there.length - lines.length
    const isMended = before >= 0 && before !== log.at && there.subarray(before).equals(lines)
    if (isMended) return
    if (there.length >= log.at) return this.append(log.file, log.at, lines)
    // Somebody else has cut the log, or taken it away: in one step, since this is not where the journal says.
    await replaceFile(this.disk, path, Buffer.concat([there, lines]))
  }

  private async forget(): Promise<void> {
    await removeFile(this.disk, pathOf(this.root, journalName))
    await this.drop(this.staged)
    this.staged = []
  }

  /** Removes files that nothing names; where they can't be removed, they go when the project is opened. */
  private async drop(paths: readonly string[]): Promise<void> {
    await atOnce(paths, (path) => this.disk.remove(path).catch(() => {}))
  }
}
