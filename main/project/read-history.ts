import type { Entry } from '../../core/merge/knowledge.ts'
import { Refusal } from '../../core/refusal.ts'
import { historyLine } from '../../core/schema.ts'
import type { Disk } from './disk.ts'
import { readJournal } from './journal.ts'
import { parseJson } from './json-file.ts'
import { isHistoryName, pathOf } from './layout.ts'

/**
 * Every entry in the history of a project, session by session, as it will be once a journal is done. A last line
 * without its end was being written when the program stopped, and was not acknowledged: it is left out. Writes
 * nothing. Throws a Refusal `FILE:LINE: …` where a line is not what it should be.
 */
export async function readHistory(disk: Disk, root: string): Promise<Entry[]> {
  const log = (await readJournal(disk, root))?.log
  const names = (await disk.list(pathOf(root, 'history'))).map((name) => `history/${name}`)
  const files = new Set([...names, ...(log === undefined ? [] : [log.file])].filter(isHistoryName))
  const entries: Entry[] = []
  for (const file of files) {
    const content = (await disk.read(pathOf(root, file))) ?? ''
    const whole =
      log?.file === file ? Buffer.from(content).subarray(0, log.at).toString() + log.lines : content
    for (const [index, line] of whole.split('\n').slice(0, -1).entries())
      entries.push(readLine(file, index + 1, line))
  }
  return entries
}

function readLine(file: string, number: number, line: string): Entry {
  try {
    return parseJson(file, line, historyLine) as unknown as Entry
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // The place in the file, not in the line.
    throw new Refusal(error.code, error.message.replace(`${file}:1:`, `${file}:${number}:`))
  }
}
