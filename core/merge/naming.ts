import type {
  AttributeId,
  CodeId,
  CoderId,
  DocumentId,
  LinkTypeId,
  Project,
  Segment,
  Table,
  TableName,
  Tables,
} from '../model.ts'
import { codingsId, tableNames } from '../model.ts'

/** The ids that change by a merge, old to new, where the same thing had two. */
export interface Naming {
  readonly coders: ReadonlyMap<CoderId, CoderId>
  readonly codes: ReadonlyMap<CodeId, CodeId>
  readonly linkTypes: ReadonlyMap<LinkTypeId, LinkTypeId>
  readonly attributes: ReadonlyMap<AttributeId, AttributeId>
  readonly documents: ReadonlyMap<DocumentId, DocumentId>
}

/** What both namings say; the first goes before. */
export function either(first: Naming, second: Naming): Naming {
  return {
    coders: new Map([...second.coders, ...first.coders]),
    codes: new Map([...second.codes, ...first.codes]),
    linkTypes: new Map([...second.linkTypes, ...first.linkTypes]),
    attributes: new Map([...second.attributes, ...first.attributes]),
    documents: new Map([...second.documents, ...first.documents]),
  }
}

/** The second naming after the first. */
export function after(first: Naming, second: Naming): Naming {
  const chain = <Id>(one: ReadonlyMap<Id, Id>, two: ReadonlyMap<Id, Id>) =>
    new Map([...two, ...[...one].map(([from, via]): [Id, Id] => [from, to(two, via)])])
  return {
    coders: chain(first.coders, second.coders),
    codes: chain(first.codes, second.codes),
    linkTypes: chain(first.linkTypes, second.linkTypes),
    attributes: chain(first.attributes, second.attributes),
    documents: chain(first.documents, second.documents),
  }
}

/** Which ids a record of each kind holds. */
const renamers: { [Name in TableName]: (record: Tables[Name], naming: Naming) => Tables[Name] } = {
  settings: (settings) => settings,
  coders: (coder, { coders }) => ({ ...coder, id: to(coders, coder.id) }),
  codes: (code, { codes, attributes }) => ({
    ...code,
    id: to(codes, code.id),
    parent: code.parent === null ? null : to(codes, code.parent),
    attributes: code.attributes.map((attribute) => ({ ...attribute, id: to(attributes, attribute.id) })),
  }),
  linkTypes: (linkType, { codes, linkTypes }) => ({
    ...linkType,
    id: to(linkTypes, linkType.id),
    from: linkType.from && [...new Set(linkType.from.map((code) => to(codes, code)))],
    to: linkType.to && [...new Set(linkType.to.map((code) => to(codes, code)))],
  }),
  // What a codebook was like is history: its ids stay those of its time.
  versions: (version) => version,
  documents: (document, { documents }) => ({ ...document, id: to(documents, document.id) }),
  texts: (text, { documents }) => ({ ...text, id: to(documents, text.id) }),
  codings: ({ done, ...codings }, { coders, documents }) => {
    const [coder, document] = [to(coders, codings.coder), to(documents, codings.document)]
    return { id: codingsId(coder, document), coder, document, done }
  },
  segments: (segment, { coders, codes, linkTypes, attributes, documents }) => ({
    ...segment,
    document: to(documents, segment.document),
    coder: to(coders, segment.coder),
    code: to(codes, segment.code),
    attributes: Object.fromEntries(
      Object.entries(segment.attributes).map(([id, value]) => [to(attributes, id as AttributeId), value]),
    ),
    links: segment.links.map((link) => ({ ...link, type: to(linkTypes, link.type) })),
  }),
}

function to<Id>(names: ReadonlyMap<Id, Id>, id: Id): Id {
  return names.get(id) ?? id
}

export function renamed<R extends { readonly id: string }>(table: TableName, record: R, naming: Naming): R {
  return (renamers[table] as unknown as (record: R, naming: Naming) => R)(record, naming)
}

/** By what a record is found in its past: segments by whose they are too, since their ids are kept apart by that. */
export function keyOf(table: TableName, record: { readonly id: string }): string {
  if (table !== 'segments') return `${table}:${record.id}`
  const { coder, document, id } = record as Segment
  return `segments:${codingsId(coder, document)}/${id}`
}

/** The project under the ids that it has after merging. */
export function renameAll(project: Project, naming: Naming): Project {
  if (Object.values(naming).every(({ size }) => size === 0)) return project
  const next: Record<string, unknown> = {}
  for (const table of tableNames) {
    next[table] =
      table === 'segments'
        ? renameSegments(project.segments, naming)
        : renameTable(table, project[table] as Table<{ id: string }>, naming)
  }
  return next as Project
}

function renameTable(table: TableName, records: Table<{ id: string }>, naming: Naming) {
  return new Map(
    [...records.values()].map((record) => {
      const next = renamed(table, record, naming)
      return [next.id, next]
    }),
  )
}

function renameSegments(segments: Project['segments'], naming: Naming): Project['segments'] {
  return new Map(
    [...segments.values()].flatMap((table) => {
      const renamedTable = renameTable('segments', table, naming) as Map<Segment['id'], Segment>
      const [first] = renamedTable.values()
      return first === undefined ? [] : [[codingsId(first.coder, first.document), renamedTable] as const]
    }),
  )
}
