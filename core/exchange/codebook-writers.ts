import type { CodebookState } from '../codebook-version.ts'
import { writeCodebookCsv } from './codebook-csv.ts'
import { writeCodebookDocx } from './codebook-docx.ts'
import { writeCodebookJson } from './codebook-json.ts'
import { writeCodebookMarkdown } from './codebook-markdown.ts'
import { writeQdc } from './refi-qda/codebook.ts'

/** How a codebook is written, by the ending of the file. `version` is that of this program. */
export const codebookWriters: Readonly<
  Record<string, (codebook: CodebookState, version: string) => string | Uint8Array>
> = {
  json: writeCodebookJson,
  csv: ({ codes }) => writeCodebookCsv(codes),
  qdc: ({ codes }, version) => writeQdc(codes, version),
  md: ({ codes }) => writeCodebookMarkdown(codes),
  docx: ({ codes }) => writeCodebookDocx(codes),
}
