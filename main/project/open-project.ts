import { resolve } from 'node:path'
import type { Change } from '../../core/change.ts'
import { apply, isEmpty, partsOf } from '../../core/change.ts'
import type { Command } from '../../core/command.ts'
import { decideInSteps } from '../../core/command.ts'
import type { Counts } from '../../core/counts.ts'
import type { Decision } from '../../core/decision.ts'
import { emptyHistory, type History, record, redo, type Step, undo, without } from '../../core/history.ts'
import { format } from '../../core/migration.ts'
import type { CoderId, CodingsId, DocumentId, Project } from '../../core/model.ts'
import type { SavedState } from '../../core/project-contract.ts'
import { Refusal } from '../../core/refusal.ts'
import { change as changeSchema, type HistoryLine } from '../../core/schema.ts'
import type { Steps } from '../../core/steps.ts'
import { inSlices } from '../in-slices.ts'
import { Arrivals } from './arrivals.ts'
import { type BackupReason, backUp } from './backup.ts'
import { copyProject, saysTheSame, sourceOf } from './copy.ts'
import { reasonOf } from './disk.ts'
import { KnownFiles } from './known-files.ts'
import { filesTouched, isFileName, pathOf } from './layout.ts'
import { Loader } from './loader.ts'
import { guarded, type Lock, takeLock } from './lock.ts'
import { type NewProject, newProject } from './new-project.ts'
import { contextOf, newSession, type Options, withDefaults } from './options.ts'
import type { Problem } from './problems.ts'
import { ProjectReader } from './project-reader.ts'
import { documentsTouched, reachOf } from './reach.ts'
import { Saver } from './saver.ts'
import { readable, refuseWhereNone, unchanged } from './steady.ts'
import { Writer } from './writer.ts'

type Listener = (change: Change) => void

/** How a command that takes long is followed. */
export interface Follower {
  /** Called again and again; throws a Refusal to stop the command, and then nothing has changed. */
  onProgress(done: number, of: number): void
  /** From now on it can't be stopped. */
  onDecided(): void
}

const nobody: Follower = { onProgress: () => {}, onDecided: () => {} }

/**
 * A project that is open for writing: the truth in memory, the files that follow it, the history of this session,
 * and the lock. Texts and segments are read when they are needed. The app and the command line use this very
 * object; a Refusal leaves everything as it was.
 */
export class OpenProject {
  private history: History = emptyHistory
  private readonly listeners = new Set<Listener>()
  /** Commands take their turn, since some have to read first. */
  private turn: Promise<unknown> = Promise.resolve()
  private readonly loader: Loader
  private readonly saver: Saver
  private readonly writer: Writer
  private readonly arrivals: Arrivals
  private readonly finders = new Set<() => void>()
  private closed = false

  private constructor(
    readonly folder: string,
    private current: Project,
    private readonly reader: ProjectReader,
    private readonly known: KnownFiles,
    /** Null where the project is open to read only. */
    private readonly lock: Lock | null,
    session: string,
    private readonly options: Required<Options>,
  ) {
    const { disk } = options
    this.writer = new Writer(known.writing, folder, `history/${session}.jsonl`, options.mostInJournal)
    this.saver = new Saver(folder, this.writer, options, () => this.current)
    this.loader = new Loader(reader)
    this.arrivals = new Arrivals(folder, disk, known, reader, this.loader)
    lock?.onLost(({ message }) => this.saver.stop(message))
  }

  /** Makes a project in a folder that is empty or not there yet. */
  static async create(folder: string, begins: NewProject, given: Options = {}): Promise<OpenProject> {
    const options = withDefaults(given)
    const root = resolve(folder)
    const { project, decision } = newProject(begins, options)
    const inside = await readable(() => options.disk.list(root), root)
    if (inside.length > 0) {
      throw new Refusal('taken', `${root}: the folder is not empty; choose a new or an empty one`)
    }
    return OpenProject.underLock(root, options, async (opened) => {
      const open = opened(project)
      open.saver.add(['project.json', 'codebook.json'], open.line(decision, null))
      await open.settled()
      open.beginKeeping()
      return open
    })
  }

