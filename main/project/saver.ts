import type { SavedState } from '../../core/contract.ts'
import type { Project } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import type { HistoryLine } from '../../core/schema.ts'
import { reasonOf } from './disk.ts'
import type { FileName } from './layout.ts'
import type { Writer } from './writer.ts'

/** Keeps the files in step with a project in memory, one write after the other, and says truthfully how far it is. */
export class Saver {
  private readonly listeners = new Set<(saved: SavedState) => void>()
  /** Files that memory is ahead of, and what happened since they were written. */
  private readonly unsaved = new Set<FileName>()
  private unlogged: HistoryLine[] = []
  private writing: Promise<void> = Promise.resolve()
  private current: SavedState = { state: 'saved', at: null, message: null }

  constructor(
    private readonly folder: string,
    private readonly writer: Writer,
    private readonly now: () => string,
    /** The project as it is at the moment of writing. */
    private readonly project: () => Project,
  ) {}

  get state(): SavedState {
    return this.current
  }

  /** Whether memory is ahead of the file. */
  isAheadOf(file: FileName): boolean {
    return this.unsaved.has(file)
  }

  onSaved(listener: (saved: SavedState) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** The files are to say what the project says now, and the log what happened. Starts writing. */
  add(files: readonly FileName[], happened: HistoryLine): void {
    for (const file of files) this.unsaved.add(file)
    this.unlogged.push(happened)
    void this.flush()
  }

  /** Writes what is not on disk yet; after a failure, a person asks for this. */
  flush(): Promise<void> {
    this.set({ ...this.current, state: 'saving' })
    this.writing = this.writing.then(() => this.write())
    return this.writing
  }

  /** Waits until everything is on disk. Throws a Refusal that says why it is not. */
  async settled(): Promise<void> {
    await this.writing
    if (this.current.state === 'failed') throw new Refusal('disk', this.current.message ?? 'Not saved.')
  }

  /** The same, after trying once more what could not be written. */
  async close(): Promise<void> {
    await this.writing
    if (this.unsaved.size + this.unlogged.length > 0) await this.flush()
  }

  private async write(): Promise<void> {
    const files = [...this.unsaved].sort()
    const happened = this.unlogged
    this.unsaved.clear()
    this.unlogged = []
    try {
      if (files.length + happened.length > 0) await this.writer.write(this.project(), files, happened)
      if (this.unsaved.size === 0) this.set({ state: 'saved', at: this.now(), message: null })
    } catch (error) {
      // They are still ahead of the disk, and the next change tries them again.
      for (const file of files) this.unsaved.add(file)
      this.unlogged = [...happened, ...this.unlogged]
      const message = `${this.folder}: not saved: ${reasonOf(error)}`
      this.set({ state: 'failed', at: this.current.at, message })
    }
  }

  private set(saved: SavedState): void {
    this.current = saved
    for (const listener of this.listeners) listener(saved)
  }
}
