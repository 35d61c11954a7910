import { Refusal } from '../../core/refusal.ts'
import { historyLine } from '../../core/schema.ts'
import { type Disk, reasonOf } from './disk.ts'
import { parseJson } from './json-file.ts'
import { isHistoryName, pathOf } from './layout.ts'
import { linesIn } from './log-lines.ts'

/** The lines of a log that are what they should be, and what is wrong with the first that is not. */
export interface CheckedLog {
  readonly good: readonly string[]
  readonly bad: number
  readonly what: string | undefined
}

/** A log's lines, each against its schema; a line without its end was cut off. */
export function checkLog(file: string, content: Uint8Array): CheckedLog {
  const good: string[] = []
  let what: string | undefined
  let bad = 0
  let number = 1
  const refuse = (why: string) => {
    bad++
    what ??= `line ${number}: ${why}`
  }
  const lines = linesIn(content)
  let line = lines.next()
  for (; !line.done; line = lines.next()) {
    try {
      parseJson(file, line.value, historyLine)
      good.push(line.value)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refuse(error.message.replace(/^[^:]*:\d+: /, '').replace(/; restore the file from a copy$/, ''))
    }
    number++
  }
  if (line.value !== '') refuse('the line was cut off when it was written')
  return { good, bad, what }
}

/** What is wrong with the logs of a project; with one that a journal is about to mend, up to where it will be. */
export async function historyProblems(
  disk: Disk,
  root: string,
  pending: { readonly file: string; readonly at: number } | undefined,
): Promise<{ file: string; what: string }[]> {
  const problems: { file: string; what: string }[] = []
  for (const name of await disk.list(pathOf(root, 'history'))) {
    const file = `history/${name}`
    if (!isHistoryName(file)) continue
    const content = await disk.readBytes(pathOf(root, file)).catch((error: unknown) => {
      problems.push({ file, what: `the file can’t be read: ${reasonOf(error)}` })
      return undefined
    })
    if (content === undefined) continue
    const { what } = checkLog(file, pending?.file === file ? content.subarray(0, pending.at) : content)
    if (what !== undefined) problems.push({ file, what })
  }
  return problems
}