  /** Opens a project for writing, after finishing what a crash left half done. Throws Held where somebody has it. */
  static async open(folder: string, given: Options = {}): Promise<OpenProject> {
    const options = withDefaults(given)
    const root = resolve(folder)
    await refuseWhereNone(options.disk, root)
    return OpenProject.underLock(root, options, async (opened, reader) => {
      const open = opened(await readable(() => reader.head(), root))
      await open.settle()
      open.beginKeeping()
      await open.migrate()
      return open
    })
  }

  /** Takes the lock, which is given back where the project can't be opened after all. */
  private static async underLock(
    root: string,
    options: Required<Options>,
    work: (opened: (project: Project) => OpenProject, reader: ProjectReader) => Promise<OpenProject>,
  ): Promise<OpenProject> {
    const session = newSession(options)
    const lock = await takeLock(options.disk, root, session, options)
    const known = new KnownFiles(guarded(options.disk, lock), root, options.now)
    const reader = new ProjectReader(known.reading, root)
    let open: OpenProject | undefined
    const opened = (project: Project) =>
      (open = new OpenProject(root, project, reader, known, lock, session, options))
    try {
      return await work(opened, reader)
    } catch (error) {
      open?.saver.rest()
      await lock.release()
      throw error
    }
  }

  /**
   * Opens a project to read only, whoever has it open: as it is on disk at this moment, all of it, and never half of
   * a change. Nothing is written and every command refused; `why` says so to the person.
   */
  static async read(folder: string, why: string, given: Options = {}): Promise<OpenProject> {
    const options = withDefaults(given)
    const { disk } = options
    const root = resolve(folder)
    await refuseWhereNone(disk, root)
    return unchanged(disk, root, async () => {
      const known = new KnownFiles(disk, root, options.now)
      const reader = new ProjectReader(known.reading, root)
      const head = await readable(() => reader.head(), root)
      const open = new OpenProject(root, head, reader, known, null, '', options)
      await readable(() => open.load(), root)
      open.saver.stop(why)
      return open
    })
  }

  /** Finishes what a crash left half done. Throws a Refusal where the disk won't have it. */
  private async settle(): Promise<void> {
    try {
      if (this.reader.journal !== null) await this.writer.finish(this.reader.journal)
      this.reader.settle()
      await this.writer.tidy()
    } catch (error) {
      if (error instanceof Refusal) throw error
      throw new Refusal('disk', `${this.folder}: the project can't be opened for writing: ${reasonOf(error)}`)
    }
  }

  /**
   * Writes the shared files anew where an older program wrote them, so that it keeps away from now on. The other
   * files are migrated as they are read, and written in today's format when they change.
   */
  private async migrate(): Promise<void> {
    if ((await this.reader.formatOnDisk()) === format) return
    await this.backUp('migration')
    const line = this.line({ label: `migrate to ${format}`, change: {} }, null)
    this.saver.add(['project.json', 'codebook.json'], line)
    await this.settled()
  }

  /** The truth. Texts and segments are in it as far as they were loaded. */
  get project(): Project {
    return this.current
  }

  /** Files that were found damaged so far and set aside. */
  get problems(): readonly Problem[] {
    return this.reader.problems.all
  }

  /** Segments per code of all codings that were counted or loaded so far. */
  get counts(): Counts {
    return this.loader.counts
  }

  get saved(): SavedState {
    return this.saver.state
  }

  /** What undo would take back and redo would do again. */
  get steps(): { undo: Step | null; redo: Step | null } {
    return { undo: this.history.done.at(-1) ?? null, redo: this.history.undone.at(-1) ?? null }
  }

