import { type Change, isEmpty } from '../../core/change.ts'
import type { Command } from '../../core/command.ts'
import { decideInSteps, seesToLinks } from '../../core/command.ts'
import type { Counts } from '../../core/counts.ts'
import type { Context, Decision } from '../../core/decision.ts'
import { emptyHistory, type History, record, redo, type Step, undo, without } from '../../core/history.ts'
import { mayMislead, withLinksKept } from '../../core/memo-links-kept.ts'
import { format } from '../../core/migration.ts'
import type { CoderId, CodingsId, DocumentId, Project } from '../../core/model.ts'
import type { SavedState } from '../../core/project-contract.ts'
import { Refusal } from '../../core/refusal.ts'
import type { HistoryLine } from '../../core/schema.ts'
import { inSlices } from '../in-slices.ts'
import { Arrivals, collides } from './arrivals.ts'
import { type BackupReason, backUp } from './backup.ts'
import { type Source, sourceOf } from './copy.ts'
import { keepable, refuseDamaged } from './keepable.ts'
import type { KnownFiles } from './known-files.ts'
import { type FileName, filesTouched, isFileName } from './layout.ts'
import { Listeners } from './listeners.ts'
import { LoadedProject } from './loaded-project.ts'
import type { Lock } from './lock.ts'
import { contextOf, type Options } from './options.ts'
import type { Problem } from './problems.ts'
import type { ProjectReader } from './project-reader.ts'
import { documentsTouched, reachOf } from './reach.ts'
import { Saver } from './saver.ts'
import type { Writer } from './writer.ts'

/** How a command that takes long is followed. */
export interface Follower {
  /** Called again and again; throws a Refusal to stop the command, and then nothing has changed. */
  onProgress(done: number, of: number): void
  /** From now on it can't be stopped. */
  onDecided(): void
}

const nobody: Follower = { onProgress: () => {}, onDecided: () => {} }

/** What an open project stands on (opening.ts). */
export interface Ground {
  readonly folder: string
  readonly options: Required<Options>
  readonly known: KnownFiles
  readonly reader: ProjectReader
  readonly writer: Writer
  /** Null where the project is open to read only. */
  readonly lock: Lock | null
}

/**
 * A project that is open for writing: the truth in memory, the files that follow it, the history of this session,
 * and the lock. Texts and segments are read when they are needed. The app and the command line use this very
 * object; a Refusal leaves everything as it was.
 */
export class OpenProject {
  private history: History = emptyHistory
  /** Commands take their turn, since some have to read first. */
  private turn: Promise<unknown> = Promise.resolve()
  private readonly loaded: LoadedProject
  private readonly saver: Saver
  private readonly arrivals: Arrivals
  private readonly changes = new Listeners<[Change]>()
  private readonly finds = new Listeners()
  private closed = false

  constructor(
    private readonly ground: Ground,
    project: Project,
  ) {
    const { folder, options, known, reader, writer, lock } = ground
    this.loaded = new LoadedProject(reader, project)
    this.saver = new Saver(folder, writer, options, () => this.project)
    this.arrivals = new Arrivals(folder, options.disk, known, reader, this.loaded)
    lock?.onLost(({ message }) => this.refuseChanges(message))
  }

  get folder(): string {
    return this.ground.folder
  }

  get options(): Required<Options> {
    return this.ground.options
  }

  /** The truth. Texts and segments are in it as far as they were loaded. */
  get project(): Project {
    return this.loaded.project
  }

  /** Segments per code of all codings that were counted or loaded so far. */
  get counts(): Counts {
    return this.loaded.counts
  }

  /** Files that were found damaged so far and set aside. */
  get problems(): readonly Problem[] {
    return this.ground.reader.problems.all
  }

  private get setAside(): ReadonlySet<string> {
    return this.ground.reader.problems.setAside
  }

  get saved(): SavedState {
    return this.saver.state
  }

  /** What undo would take back and redo would do again. */
  get steps(): { undo: Step | null; redo: Step | null } {
    return { undo: this.history.done.at(-1) ?? null, redo: this.history.undone.at(-1) ?? null }
  }

