import { extname } from 'node:path'
import type { AgreementResult } from '../../core/agreement/result.ts'
import { Refusal } from '../../core/refusal.ts'
import { csvOf } from '../../core/report/csv.ts'
import { htmlOf } from '../../core/report/html.ts'
import { jsonOf } from '../../core/report/json.ts'
import { markdownOf } from '../../core/report/markdown.ts'

const writers: Readonly<Record<string, (result: AgreementResult) => string>> = {
  '.html': htmlOf,
  '.md': markdownOf,
  '.csv': csvOf,
  '.json': jsonOf,
}

/** How a report is written, by its file's ending. Throws a Refusal that names the file. */
export function reportWriter(file: string): (result: AgreementResult) => string {
  const writer = writers[extname(file).toLowerCase()]
  if (writer !== undefined) return writer
  throw new Refusal(
    'invalid',
    `${file}: a report can be ${Object.keys(writers).join(', ')}; change the ending`,
  )
}
