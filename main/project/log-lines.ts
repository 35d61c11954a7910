import { type Change, partsOf } from '../../core/change.ts'
import type { HistoryLine } from '../../core/schema.ts'

/** So many records a line has at most: a change may be larger than a string can be. */
const most = 5_000

/** What happened as the lines of a log. */
export function* linesOf(happened: readonly HistoryLine[]): Generator<string> {
  for (const { change, merge, ...line } of happened) {
    const parts = [...partsOf(change as Change, most)]
    for (const [index, part] of parts.entries()) {
      const isLast = index === parts.length - 1
      const rest = isLast ? merge !== undefined && { merge } : { continues: true }
      yield `${JSON.stringify({ ...line, change: part, ...rest })}\n`
    }
  }
}

const lineFeed = 10

/**
 * The lines of a log, which may be longer than a string can be. What stands behind the last line feed was cut off
 * when it was written, and is what the generator returns at last.
 */
export function* linesIn(log: Uint8Array): Generator<string, string> {
  const bytes = Buffer.from(log.buffer, log.byteOffset, log.byteLength)
  let start = 0
  for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
    yield bytes.toString('utf8', start, end)
    start = end + 1
  }
  return bytes.toString('utf8', start)
}
