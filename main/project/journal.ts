import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { Refusal } from '../../core/refusal.ts'
import { type JournalFile, journalFile } from '../../core/schema.ts'
import type { Disk } from './disk.ts'
import { parseJson } from './json-file.ts'
import { isFileName, isHistoryName, journalName, pathOf } from './layout.ts'
import type { Rewrite } from './overlay.ts'

/** Content that stands beside the file that it is for already. */
export type Staged = Extract<JournalFile['writes'][number], { staged: string }>
type Told = Exclude<JournalFile['writes'][number], Staged>

/** What a crash left half written; null where there is nothing. Throws a Refusal where that can't be read. */
export async function readJournal(disk: Disk, root: string): Promise<JournalFile | null> {
  const content = await disk.read(pathOf(root, journalName))
  return content === undefined ? null : parseJson(journalName, content, journalFile)
}

/** A file as a journal keeps it: as text, since that can be read, or as base64 where it is none. */
export function writeOf(file: string, content: string | Uint8Array | null): Told {
  if (content === null || typeof content === 'string') return { file, content }
  if (isUtf8(content)) return { file, content: Buffer.from(content).toString('utf8') }
  return { file, content: Buffer.from(content).toString('base64'), encoding: 'base64' }
}

/** The bytes that a file is to have; null where it is to go. */
export function bytesOf({ content, encoding }: Told): Buffer | null {
  return content === null ? null : Buffer.from(content, encoding ?? 'utf8')
}

/** Where staged content stands. */
export function stagedPath(root: string, { file, staged }: Pick<Staged, 'file' | 'staged'>): string {
  return join(dirname(pathOf(root, file)), staged)
}

export function hashOf(parts: Iterable<string | Uint8Array>): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/**
 * What a journal is to write. Throws a Refusal where that is no file of a project, or where content is not there any
 * more: then nothing of it is to be written.
 */
export async function pendingWrites(
  disk: Disk,
  root: string,
  journal: JournalFile | null,
): Promise<Map<string, Rewrite>> {
  const pending = new Map<string, Rewrite>()
  if (journal === null) return pending
  const { writes, log } = journal
  const foreign = writes.map(({ file }) => file).find((file) => !isFileName(file) && !isHistoryName(file))
  if (foreign !== undefined || !isHistoryName(log.file)) {
    throw new Refusal(
      'damaged',
      `${journalName}: ${foreign ?? log.file} is no file of a project; remove ${journalName} by hand`,
    )
  }
  for (const write of writes)
    pending.set(
      write.file,
      'staged' in write
        ? { from: await whereItStands(disk, root, write) }
        : (bytesOf(write)?.toString('utf8') ?? null),
    )
  if ('staged' in log) await whereItStands(disk, root, log)
  return pending
}

/** Beside the file, or in its place already. */
async function whereItStands(disk: Disk, root: string, write: Staged): Promise<string> {
  for (const path of [stagedPath(root, write), pathOf(root, write.file)]) {
    const bytes = await disk.readBytes(path)
    if (bytes !== undefined && hashOf([bytes]) === write.sha256) return path
  }
  throw new Refusal(
    'damaged',
    `${journalName}: what ${write.file} is to say is not in ${write.staged} beside it any more; put that file back, or mend the project`,
  )
}

/** What the log is to end with. */
export async function linesOfLog(disk: Disk, root: string, log: JournalFile['log']): Promise<Uint8Array> {
  if (!('staged' in log)) return Buffer.from(log.lines)
  return (await disk.readBytes(stagedPath(root, log))) ?? Buffer.alloc(0)
}
