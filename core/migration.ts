/** Stands first in every file of a project. A file of an older format is migrated when it is read. */
export const format = 'intercoder/2'

export type FileKind =
  | 'project'
  | 'codebook'
  | 'version'
  | 'document'
  | 'text'
  | 'codings'
  | 'journal'
  | 'history'

/** Values from disk: nothing is known of them until they have passed the schema. */
type Fields = { readonly [key: string]: unknown }

/** One step from a format to the next: what it does to records, wherever they stand, and to files. */
interface Migration {
  readonly from: string
  readonly to: string
  readonly records: { readonly [table: string]: (record: Fields) => Fields }
  readonly files: { readonly [Kind in FileKind]?: (file: Fields) => Fields }
}

/**
 * Numbered by the format they start from. Each makes of a file of its format one of the next; the schema then says
 * whether that is what it should be. Files are migrated one by one as they are read, so that a large project opens
 * at once; project.json and codebook.json are written anew when a project is opened for writing, which tells older
 * programs to keep away (open-project.ts).
 */
const migrations: readonly Migration[] = [
  {
    // Attributes, links, certainty, codebook versions, and memos on everything came.
    from: 'intercoder/1',
    to: 'intercoder/2',
    records: {
      settings: (settings) => ({ ...settings, memo: '' }),
      codes: (code) => ({ ...code, attributes: [], memo: '' }),
      documents: (document) => ({ ...document, memo: '' }),
    },
    files: { codebook: (codebook) => ({ ...codebook, linkTypes: [] }) },
  },
]

/** Where records stand in a file of each kind, by the table they are of. */
const places: { readonly [Kind in FileKind]?: { readonly [key: string]: string } } = {
  project: { settings: 'settings', coders: 'coders' },
  codebook: { codes: 'codes' },
  document: { document: 'documents' },
  codings: { segments: 'segments' },
}

/**
 * A file's content in today's format, or the content as it is where it is not of a format that is known: the schema
 * refuses it. In the first format the lines of the history did not name it.
 */
export function migrate(kind: FileKind, content: unknown): unknown {
  if (!isObject(content)) return content
  const named = kind === 'history' && content.format === undefined ? migrations[0]!.from : content.format
  const first = migrations.findIndex(({ from }) => from === named)
  return first < 0 ? content : migrations.slice(first).reduce((file, step) => take(step, kind, file), content)
}

function take(step: Migration, kind: FileKind, file: Fields): Fields {
  // The format stands first.
  const next: Record<string, unknown> = { format: step.to }
  for (const [key, value] of Object.entries(file)) {
    const table = places[kind]?.[key]
    if (key === 'format') continue
    if (table !== undefined) next[key] = migrateRecords(step, table, value)
    else if (kind === 'history' && key === 'change') next[key] = migrateChange(step, value)
    else if (kind === 'history' && key === 'merge') next[key] = migrateMerge(step, value)
    else next[key] = value
  }
  return step.files[kind]?.(next) ?? next
}

function migrateRecords({ records }: Migration, table: string, value: unknown): unknown {
  const change = records[table]
  const one = (record: unknown) => (change !== undefined && isObject(record) ? change(record) : record)
  return Array.isArray(value) ? value.map(one) : one(value)
}

/** Records as a change holds them: added, updated from and to, removed. */
function migrateChange(step: Migration, change: unknown): unknown {
  if (!isObject(change)) return change
  return mapped(change, (diff, table) =>
    isObject(diff)
      ? mapped(diff, (records) =>
          Array.isArray(records) ? records.map((one) => migrateRecords(step, table, one)) : records,
        )
      : diff,
  )
}

function migrateMerge(step: Migration, merge: unknown): unknown {
  return isObject(merge) ? { ...merge, seen: migrateChange(step, merge.seen) } : merge
}

function mapped(object: Fields, change: (value: unknown, key: string) => unknown): Fields {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]))
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
