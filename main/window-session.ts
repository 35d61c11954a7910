import { basename, dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Change } from '../core/change.ts'
import type { CoderId, Project } from '../core/model.ts'
import { settingsOf } from '../core/model.ts'
import type { Saved, Snapshot } from '../core/project-contract.ts'
import { Refusal } from '../core/refusal.ts'
import type { OpenProjects } from './open-projects.ts'
import type { Desk } from './preferences.ts'
import { disk, reasonOf, replaceFile } from './project/disk.ts'
import type { OpenProject } from './project/open-project.ts'
import { saveElsewhere } from './project/save-elsewhere.ts'
import { goesOnWithout, mendsToOpen, openHeld } from './questions.ts'
import type { Shell } from './shell.ts'
import { changeView, countsView, problemsView, projectSeenBy, projectView, stepView } from './view-of.ts'

/** The project a window works on, and as whom. */
export interface Work {
  readonly project: OpenProject
  readonly coder: CoderId | null
}

/** How long a project may keep a person waiting for its counts, in milliseconds. */
const patience = 300

/** What one window is doing: its project, its coder, and what it is told of both. */
export class WindowSession {
  private work: Work | null = null
  private stop = () => {}

  constructor(
    readonly shell: Shell,
    readonly desk: Desk,
    readonly projects: OpenProjects,
  ) {}

  /** Throws a Refusal where no project is open. */
  get current(): Work {
    if (this.work === null) throw new Refusal('missing', 'No project is open.')
    return this.work
  }

  /** The project as this window may see it, with what was loaded; null where none is open. */
  get seen(): Project | null {
    return this.work === null ? null : projectSeenBy(this.work.project.project, this.work.coder)
  }

  /** The work on this project as it is now. Throws a Refusal that needs no telling where it was left meanwhile. */
  still(project: OpenProject): Work {
    if (this.work?.project !== project) throw new Refusal('cancelled', 'The project was closed.')
    return this.work
  }

  /** The project with every text and segment in it, as long as comparing is allowed. */
  async comparison(): Promise<Project> {
    const { project } = this.current
    if (settingsOf(project.project).blind) {
      throw new Refusal('blind', 'Coding is blind until the lead opens the comparison.')
    }
    return project.load()
  }

  /** Opens the project in the folder and works on it; where somebody has it open, or it must be mended first, the person is asked. */
  async open(folder: string, prepare?: () => Promise<void>): Promise<Snapshot> {
    const open = () => this.projects.open(folder, prepare, (held) => openHeld(this.shell, folder, held))
    const project = await open().catch(async (error: unknown) => {
      if (await mendsToOpen(this.shell, folder, error)) return open()
      throw error
    })
    return this.begin(project)
  }

  /** Saves the project as it is into a folder that the person chooses and goes on there; null when they cancel. */
  async saveElsewhere(): Promise<Snapshot | null> {
    const { project, coder } = this.current
    const folder = await this.shell.chooseFolder({
      title: 'An empty folder for the copy',
      buttonLabel: 'Save the copy',
    })
    if (folder === undefined) return null
    const { copy, missing } = await saveElsewhere(project, folder)
    if (missing.length > 0 && !(await goesOnWithout(this.shell, missing, project.folder, copy.folder))) {
      await copy.close()
      return null
    }
    // What can't be written here is in the copy.
    await this.leave().catch(() => {})
    await this.begin(await this.projects.adopt(copy))
    return this.codeAs(coder)
  }

  /** Works on this project from now on; the one before is let go. */
  async begin(project: OpenProject): Promise<Snapshot> {
    try {
      // Again, where another request came in between: a window works on one project.
      while (this.work !== null) await this.end()
    } catch (error) {
      await this.projects.letGo(project)
      throw error
    }
    const coder = this.usualCoder(project)
    this.work = { project, coder }
    const stopChanges = project.onChange((change) => this.tell(change))
    const stopSaved = project.onSaved((saved) => this.shell.send('saved', saved))
    const stopFound = project.onFound(() => this.tellFound(project))
    this.stop = () => {
      stopChanges()
      stopFound()
      stopSaved()
    }
    await this.desk.remember(project.folder, settingsOf(project.project).title, coder)
    await this.survey(project)
    return this.snapshot()
  }

