import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import type { Change } from '../../core/change.ts'
import { apply, isEmpty } from '../../core/change.ts'
import type { Command, Context, Decision } from '../../core/command.ts'
import { decide } from '../../core/command.ts'
import type { NewCode } from '../../core/commands/codebook.ts'
import type { SavedState } from '../../core/contract.ts'
import { emptyHistory, type History, record, redo, undo } from '../../core/history.ts'
import type { CoderId, Project, ProjectId } from '../../core/model.ts'
import { emptyProject } from '../../core/model.ts'
import { nameFor, slug } from '../../core/name.ts'
import { Refusal } from '../../core/refusal.ts'
import { type Disk, disk as realDisk, reasonOf, temporary } from './disk.ts'
import { type FileName, filesTouched, pathOf } from './layout.ts'
import { type Lock, takeLock } from './lock.ts'
import { type Problem, readProject } from './read-project.ts'
import { Writer } from './writer.ts'

/** What is given from outside, so that the same commands make the same project when tests and the demo want it. */
export interface Options {
  /** ISO 8601, UTC. */
  now?(): string
  /** Twelve random characters of a to z and 0 to 9. */
  newId?(): string
  disk?: Disk
}

type Listener = (change: Change) => void

/**
 * A project that is open for writing: the truth in memory, the files that follow it, the history of this session,
 * and the lock. The app and the command line use this very object; a Refusal leaves everything as it was.
 */
export class OpenProject {
  private history: History = emptyHistory
  private readonly listeners = new Set<Listener>()
  private readonly savedListeners = new Set<(saved: SavedState) => void>()
  /** Files that memory is ahead of. */
  private readonly unsaved = new Set<FileName>()
  private writing: Promise<void> = Promise.resolve()
  private savedState: SavedState = { state: 'saved', at: null, message: null }
  private readonly writer: Writer

  private constructor(
    readonly folder: string,
    private current: Project,
    readonly problems: readonly Problem[],
    private readonly setAside: ReadonlySet<string>,
    private readonly lock: Lock,
    private readonly options: Required<Options>,
  ) {
    this.writer = new Writer(options.disk, folder)
  }

  /** Makes a project in a folder that is empty or not there yet. */
  static async create(
    folder: string,
    { title, codes }: { title: string; codes: readonly NewCode[] },
    given: Options = {},
  ): Promise<OpenProject> {
    const options = { ...defaults, ...given }
    const root = resolve(folder)
    const name = nameFor('project', title)
    const inside = await options.disk.list(root)
    if (inside.length > 0)
      throw new Refusal('taken', `${root}: the folder is not empty; choose a new or an empty one`)
    const settings = {
      id: `${slug(name, 'project')}-${options.newId().slice(0, 6)}` as ProjectId,
      title: name,
      created: options.now(),
      blind: true,
    }
    const bare: Project = { ...emptyProject, settings: new Map([[settings.id, settings]]) }
    const { change } = decide(bare, { type: 'addCodes', parent: null, codes }, contextOf(null, options))
    const project = apply(bare, change)
    const lock = await takeLock(root, options.now)
    const open = new OpenProject(root, project, [], new Set(), lock, options)
    try {
      await open.save(['project.json', 'codebook.json'])
    } catch (error) {
      await lock.release()
      throw error
    }
    return open
  }

  /** Opens a project for writing, after finishing what a crash left half done. */
  static async open(folder: string, given: Options = {}): Promise<OpenProject> {
    const options = { ...defaults, ...given }
    const root = resolve(folder)
    // First of all: where there is no project, no lock is left behind.
    if ((await readable(() => options.disk.read(pathOf(root, 'project.json')), root)) === undefined) {
      throw new Refusal('missing', `${root}: there is no project.json; open a project's folder`)
    }
    const lock = await takeLock(root, options.now)
    try {
      const { project, problems, setAside, journal } = await readable(
        () => readProject(options.disk, root),
        root,
      )
      const open = new OpenProject(root, project, problems, setAside, lock, options)
      if (journal !== null) await open.writer.finish(journal)
      await removeTemporaries(options.disk, root)
      return open
    } catch (error) {
      await lock.release()
      throw error
    }
  }

  get project(): Project {
    return this.current
  }

  get saved(): SavedState {
    return this.savedState
  }

  /** What undo would take back and redo would do again, as the menu names it. */
  get steps(): { undo: string | null; redo: string | null } {
    return { undo: this.history.done.at(-1)?.label ?? null, redo: this.history.undone.at(-1)?.label ?? null }
  }

