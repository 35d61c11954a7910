import { isUtf8 } from 'node:buffer'
import { Refusal } from '../../core/refusal.ts'
import { type JournalFile, journalFile } from '../../core/schema.ts'
import type { Disk } from './disk.ts'
import { parseJson } from './json-file.ts'
import { isFileName, isHistoryName, journalName, pathOf } from './layout.ts'

/** What a crash left half written; null where there is nothing. Throws a Refusal where that can't be read. */
export async function readJournal(disk: Disk, root: string): Promise<JournalFile | null> {
  const content = await disk.read(pathOf(root, journalName))
  return content === undefined ? null : parseJson(journalName, content, journalFile)
}

/** A file as a journal keeps it: as text, since that can be read, or as base64 where it is none. */
export function writeOf(file: string, content: string | Uint8Array | null): JournalFile['writes'][number] {
  if (content === null || typeof content === 'string') return { file, content }
  if (isUtf8(content)) return { file, content: Buffer.from(content).toString('utf8') }
  return { file, content: Buffer.from(content).toString('base64'), encoding: 'base64' }
}

/** The bytes that a file is to have; null where it is to go. */
export function contentIn({ content, encoding }: JournalFile['writes'][number]): Buffer | null {
  return content === null ? null : Buffer.from(content, encoding ?? 'utf8')
}

/** What a journal is to write. Throws a Refusal where that is no file of a project. */
export function pendingWrites(journal: JournalFile | null): Map<string, string | null> {
  const files = [...(journal?.writes ?? []).map(({ file }) => file)]
  const foreign = files.find((file) => !isFileName(file) && !isHistoryName(file))
  if (foreign !== undefined || (journal !== null && !isHistoryName(journal.log.file))) {
    throw new Refusal(
      'damaged',
      `${journalName}: ${foreign ?? journal!.log.file} is no file of a project; remove ${journalName} by hand`,
    )
  }
  return new Map(
    (journal?.writes ?? []).map((write) => [write.file, contentIn(write)?.toString('utf8') ?? null]),
  )
}
