import { format } from '../../core/migration.ts'
import type { HistoryLine } from '../../core/schema.ts'
import type { Disk } from './disk.ts'
import { guarded, takeLock } from './lock.ts'
import { newSession, type Options } from './options.ts'
import { Writer } from './writer.ts'

/** The whole new content of a file of the project, or null where it is to go. */
export type Rewrites = ReadonlyMap<string, string | Uint8Array | null>

/**
 * Holds the project's lock while the work is done, on a disk that writes nothing where somebody took it over, as a
 * session of its own. Throws a Refusal where somebody else has the project open.
 */
export async function underLock<T>(
  root: string,
  options: Required<Options>,
  work: (disk: Disk, session: string) => Promise<T>,
): Promise<T> {
  const session = newSession(options)
  const lock = await takeLock(options.disk, root, session, options)
  try {
    return await work(guarded(options.disk, lock), session)
  } finally {
    await lock.release()
  }
}

/**
 * Makes files of a project say what they are given, whatever they say now, and begins a session's log with it: all
 * of it or nothing. For where there is no project to be opened first: mending and restoring.
 */
export async function rewrite(
  disk: Disk,
  root: string,
  rewrites: Rewrites,
  { session, at, label }: { session: string; at: string; label: string },
): Promise<void> {
  const line: HistoryLine = { format, at, coder: null, label, change: {} }
  const writer = new Writer(disk, root, `history/${session}.jsonl`)
  await writer.rewrite([...rewrites.keys()], (file) => rewrites.get(file)!, [line])
}
