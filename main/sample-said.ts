import { z } from 'zod'
import { attributesOf } from '../core/attributes.ts'
import { codeNamed } from '../core/codebook.ts'
import type { CodingRow } from '../core/exchange/codings-csv.ts'
import { parseJson } from '../core/exchange/json.ts'
import type { AttributeId, AttributeValue, Project } from '../core/model.ts'
import { certainties } from '../core/model.ts'
import { Refusal } from '../core/refusal.ts'

const place = { code: z.string(), start: z.int(), end: z.int() }
const saidSchema = z.array(
  z.strictObject({
    document: z.string(),
    coder: z.string(),
    ...place,
    attributes: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).default({}),
    certainty: z.enum(certainties).optional(),
    links: z.array(z.strictObject({ type: z.string(), ...place })).default([]),
  }),
)

/** What the sample's segments say beside what their rows do: attributes and types of link by name, ends by place. */
export type Said = z.infer<typeof saidSchema>

export function readSaid(text: string): Said {
  return saidSchema.parse(parseJson('said.json', text))
}

/** The rows with what is said of them. Throws a Refusal where that names something that there is not. */
export function withSaid(rows: readonly CodingRow[], said: Said, project: Project): CodingRow[] {
  const keyed = rows.map((row) => ({ ...row, key: keyOf(row) }))
  const byKey = new Map(keyed.map((row) => [row.key, row]))
  const types = new Map([...project.linkTypes.values()].map(({ id, name }) => [name, id]))
  for (const one of said) {
    const key = keyOf(one)
    const row = byKey.get(key) ?? missing(`segment ${key}`)
    const links = one.links.map(({ type, ...end }) => {
      const to = keyOf({ ...one, ...end })
      return {
        type: types.get(type) ?? missing(`type of link ${type}`),
        to: byKey.get(to)?.key ?? missing(to),
      }
    })
    byKey.set(key, {
      ...row,
      attributes: valuesOf(project, one.code, one.attributes),
      ...(one.certainty === undefined ? {} : { certainty: one.certainty }),
      links,
    })
  }
  return [...byKey.values()]
}

function valuesOf(project: Project, code: string, named: Readonly<Record<string, AttributeValue>>) {
  const found = codeNamed(project.codes, code) ?? missing(`code ${code}`)
  const attributes = attributesOf(project.codes, found)
  return Object.fromEntries(
    Object.entries(named).map(([name, value]): [AttributeId, AttributeValue] => {
      const attribute = attributes.find((one) => one.name === name) ?? missing(`${code} ${name}`)
      return [attribute.id, value]
    }),
  )
}

function keyOf({
  document,
  coder,
  code,
  start,
  end,
}: Pick<CodingRow, 'document' | 'coder' | 'code' | 'start' | 'end'>): string {
  return [document, coder, code, start, end].join(' ')
}

function missing(what: string): never {
  throw new Refusal('missing', `said.json: there is no ${what}`)
}