  /** Called with every change, after it was applied. Returns how to stop. */
  onChange(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  onSaved(listener: (saved: SavedState) => void): () => void {
    this.savedListeners.add(listener)
    return () => this.savedListeners.delete(listener)
  }

  /** Carries out a command as the coder. Its effect shows at once; `settled` tells when it is on disk. */
  perform(command: Command, coder: CoderId | null): Decision {
    const decision = decide(this.current, command, contextOf(coder, this.options))
    if (isEmpty(decision.change)) return decision
    this.take(decision.change)
    this.history = record(this.history, decision)
    this.announce(decision.change)
    return decision
  }

  /** The same, and waits until it is on disk. Throws a Refusal where it could not be written. */
  async dispatch(command: Command, coder: CoderId | null): Promise<Decision> {
    const decision = this.perform(command, coder)
    await this.settled()
    return decision
  }

  /** Takes back the last step of this session; its label, or null where there is none. */
  undo(): string | null {
    return this.replay(undo(this.history))
  }

  redo(): string | null {
    return this.replay(redo(this.history))
  }

  private replay(step: { change: Change; label: string; history: History } | undefined): string | null {
    if (step === undefined) return null
    this.take(step.change)
    this.history = step.history
    this.announce(step.change)
    return step.label
  }

  private take(change: Change): void {
    const files = [...filesTouched(change)]
    const damaged = files.find((file) => this.setAside.has(file))
    if (damaged !== undefined) {
      throw new Refusal(
        'damaged',
        `${pathOf(this.folder, damaged)}: the file is damaged and is kept as it is; mend or remove it, then open the project again`,
      )
    }
    this.current = apply(this.current, change)
    for (const file of files) this.unsaved.add(file)
    void this.flush()
  }

  private announce(change: Change): void {
    for (const listener of this.listeners) listener(change)
  }

  /** Waits until everything is on disk. Throws a Refusal that says why it is not. */
  async settled(): Promise<void> {
    await this.writing
    if (this.savedState.state === 'failed') throw new Refusal('disk', this.savedState.message ?? 'Not saved.')
  }

  /** Writes what is not on disk yet; after a failure, a person asks for this. */
  flush(): Promise<void> {
    this.setSaved({ ...this.savedState, state: 'saving' })
    this.writing = this.writing.then(() => this.writeUnsaved())
    return this.writing
  }

  private async writeUnsaved(): Promise<void> {
    if (this.unsaved.size === 0) return this.setSaved({ ...this.savedState, state: 'saved', message: null })
    const files = [...this.unsaved].sort()
    this.unsaved.clear()
    try {
      await this.save(files)
    } catch (error) {
      // They are still ahead of the disk, and the next change tries them again.
      for (const file of files) this.unsaved.add(file)
      this.setSaved({ state: 'failed', at: this.savedState.at, message: (error as Error).message })
    }
  }

  private async save(files: readonly FileName[]): Promise<void> {
    try {
      await this.writer.write(this.current, files)
    } catch (error) {
      throw new Refusal('disk', `${this.folder}: not saved: ${reasonOf(error)}`)
    }
    if (this.unsaved.size === 0) this.setSaved({ state: 'saved', at: this.options.now(), message: null })
  }

  private setSaved(saved: SavedState): void {
    this.savedState = saved
    for (const listener of this.savedListeners) listener(saved)
  }

  /** Waits for the last write and gives the lock back. Throws a Refusal where something could not be written. */
  async close(): Promise<void> {
    await this.writing
    if (this.unsaved.size > 0) await this.flush()
    await this.lock.release()
    await this.settled()
  }
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

const defaults: Required<Options> = {
  now: () => new Date().toISOString(),
  newId: () => Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join(''),
  disk: realDisk,
}

function contextOf(coder: CoderId | null, { now, newId }: Required<Options>): Context {
  return { coder, now: now(), newId }
}

/** A fault of the disk while reading, said as a Refusal. */
async function readable<T>(read: () => Promise<T>, root: string): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('disk', `${root}: the project can't be read: ${reasonOf(error)}`)
  }
}

/** Half-written files of a crash are of no use to anyone. */
async function removeTemporaries(disk: Disk, root: string): Promise<void> {
  const folders = [
    '',
    'documents',
    'texts',
    ...(await disk.list(pathOf(root, 'codings'))).map((name) => `codings/${name}`),
  ]
  for (const folder of folders) {
    const path = pathOf(root, folder)
    const left = (await disk.list(path)).filter((name) => name.startsWith('.') && name.endsWith(temporary))
    for (const name of left) await disk.remove(pathOf(path, name))
  }
}