  /** Called with every change, after it was applied. Returns how to stop. */
  onChange(listener: (change: Change) => void): () => void {
    return this.changes.add(listener)
  }

  /** Called when counts or problems may have changed without a command. Returns how to stop. */
  onFound(listener: () => void): () => void {
    return this.finds.add(listener)
  }

  onSaved(listener: (saved: SavedState) => void): () => void {
    return this.saver.onSaved(listener)
  }

  /** Carries out a command as the coder. Its effect is there when this resolves; `settled` tells when it is on disk. */
  perform(command: Command, coder: CoderId | null, { onProgress, onDecided } = nobody): Promise<Decision> {
    return this.change(async () => {
      await this.loaded.load(reachOf(this.project, command))
      const context = contextOf(coder, this.options)
      const decided = await inSlices(decideInSteps(this.project, command, context), onProgress)
      const whole = seesToLinks(command) ? decided : await this.keepLinks(decided, context)
      const decision = await inSlices(keepable(whole, this.setAside), onProgress)
      // A merge may bring nothing and still have decided something.
      if (isEmpty(decision.change) && decision.merge === undefined) return decision
      if (command.type === 'merge' && !isEmpty(decision.change)) await this.backUp('merge', onProgress)
      onDecided()
      await this.take(decision, coder)
      if (isEmpty(decision.change)) return decision
      this.history = record(this.history, { ...decision, coder })
      this.changes.tell(decision.change)
      return decision
    })
  }

  /** Reads all documents with links in memos, where links may lead elsewhere after the decision. */
  private async keepLinks(decision: Decision, { now }: Context): Promise<Decision> {
    if (!mayMislead(this.project, decision)) return decision
    await this.loaded.load([...this.project.documents.keys()].filter((id) => this.loaded.mayLink(id)))
    return withLinksKept(this.project, decision, now)
  }

  /** The same, and waits until it is on disk. Throws a Refusal where it could not be written. */
  async dispatch(command: Command, coder: CoderId | null, follower = nobody): Promise<Decision> {
    const decision = await this.perform(command, coder, follower)
    await this.settled()
    return decision
  }

  /** Takes back the last step of this session for the coder, or null where there is none. */
  undo(coder: CoderId | null): Promise<Step | null> {
    return this.change(() => this.replay(undo(this.history), 'undo', coder))
  }

  redo(coder: CoderId | null): Promise<Step | null> {
    return this.change(() => this.replay(redo(this.history), 'redo', coder))
  }

  private async replay(
    step: (Step & { history: History }) | undefined,
    which: 'undo' | 'redo',
    coder: CoderId | null,
  ): Promise<Step | null> {
    if (step === undefined) return null
    await this.take({ change: step.change, label: `${which}: ${step.label}` }, coder)
    this.history = step.history
    this.changes.tell(step.change)
    return step
  }

  private async take(decision: Decision, coder: CoderId | null): Promise<void> {
    const { change } = decision
    await this.loaded.load(documentsTouched(change))
    const files = [...filesTouched(change)]
    refuseDamaged(this.folder, files, this.setAside)
    this.loaded.apply(change)
    this.saver.add(files, this.line(decision, coder))
  }

  private line({ label, change, merge }: Decision, coder: CoderId | null): HistoryLine {
    const { texts: _, ...logged } = change
    const known = merge === undefined ? {} : { merge }
    return { format, at: this.options.now(), coder, label, change: logged, ...known } as HistoryLine
  }

