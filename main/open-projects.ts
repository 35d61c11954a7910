import { resolve } from 'node:path'
import { Held } from './project/lock.ts'
import type { OpenProject } from './project/open-project.ts'
import { openProject } from './project/opening.ts'
import { Watcher } from './project/watch.ts'

/** A project that windows share, and what tells of changes in its folder. */
interface Shared {
  readonly project: Promise<OpenProject>
  /** The same, once it is open. */
  opened?: OpenProject
  users: number
  watcher?: Watcher
}

/**
 * The projects that are open in this program. Windows on one folder share one: each sees the other's changes, and
 * the project is closed when the last of them lets go.
 */
export class OpenProjects {
  private readonly shared = new Map<string, Shared>()
  /** Those that may only be read: they are left to their windows, and whoever opens the folder again tries anew. */
  private readonly readOnly = new Map<OpenProject, Shared>()
  /** Those that nobody uses any more and that are still being written. */
  private readonly closing = new Map<string, Promise<void>>()

  /**
   * Opens the project in the folder; `prepare` may put one there before, and `held` says what to do where somebody
   * has it open.
   */
  async open(
    folder: string,
    prepare: () => Promise<void> = async () => {},
    held: (by: Held) => Promise<OpenProject> = (by) => Promise.reject(by),
  ): Promise<OpenProject> {
    return this.share(folder, async () => {
      await this.closing.get(resolve(folder))?.catch(() => {})
      await prepare()
      return openProject(folder).catch((error: unknown) => {
        if (error instanceof Held) return held(error)
        throw error
      })
    })
  }

  /** Takes in a project that was just made. */
  async adopt(project: OpenProject): Promise<OpenProject> {
    return this.share(project.folder, () => Promise.resolve(project))
  }

  private async share(folder: string, make: () => Promise<OpenProject>): Promise<OpenProject> {
    const root = resolve(folder)
    const found = this.writable(root)
    const entry: Shared = found ?? { project: make(), users: 0 }
    this.shared.set(root, entry)
    entry.users++
    try {
      const project = await entry.project
      entry.opened = project
      entry.watcher ??= new Watcher(root, (files) => void project.takeIn(files))
      return project
    } catch (error) {
      if (this.shared.get(root) === entry) this.shared.delete(root)
      throw error
    }
  }

  /** The project in the folder, unless it may only be read. */
  private writable(root: string): Shared | undefined {
    const entry = this.shared.get(root)
    if (entry?.opened?.saved.state !== 'readOnly') return entry
    this.shared.delete(root)
    this.readOnly.set(entry.opened, entry)
    return undefined
  }

  /** Throws a Refusal where what is not saved could not be written; the project is let go all the same. */
  async letGo(project: OpenProject): Promise<void> {
    const reading = this.readOnly.get(project)
    const entry = reading ?? this.shared.get(project.folder)
    if (entry === undefined) return
    entry.users--
    if (entry.users > 0) return
    if (reading === undefined) this.shared.delete(project.folder)
    else this.readOnly.delete(project)
    entry.watcher?.close()
    const closed = project.close().finally(() => this.closing.delete(project.folder))
    this.closing.set(project.folder, closed)
    await closed
  }
}
