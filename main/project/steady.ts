import { Refusal } from '../../core/refusal.ts'
import { type Disk, reasonOf } from './disk.ts'
import { journalName, pathOf } from './layout.ts'

/** A fault of the disk while reading, said as a Refusal. */
export async function readable<T>(read: () => Promise<T>, root: string): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('disk', `${root}: the project can't be read: ${reasonOf(error)}`)
  }
}

/** Throws a Refusal where the folder is no project. */
export async function refuseWhereNone(disk: Disk, root: string): Promise<void> {
  if ((await readable(() => disk.stat(pathOf(root, 'project.json')), root)) !== undefined) return
  throw new Refusal('missing', `${root}: there is no project.json; open a project's folder`)
}

const attempts = 5

/**
 * Reads a project while others may write to it: again where something was written meanwhile, so that nobody sees
 * half of a change. Where somebody writes all the time, the last reading counts.
 */
export async function unchanged<T>(disk: Disk, root: string, read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const before = await stamp(disk, root)
    const isLast = attempt === attempts
    try {
      const found = await read()
      if (isLast || (await stamp(disk, root)) === before) return found
    } catch (error) {
      if (isLast || (await stamp(disk, root)) === before) throw error
    }
  }
}

/** Is another after every change: each of them leaves a line in a log, and a journal is there until it does. */
async function stamp(disk: Disk, root: string): Promise<string> {
  const history = pathOf(root, 'history')
  const files = (await disk.list(history)).map((name) => pathOf(history, name))
  const stats = await Promise.all(
    [pathOf(root, journalName), ...files].map((path) => disk.stat(path).catch(() => null)),
  )
  return JSON.stringify([files, stats])
}
