import { Low } from 'lowdb'
import type { Project } from '../../core/model.ts'
import { format, type JournalFile } from '../../core/schema.ts'
import type { Disk } from './disk.ts'
import { removeFile, replaceFile } from './disk.ts'
import { JsonFile, toJson } from './json-file.ts'
import { contentOf, type FileName, journalName, pathOf, schemaOf } from './layout.ts'

/**
 * Writes the files of a project. A change of one file is atomic by itself. A change of several is made so by a
 * journal: the whole new content of all of them is put on disk as journal.json, then the files are replaced one by
 * one, then the journal goes. Whoever opens the project after a crash in between does the rest again; doing it
 * twice does no harm.
 */
export class Writer {
  /** One store a file, so that everything about a file goes through one place. */
  private readonly stores = new Map<FileName, Low<object>>()

  constructor(
    private readonly disk: Disk,
    private readonly root: string,
  ) {}

  /** Makes the files say what the project says, all or none of them. */
  async write(project: Project, files: readonly FileName[]): Promise<void> {
    if (files.length > 1) await this.announce(project, files)
    for (const file of files) await this.put(file, contentOf(project, file))
    if (files.length > 1) await this.forget()
  }

  /** Does again what a crash interrupted. */
  async finish(journal: JournalFile): Promise<void> {
    for (const { file, content } of journal.writes) {
      const path = pathOf(this.root, file)
      if (content === null) await removeFile(this.disk, path)
      else await replaceFile(this.disk, path, content)
    }
    await this.forget()
  }

  private async announce(project: Project, files: readonly FileName[]): Promise<void> {
    const writes = files.map((file) => {
      const content = contentOf(project, file)
      return { file, content: content === null ? null : toJson(content) }
    })
    const journal: JournalFile = { format, writes }
    await replaceFile(this.disk, pathOf(this.root, journalName), toJson(journal))
  }

  private async forget(): Promise<void> {
    await removeFile(this.disk, pathOf(this.root, journalName))
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
