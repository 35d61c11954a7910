import type { Project } from '../../core/model.ts'
import type { SavedState } from '../../core/project-contract.ts'
import { Refusal } from '../../core/refusal.ts'
import type { HistoryLine } from '../../core/schema.ts'
import { reasonOf } from './disk.ts'
import type { FileName } from './layout.ts'
import { Listeners } from './listeners.ts'
import type { Options } from './options.ts'
import type { Writer } from './writer.ts'

/** How long after a failure the saver tries again by itself, in milliseconds: at first, and at most. */
const firstPause = 5_000
const longestPause = 60_000

/**
 * Keeps the files in step with a project in memory, one write after the other, and says truthfully how far it is.
 * What could not be written is tried again with the next change, after a pause, and when a person asks.
 */
export class Saver {
  private readonly listeners = new Listeners<[SavedState]>()
  /** Files that memory is ahead of, and what happened since they were written. */
  private readonly unsaved = new Set<FileName>()
  /** Those that are on their way to the disk. */
  private underWay: readonly FileName[] = []
  private unlogged: HistoryLine[] = []
  private writing: Promise<void> = Promise.resolve()
  private current: SavedState = { state: 'saved', at: null, message: null }
  private pause = firstPause
  /** Calls off the next try. */
  private callOff: () => void = () => {}
  /** Why nothing may be written any more. */
  private stopped: string | undefined

  constructor(
    private readonly folder: string,
    private readonly writer: Writer,
    private readonly clock: Pick<Required<Options>, 'now' | 'later'>,
    /** The project as it is at the moment of writing. */
    private readonly project: () => Project,
  ) {}

  get state(): SavedState {
    return this.current
  }

  /** Whether memory is ahead of the file. */
  isAheadOf(file: FileName): boolean {
    return this.unsaved.has(file) || this.underWay.includes(file)
  }

  onSaved(listener: (saved: SavedState) => void): () => void {
    return this.listeners.add(listener)
  }

  /** The files are to say what the project says now, and the log what happened. Starts writing. */
  add(files: readonly FileName[], happened: HistoryLine): void {
    for (const file of files) this.unsaved.add(file)
    this.unlogged.push(happened)
    void this.flush()
  }

  /** What memory is ahead of the disk by: files, and what happened since they were written. */
  get ahead(): { readonly files: readonly FileName[]; readonly happened: readonly HistoryLine[] } {
    return { files: [...this.unsaved], happened: this.unlogged }
  }

  /** Nothing is written from now on: the project is open to read only, for this reason. */
  stop(reason: string): void {
    this.stopped = reason
    this.rest()
    const { files, happened } = this.ahead
    const lacks = files.length + happened.length > 0
    this.set({ ...this.current, state: lacks ? 'failed' : 'readOnly', message: reason, forGood: true })
  }

  /** Throws a Refusal where nothing may be written any more. */
  refuseStopped(): void {
    if (this.stopped !== undefined) throw new Refusal('locked', this.stopped)
  }

  /** Waits until nothing is being written. */
  async rests(): Promise<void> {
    await this.writing
  }

  /** Does not try again by itself. */
  rest(): void {
    this.callOff()
  }

  /** Writes what is not on disk yet; after a failure, a person asks for this. */
  flush(): Promise<void> {
    if (this.stopped !== undefined) return this.writing
    this.rest()
    this.set({ ...this.current, state: 'saving' })
    this.writing = this.writing.then(() => this.write())
    return this.writing
  }

  /** Waits until everything is on disk. Throws a Refusal that says why it is not. */
  async settled(): Promise<void> {
    await this.writing
    if (this.current.state === 'failed') throw new Refusal('disk', this.current.message ?? 'Not saved.')
  }

  /** The same, after trying once more what could not be written; then it rests. */
  async close(): Promise<void> {
    await this.writing
    if (this.unsaved.size + this.unlogged.length > 0) await this.flush()
    this.rest()
  }

  private async write(): Promise<void> {
    const files = [...this.unsaved].sort()
    const happened = this.unlogged
    this.unsaved.clear()
    this.underWay = files
    this.unlogged = []
    try {
      if (files.length + happened.length > 0) await this.writer.write(this.project(), files, happened)
      this.underWay = []
      this.pause = firstPause
      if (this.stopped !== undefined) this.stop(this.stopped)
      else if (this.unsaved.size === 0) this.set({ state: 'saved', at: this.clock.now(), message: null })
    } catch (error) {
      // They are still ahead of the disk, and the next change tries them again.
      for (const file of files) this.unsaved.add(file)
      this.underWay = []
      this.unlogged = [...happened, ...this.unlogged]
      if (this.stopped !== undefined) return this.stop(this.stopped)
      const message = `${this.folder}: not saved: ${reasonOf(error)}`
      this.set({ state: 'failed', at: this.current.at, message })
      this.rest()
      this.callOff = this.clock.later(this.pause, () => void this.flush())
      this.pause = Math.min(2 * this.pause, longestPause)
    }
  }

  private set(saved: SavedState): void {
    this.current = saved
    this.listeners.tell(saved)
  }
}
