import type { Codebook } from '../codebook.ts'
import { writeCodebookCsv } from './codebook-csv.ts'
import { writeCodebookDocx } from './codebook-docx.ts'
import { writeCodebookJson } from './codebook-json.ts'
import { writeCodebookMarkdown } from './codebook-markdown.ts'
import { writeQdc } from './refi-qda/codebook.ts'

/** How a codebook is written, by the ending of the file. `version` is that of this program. */
export const codebookWriters: Readonly<
  Record<string, (codes: Codebook, version: string) => string | Uint8Array>
> = {
  json: writeCodebookJson,
  csv: writeCodebookCsv,
  qdc: writeQdc,
  md: writeCodebookMarkdown,
  docx: writeCodebookDocx,
}