  /** Who coded here last, or the only coder; nobody is guessed where there is a choice. */
  private usualCoder({ folder, project: { coders } }: OpenProject): CoderId | null {
    const last = this.desk.coderIn(folder)
    if (last !== null && coders.has(last)) return last
    return coders.size === 1 ? [...coders.keys()][0]! : null
  }

  /** Who codes in this window from now on, and when the project is opened again on this computer. */
  async codeAs(coder: CoderId | null): Promise<Snapshot> {
    const { project } = this.current
    this.work = { project, coder }
    await this.desk.remember(project.folder, settingsOf(project.project).title, coder)
    this.still(project)
    // Only now: it takes the place of everything the window was told meanwhile.
    return this.snapshot()
  }

  /** Lets the project go once it is on disk. Throws a Refusal that says why it is not, and keeps the project. */
  async end(): Promise<void> {
    if (this.work === null) return
    const { project } = this.work
    await project.settled().catch(() => project.saveAgain())
    await project.settled()
    if (this.work?.project === project) await this.leave()
  }

  /** Lets the project go, on disk or not. Throws a Refusal where something of it could not be written. */
  async leave(): Promise<void> {
    if (this.work === null) return
    const { project } = this.work
    this.work = null
    this.stop()
    await this.projects.letGo(project)
  }

  /**
   * Closes the project for the work on its files and opens it anew, whatever came of the work. Throws a Refusal where
   * another window has it open too, or it can't be opened any more.
   */
  async reopenAfter<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const { project, coder } = this.current
    const { folder } = project
    await this.end()
    try {
      return await work(folder)
    } finally {
      const again = await this.begin(await this.projects.open(folder))
      const isThere = again.project.coders?.added.some(({ id }) => id === coder) ?? false
      if (isThere) await this.codeAs(coder)
    }
  }

  /** The project as this window may see it, or null where none is open. */
  shown(): Snapshot | null {
    return this.work === null ? null : this.snapshot()
  }

  private snapshot(): Snapshot {
    const { project, coder } = this.current
    return {
      ...projectView(project.project, project.counts, coder),
      coder,
      folder: project.folder,
      ...this.steps(),
      problems: problemsView(project.project, project.problems, coder),
      saved: project.saved,
    }
  }

  private steps(): { undo: string | null; redo: string | null } {
    const { project, coder } = this.current
    const { undo, redo } = project.steps
    return {
      undo: stepView(project.project, undo, coder),
      redo: stepView(project.project, redo, coder),
    }
  }

  private tell(change: Change): void {
    const { project } = this.current
    const [before, after] = change.settings?.updated[0] ?? []
    // Two coders may turn out to be one person.
    const gone = change.coders?.removed.some(({ id }) => id === this.work?.coder) ?? false
    if (gone) this.work = { project, coder: null }
    const { coder } = this.current
    if (gone || before?.blind !== after?.blind) this.shell.send('replaced', this.snapshot())
    else this.shell.send('changed', { change: changeView(project.project, change, coder), ...this.steps() })
  }

  /** Counts what is there: a small project before it is shown, a large one while the person looks at it already. */
  private async survey(project: OpenProject): Promise<void> {
    const counted = project.survey().then(() => true)
    if (await Promise.race([counted, sleep(patience, false, { ref: false })])) return
    void counted.then(() => this.tellFound(project))
  }

  private tellFound(project: OpenProject): void {
    if (this.work?.project !== project) return
    const { coder } = this.work
    const counts = countsView(project.project, project.counts, coder)
    const problems = problemsView(project.project, project.problems, coder)
    this.shell.send('surveyed', { counts, problems })
  }

  /** Asks where to, then writes the file; its name, or null when the person cancels. */
  async save(
    title: string,
    suggestedName: string,
    content: () => string | Uint8Array | Promise<string | Uint8Array>,
  ): Promise<Saved | null> {
    const path = await this.shell.chooseSaveFile({ title, suggestedName })
    if (path === undefined) return null
    try {
      await replaceFile(disk, path, await content())
    } catch (error) {
      if (error instanceof Refusal) throw error
      throw new Refusal('disk', `${basename(path)}: not saved: ${reasonOf(error)}`)
    }
    return savedAt(path)
  }
}

/** The file, or folder, as a person is told of it. */
export function savedAt(path: string): Saved {
  return { name: basename(path), folder: dirname(path) }
}
