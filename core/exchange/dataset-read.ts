import { z } from 'zod'
import { pathSeparator } from '../codebook.ts'
import { Refusal } from '../refusal.ts'
import { valueText } from './attribute-names.ts'
import type { FoundCoding, FoundCodings, GivenFile } from './found.ts'
import { parseJson } from './json.ts'
import { textOfBytes } from './text-bytes.ts'

const dataset = z.object({
  format: z.literal('intercoder-dataset/1'),
  codebook: z.array(
    z.object({
      id: z.string(),
      path: z.array(z.string()).min(1),
      attributes: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
    }),
  ),
  linkTypes: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
  documents: z.array(z.object({ id: z.string(), title: z.string(), source: z.object({ name: z.string() }) })),
  coders: z.array(z.object({ id: z.string(), name: z.string() })),
  segments: z.array(
    z.object({
      id: z.string(),
      document: z.string(),
      coder: z.string(),
      code: z.string(),
      start: z.number(),
      end: z.number(),
      quote: z.string(),
      memo: z.string(),
      certainty: z.string().nullable().default(null),
      attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
      links: z.array(z.object({ type: z.string(), to: z.string() })).default([]),
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
  const { codebook, linkTypes, documents, coders, segments } = parsed.data
  const codes = new Map(codebook.map((code) => [code.id, code.path.join(pathSeparator)]))
  const attributes = new Map(
    codebook.flatMap(({ id: code, attributes }) =>
      attributes.map(({ id, name }) => [id, `${codes.get(code)}/${name}`] as const),
    ),
  )
  const linked = new Map(linkTypes.map(({ id, name }) => [id, name]))
  const names = new Map(documents.map(({ id, title, source }) => [id, [id, title, source.name]]))
  const people = new Map(coders.map(({ id, name }) => [id, name]))
  const codings = segments.map(
    (
      { id, document, coder, code, start, end, quote, memo, certainty, attributes: said },
      n,
    ): FoundCoding => ({
      ...{ line: n + 1, key: id, documents: names.get(document) ?? [document], coder: people.get(coder) },
      ...{ code: codes.get(code) ?? code, memo, start, end, unit: 'utf-16' as const, quote },
      ...(certainty === null ? {} : { certainty }),
      values: Object.fromEntries(
        Object.entries(said).map(([id, value]) => [attributes.get(id) ?? id, valueText(value)]),
      ),
    }),
  )
  const links = segments.flatMap(({ id, links }) =>
    links.map(({ type, to }) => ({ type: linked.get(type) ?? type, from: id, to })),
  )
  return { codings, links, losses: [] }
}