  /** What was asked for before the project is closed is still done, and nothing after. */
  private async change<T>(work: () => Promise<T>): Promise<T> {
    if (this.closed) throw new Refusal('missing', `${this.folder}: the project is closed; open it again`)
    return this.inTurn(() => {
      this.saver.refuseStopped()
      return work()
    })
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work)
    this.turn = result.catch(() => {})
    return result
  }

  /** Loads the texts and everybody's segments of these documents, or of all; the project with them. */
  load(documents?: readonly DocumentId[]): Promise<Project> {
    return this.inTurn(async () => {
      await this.loaded.load(documents ?? this.project.documents.keys())
      return this.project
    })
  }

  /** A document's text, which is not kept where it was not loaded; undefined where it is not there or damaged. */
  text(id: DocumentId): Promise<string | undefined> {
    return this.inTurn(async () => (await this.loaded.text(id))?.text)
  }

  /**
   * The project with the segments in one document only, of the coders who are asked for, and without texts. What is
   * not in memory is read for this once.
   */
  glance(document: DocumentId, isAsked: (coder: CoderId) => boolean): Promise<Project> {
    return this.inTurn(() => this.loaded.glance(document, isAsked))
  }

  /** Another value after every change of what the coder coded in the document, in memory or on disk. */
  stateOf(id: CodingsId): unknown {
    return this.loaded.stateOf(id)
  }

  /** Reads, checks and counts what was not read yet, in between commands and without keeping it. */
  async survey(): Promise<void> {
    for (const id of [...this.project.codings.keys()]) {
      if (this.closed) return
      await this.inTurn(() => this.loaded.survey(id))
    }
  }

  /** From now on what others write into the files is kept beside them. */
  beginKeeping(): void {
    this.arrivals.beginKeeping(() => this.finds.tell())
  }

  /**
   * Takes in what other programs wrote into these files, as a change that is announced like any other and is no step
   * of this session. A file that memory is ahead of is left: what is in it is kept when it is written. Steps that can't
   * be taken back any more without what came in are forgotten.
   */
  takeIn(files: readonly string[]): Promise<void> {
    return this.inTurn(async () => {
      await this.saver.settled().catch(() => {})
      const isAhead = (file: FileName) => this.saver.isAheadOf(file)
      for await (const change of this.arrivals.takeIn(files.filter(isFileName), isAhead)) {
        const before = this.steps
        this.history = without(this.history, (step) => collides(step.change, change))
        this.finds.tell()
        const { undo, redo } = this.steps
        // Whoever shows what can be undone is to know that it can't be any more.
        if (!isEmpty(change) || undo !== before.undo || redo !== before.redo) this.changes.tell(change)
      }
    })
  }

  /** Waits until everything is on disk. Throws a Refusal that says why it is not. */
  async settled(): Promise<void> {
    await this.turn
    await this.saver.settled()
  }

  /** Says in the history what happened besides any command, and writes these files anew. */
  note(happened: Decision, files: readonly FileName[]): Promise<void> {
    this.saver.add(files, this.line(happened, null))
    return this.settled()
  }

  /** Tries again to write what could not be written. */
  saveAgain(): Promise<void> {
    return this.saver.flush()
  }

  /** Keeps the project as it is on disk. Throws a Refusal where that can't be had. */
  async backUp(reason: BackupReason, onProgress?: Follower['onProgress']): Promise<void> {
    await this.saver.settled().catch(() => this.saver.flush())
    await this.saver.settled()
    await backUp(this.options.disk, this.folder, reason, this.options.now, onProgress)
  }

  /** Does the work with the project as it is at this moment, while nothing changes. */
  async standingStill<T>(work: (source: Source) => Promise<T>): Promise<T> {
    this.closed = true
    try {
      await this.turn
      await this.saver.rests()
      const where = { folder: this.folder, setAside: this.setAside }
      return await work(sourceOf(where, this.loaded, this.saver.ahead, this.ground.writer))
    } finally {
      this.closed = false
    }
  }

  /** Nothing is written and every command refused from now on, for this reason. */
  refuseChanges(why: string): void {
    this.saver.stop(why)
  }

  /** Tries nothing again by itself. */
  rest(): void {
    this.saver.rest()
  }

  /** Waits for the last write and gives the lock back. Throws a Refusal where something could not be written. */
  async close(): Promise<void> {
    this.closed = true
    await this.turn
    await this.saver.close()
    await this.ground.lock?.release()
    await this.saver.settled()
  }
}
