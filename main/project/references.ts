import type { Code, CodeId, Codings, Project } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import type { CodebookFile, CodingsFile } from '../../core/schema.ts'

/** The codes by id. Throws a Refusal where two have one id, or following parents does not end at the top. */
export function codesOf({ codes }: CodebookFile): Map<CodeId, Code> {
  const table = new Map(codes.map((code) => [code.id, code]))
  if (table.size !== codes.length) {
    throw new Refusal('damaged', 'codebook.json: two codes have one id; restore it from a copy')
  }
  for (const code of codes) {
    // Following parents from any code must end at the top.
    const seen = new Set<CodeId>()
    for (let at: CodeId | null = code.id; at !== null; at = table.get(at)!.parent) {
      if (seen.has(at) || !table.has(at)) {
        throw new Refusal(
          'damaged',
          `codebook.json: the place of the code ${code.name} leads nowhere; restore the file from a copy`,
        )
      }
      seen.add(at)
    }
  }
  return table
}

/** What is wrong with what a codings file refers to, or undefined. */
export function codingsProblem(
  { codes, documents }: Pick<Project, 'codes' | 'documents'>,
  found: CodingsFile,
  { coder, document }: Pick<Codings, 'coder' | 'document'>,
  text: string | undefined,
): string | undefined {
  if (found.coder !== coder || found.document !== document) {
    return 'coder and document are not those of the file’s name'
  }
  if (text === undefined) return `the document ${document} is missing or damaged`
  if (found.textSha256 !== documents.get(document)?.sha256) {
    return 'it counts in another text than the one that is frozen'
  }
  const seen = new Set<string>()
  for (const [index, { id, code, start, end, quote }] of found.segments.entries()) {
    const where = `segments[${index}]`
    if (seen.has(id)) return `${where}: two segments have the id ${id}`
    seen.add(id)
    if (!codes.has(code)) return `${where}: there is no code ${code} in the codebook`
    if (start >= end || end > text.length) return `${where}: ${start} to ${end} is no span of the text`
    if (text.slice(start, end) !== quote) return `${where}: at ${start} to ${end} the text is not “${quote}”`
  }
  return undefined
}
