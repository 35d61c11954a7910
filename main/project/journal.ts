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
  return new Map((journal?.writes ?? []).map(({ file, content }) => [file, content]))
}
