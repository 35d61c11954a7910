import { type FSWatcher, watch } from 'node:fs'
import { stat } from 'node:fs/promises'
import { atOnce } from './at-once.ts'
import { disk } from './disk.ts'
import { pathOf } from './layout.ts'

/** How long a folder must be quiet before its files are read, and how often it is looked at anyway; milliseconds. */
const quiet = 300
const interval = 60_000

/** Folders of which a change is told, besides those of each coder. */
const folders = ['', 'versions', 'documents', 'texts', 'codings']

/**
 * Tells which files in a project's folder changed, whoever changed them. The system tells it where it can; a folder
 * on a network may not, so all are looked at from time to time too.
 */
export class Watcher {
  private readonly watchers = new Map<string, FSWatcher>()
  private readonly changed = new Set<string>()
  private seen = new Map<string, string>()
  private timer: NodeJS.Timeout | undefined
  private readonly poll: NodeJS.Timeout

  constructor(
    private readonly root: string,
    private readonly tell: (files: string[]) => void,
  ) {
    void this.look(false)
    this.poll = setInterval(() => void this.look(true), interval)
    this.poll.unref()
  }

  close(): void {
    clearInterval(this.poll)
    clearTimeout(this.timer)
    for (const watcher of this.watchers.values()) watcher.close()
    this.watchers.clear()
  }

  /** Looks at every file, tells those that are not as they were, and watches folders that are new. */
  private async look(telling: boolean): Promise<void> {
    try {
      const coders = (await disk.list(pathOf(this.root, 'codings'))).map((name) => `codings/${name}`)
      const files: string[] = []
      for (const folder of [...folders, ...coders]) {
        this.watch(folder)
        const names = await disk.list(pathOf(this.root, folder))
        files.push(...names.filter(isJson).map((name) => (folder === '' ? name : `${folder}/${name}`)))
      }
      const stats = await atOnce(files, (file) => stat(pathOf(this.root, file)).catch(() => undefined))
      const now = new Map(files.map((file, at) => [file, `${stats[at]?.size} ${stats[at]?.mtimeMs}`]))
      const before = this.seen
      this.seen = now
      if (!telling) return
      for (const file of new Set([...before.keys(), ...now.keys()])) {
        if (before.get(file) !== now.get(file)) this.note(file)
      }
    } catch {
      // The folder can't be read just now; it is looked at again.
    }
  }

  private watch(folder: string): void {
    if (this.watchers.has(folder)) return
    try {
      const watcher = watch(pathOf(this.root, folder), { persistent: false }, (_, name) => {
        if (name === null) return
        if (isJson(name)) this.note(folder === '' ? name : `${folder}/${name}`)
        // A coder who is new has a folder that is new.
        else if (folder === 'codings' && !this.watchers.has(`codings/${name}`)) void this.look(true)
      })
      watcher.on('error', () => {
        watcher.close()
        this.watchers.delete(folder)
      })
      this.watchers.set(folder, watcher)
    } catch {
      // It is not there, or the system watches no more folders: it is looked at from time to time.
    }
  }

  private note(file: string): void {
    this.changed.add(file)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      const files = [...this.changed]
      this.changed.clear()
      this.tell(files)
    }, quiet)
    this.timer.unref()
  }
}

function isJson(name: string): boolean {
  return name.endsWith('.json') && !name.startsWith('.')
}
