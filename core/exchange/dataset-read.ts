import { z } from 'zod'
import { pathSeparator } from '../codebook.ts'
import { Refusal } from '../refusal.ts'
import type { FoundCoding, FoundCodings, GivenFile } from './found.ts'
import { parseJson } from './json.ts'
import { textOfBytes } from './text-bytes.ts'

const dataset = z.object({
  format: z.literal('intercoder-dataset/1'),
  codebook: z.array(z.object({ id: z.string(), path: z.array(z.string()).min(1) })),
  documents: z.array(z.object({ id: z.string(), title: z.string(), source: z.object({ name: z.string() }) })),
  coders: z.array(z.object({ id: z.string(), name: z.string() })),
  segments: z.array(
    z.object({
      document: z.string(),
      coder: z.string(),
      code: z.string(),
      start: z.number(),
      end: z.number(),
      quote: z.string(),
      memo: z.string(),
    }),
  ),
})

/** Our own segments and codebook as JSON (dataset.ts). Throws a Refusal that names what is wrong first. */
export function readDataset({ path, bytes }: GivenFile): FoundCodings {
  const parsed = dataset.safeParse(parseJson(path, textOfBytes(path, bytes)))
  if (!parsed.success) {
    const [{ path: place, message } = { path: [], message: '' }] = parsed.error.issues
    throw new Refusal(
      'invalid',
      `${path}: ${place.join('.') || 'the whole'}: ${message}; write the file anew`,
    )
  }
  const { codebook, documents, coders, segments } = parsed.data
  const codes = new Map(codebook.map((code) => [code.id, code.path.join(pathSeparator)]))
  const names = new Map(documents.map(({ id, title, source }) => [id, [id, title, source.name]]))
  const people = new Map(coders.map(({ id, name }) => [id, name]))
  const codings = segments.map(
    ({ document, coder, code, start, end, quote, memo }, n): FoundCoding => ({
      ...{ line: n + 1, documents: names.get(document) ?? [document], coder: people.get(coder) },
      ...{ code: codes.get(code) ?? code, memo, start, end, unit: 'utf-16' as const, quote },
    }),
  )
  return { codings, losses: [] }
}
