import { extname } from 'node:path'
import type { AgreementResult } from '../../core/agreement/result.ts'
import { Refusal } from '../../core/refusal.ts'
import { csvOf } from '../../core/report/csv.ts'
import { htmlOf } from '../../core/report/html.ts'
import { jsonOf } from '../../core/report/json.ts'
import { markdownOf } from '../../core/report/markdown.ts'

type Writer = (result: AgreementResult) => string | Promise<Uint8Array>

const writers: Readonly<Record<string, Writer>> = {
  '.html': htmlOf,
  // Their libraries are large, and most commands never need them.
  '.docx': async (result) => (await import('../../core/report/docx.ts')).docxOf(result),
  '.xlsx': async (result) => (await import('../../core/report/xlsx.ts')).xlsxOf(result),
  '.csv': csvOf,
  '.json': jsonOf,
  '.md': markdownOf,
}

/** The endings of the files in which a report can be written. */
export const reportEndings: readonly string[] = Object.keys(writers)

/** How a report is written, by its file's ending. Throws a Refusal that names the file. */
export function reportWriter(file: string): Writer {
  const writer = writers[extname(file).toLowerCase()]
  if (writer !== undefined) return writer
  throw new Refusal('invalid', `${file}: a report can be ${reportEndings.join(', ')}; change the ending`)
}