  /** Called with every change, after it was applied. Returns how to stop. */
  onChange(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  onSaved(listener: (saved: SavedState) => void): () => void {
    return this.saver.onSaved(listener)
  }

  /** Carries out a command as the coder. Its effect is there when this resolves; `settled` tells when it is on disk. */
  perform(command: Command, coder: CoderId | null, { onProgress, onDecided } = nobody): Promise<Decision> {
    return this.change(async () => {
      const linking = (document: DocumentId) => this.loader.mayLink(this.current, document)
      this.current = await this.loader.load(this.current, reachOf(this.current, command, linking))
      const steps = decideInSteps(this.current, command, contextOf(coder, this.options))
      const decided = await inSlices(steps, onProgress)
      const decision = this.withoutDamagedVersions(decided)
      await inSlices(refuseUnreadable(decision), onProgress)
      // A merge may bring nothing and still have decided something.
      if (isEmpty(decision.change) && decision.merge === undefined) return decision
      if (command.type === 'merge' && !isEmpty(decision.change)) await this.backUp('merge', onProgress)
      onDecided()
      await this.take(decision, coder)
      if (isEmpty(decision.change)) return decision
      this.history = record(this.history, decision)
      this.announce(decision.change)
      return decision
    })
  }

  /**
   * A version of the codebook whose file is damaged can't be kept again: its file stays as it is, for repair. That
   * keeps nobody from coding; segments name the version all the same.
   */
  private withoutDamagedVersions(decision: Decision): Decision {
    const { versions, ...others } = decision.change
    if (versions === undefined) return decision
    const added = versions.added.filter(({ id }) => !this.reader.problems.setAside.has(`versions/${id}.json`))
    if (added.length === versions.added.length) return decision
    return {
      ...decision,
      change: { ...others, ...(added.length > 0 ? { versions: { ...versions, added } } : {}) },
    }
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

  /** Keeps the project as it is on disk. Throws a Refusal where that can't be had. */
  private async backUp(reason: BackupReason, onProgress?: Follower['onProgress']): Promise<void> {
    await this.saver.settled().catch(() => this.saver.flush())
    await this.saver.settled()
    await backUp(this.options.disk, this.folder, reason, this.options.now, onProgress)
  }

  private async replay(
    step: { change: Change; label: string; history: History } | undefined,
    which: 'undo' | 'redo',
    coder: CoderId | null,
  ): Promise<Step | null> {
    if (step === undefined) return null
    await this.take({ change: step.change, label: `${which}: ${step.label}` }, coder)
    this.history = step.history
    this.announce(step.change)
    return step
  }

  /** Loads the texts and everybody's segments of these documents, or of all; the project with them. */
  load(documents?: readonly DocumentId[]): Promise<Project> {
    return this.inTurn(async () => {
      this.current = await this.loader.load(this.current, documents ?? this.current.documents.keys())
      return this.current
    })
  }

  /** A document's text, which is not kept where it was not loaded; undefined where it is not there or damaged. */
  text(id: DocumentId): Promise<string | undefined> {
    return this.inTurn(async () => {
      const document = this.current.documents.get(id)
      const text = this.current.texts.get(id) ?? (document && (await this.reader.text(document)))
      return text?.text
    })
  }

  /**
   * The project with the segments in one document only, of the coders who are asked for, and without texts. What is
   * not in memory is read for this once.
   */
  glance(document: DocumentId, isAsked: (coder: CoderId) => boolean): Promise<Project> {
    return this.inTurn(() => this.loader.glance(this.current, document, isAsked))
  }

  /** Another value after every change of what the coder coded in the document, in memory or on disk. */
  stateOf(id: CodingsId): unknown {
    return this.loader.stateOf(this.current, id)
  }

  /** Reads, checks and counts what was not read yet, in between commands and without keeping it. */
  async survey(): Promise<void> {
    for (const id of [...this.current.codings.keys()]) {
      if (this.closed) return
      await this.inTurn(async () => {
        this.current = await this.loader.survey(this.current, id)
      })
    }
  }

  private async take(decision: Decision, coder: CoderId | null): Promise<void> {
    const { change } = decision
    this.current = await this.loader.load(this.current, documentsTouched(change))
    const files = [...filesTouched(change)]
    const damaged = files.find((file) => this.reader.problems.setAside.has(file))
    if (damaged !== undefined) {
      throw new Refusal(
        'damaged',
        `${pathOf(this.folder, damaged)}: the file is damaged and is kept as it is; mend or remove it, then open the project again`,
      )
    }
    this.current = apply(this.current, change)
    this.loader.follow(change)
    this.saver.add(files, this.line(decision, coder))
  }

  /**
   * Takes in what other programs wrote into these files, as a change that is announced like any other and is no step
   * of this session. A file that memory is ahead of is left: what is in it is kept when it is written. Steps that can't
   * be taken back any more without what came in are forgotten.
   */
  takeIn(files: readonly string[]): Promise<void> {
    return this.inTurn(async () => {
      await this.saver.settled().catch(() => {})
      const news = this.arrivals.changes(
        files.filter(isFileName),
        () => this.current,
        (file) => this.saver.isAheadOf(file),
      )
      for await (const change of news) {
        this.current = apply(this.current, change)
        this.loader.follow(change)
        const before = this.steps
        this.history = without(this.history, (step) => collides(step.change, change))
        for (const listener of this.finders) listener()
        const { undo, redo } = this.steps
        // Whoever shows what can be undone is to know that it can't be any more.
        if (!isEmpty(change) || undo !== before.undo || redo !== before.redo) this.announce(change)
      }
    })
  }

  /** Called when counts or problems may have changed without a command. Returns how to stop. */
  onFound(listener: () => void): () => void {
    this.finders.add(listener)
    return () => this.finders.delete(listener)
  }

  private beginKeeping(): void {
    this.known.begin(({ file, copy }) => {
      const what = `${file} was changed by another program while it was open here; what that program wrote is kept here`
      this.reader.problems.tell(copy, {
        what: `${what}; check --repair takes it in, or compare the two`,
        copyOf: file,
      })
      for (const listener of this.finders) listener()
    })
  }

  private line({ label, change, merge }: Decision, coder: CoderId | null): HistoryLine {
    const { texts: _, ...logged } = change
    const known = merge === undefined ? {} : { merge }
    return { format, at: this.options.now(), coder, label, change: logged, ...known } as HistoryLine
  }

  private announce(change: Change): void {
    for (const listener of this.listeners) listener(change)
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

  /** Waits until everything is on disk. Throws a Refusal that says why it is not. */
  async settled(): Promise<void> {
    await this.turn
    await this.saver.settled()
  }

  /** Tries again to write what could not be written. */
  saveAgain(): Promise<void> {
    return this.saver.flush()
  }

  /**
   * Writes the project as it is in memory, and on disk where memory does not hold it, into an empty folder, and opens
   * that: where it does not say the same, a Refusal is thrown. What can't be read any more is not in the copy, and the
   * copy's history says so. Nothing changes meanwhile. This project stays open.
   */
  async copyTo(folder: string): Promise<{ copy: OpenProject; missing: readonly string[] }> {
    this.closed = true
    try {
      await this.turn
      await this.saver.rests()
      const to = resolve(folder)
      const source = sourceOf(
        { folder: this.folder, setAside: this.reader.problems.setAside },
        this.current,
        this.saver.ahead,
        this.writer,
        (file) => this.loader.holds(this.current, file),
      )
      const missing = await copyProject(this.options.disk, source, to)
      const copy = await OpenProject.open(to, { ...this.options, takeOver: false })
      const project = await copy.load()
      if (saysTheSame(project, source, missing)) {
        if (missing.length > 0) {
          const label = `save a copy of ${this.folder} without ${missing.join(', ')}`
          copy.saver.add([], copy.line({ label, change: {} }, null))
          await copy.settled()
        }
        return { copy, missing }
      }
      await copy.close()
      throw new Refusal(
        'damaged',
        `${to}: the copy can’t be read back as it was written; choose another disk`,
      )
    } finally {
      this.closed = false
    }
  }

  /** Waits for the last write and gives the lock back. Throws a Refusal where something could not be written. */
  async close(): Promise<void> {
    this.closed = true
    await this.turn
    await this.saver.close()
    await this.lock?.release()
    await this.saver.settled()
  }
}

/**
 * Whether taking a step back, or doing it again, could take away what others brought: they wrote into the same files,
 * removed codes that its segments may have, or coded under the codebook that it kept.
 */
function collides(step: Change, arrived: Change): boolean {
  if (step.versions !== undefined || (arrived.codes?.removed.length ?? 0) > 0) return true
  const written = filesTouched(step)
  return [...filesTouched(arrived)].some((file) => written.has(file))
}

/** What could not be read back is not written, whatever decided it: the project would not open any more. */
function* refuseUnreadable({ label, change: { texts: _, ...records } }: Decision): Steps<void> {
  const parts = [...partsOf(records, 1000)]
  for (const [done, part] of parts.entries()) {
    const issue = changeSchema.safeParse(part).error?.issues[0]
    if (issue !== undefined)
      throw new Refusal(
        'invalid',
        `“${label}” was not done: ${issue.path.join('.')} can’t be kept (${issue.message}); correct what you gave`,
      )
    yield { done, total: parts.length }
  }
}
