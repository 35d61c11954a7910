import { type Change, joined } from '../../core/change.ts'
import type { Entry } from '../../core/merge/knowledge.ts'
import { Refusal } from '../../core/refusal.ts'
import { type HistoryLine, historyLine } from '../../core/schema.ts'
import type { Disk } from './disk.ts'
import { linesOfLog, readJournal } from './journal.ts'
import { parseJson } from './json-file.ts'
import { isHistoryName, pathOf } from './layout.ts'
import { linesIn } from './log-lines.ts'

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
    const content = (await disk.readBytes(pathOf(root, file))) ?? Buffer.alloc(0)
    const whole =
      log?.file === file
        ? Buffer.concat([content.subarray(0, log.at), await linesOfLog(disk, root, log)])
        : content
    for (const entry of entriesIn(file, whole)) entries.push(entry)
  }
  return entries
}

function* entriesIn(file: string, content: Uint8Array): Generator<Entry> {
  let before: Change[] = []
  let number = 0
  for (const line of linesIn(content)) {
    const { continues, change, ...entry } = readLine(file, ++number, line)
    const parts = [...before, change as Change]
    before = continues === true ? parts : []
    if (continues !== true) yield { ...entry, change: joined(parts) } as Entry
  }
}

function readLine(file: string, number: number, line: string): HistoryLine {
  try {
    return parseJson(file, line, historyLine)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // The place in the file, not in the line.
    throw new Refusal(error.code, error.message.replace(`${file}:1:`, `${file}:${number}:`))
  }
}
