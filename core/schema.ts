import { z } from 'zod'
import { colourCount } from './codebook.ts'
import { type FileKind, format, migrate } from './migration.ts'
import type {
  Attribute,
  AttributeValue,
  Code,
  CodebookVersion,
  Coder,
  Codings,
  Document,
  Link,
  LinkType,
  Segment,
  Settings,
} from './model.ts'
import { certainties } from './model.ts'

/**
 * The schema of every file of a project folder. Objects are strict: a key that is not known is an error, because a
 * newer program wrote it and would lose it. Nothing from disk is believed before it has passed one of these.
 */

/** The file in today's format, or migrated to it (migration.ts). */
function file<Shape extends z.ZodRawShape>(kind: FileKind, shape: Shape) {
  return z.preprocess(
    (value) => migrate(kind, value),
    z.strictObject({ format: z.literal(format), ...shape }),
  )
}

/** Ids name files, so they are kept to what every file system can hold. */
const idPattern = /^[a-z0-9][a-z0-9-]{0,90}$/

function id<Branded extends string>() {
  return z.custom<Branded>(
    (value) => typeof value === 'string' && idPattern.test(value),
    'is not an id (a to z, 0 to 9 and hyphens)',
  )
}

const wellFormed = z.string().refine((text) => text.isWellFormed(), 'holds half a surrogate pair')
const name = wellFormed.min(1).max(200)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hexadecimal')
const time = z.iso.datetime()
const count = z.int().min(0)

const settings = z.strictObject({
  id: id<Settings['id']>(),
  title: name,
  created: time,
  blind: z.boolean(),
  memo: wellFormed,
}) satisfies z.ZodType<Settings>

const coder = z.strictObject({ id: id<Coder['id']>(), name }) satisfies z.ZodType<Coder>

const attributeValue = z.union([z.number(), wellFormed, z.boolean()]) satisfies z.ZodType<AttributeValue>

const attribute = z.strictObject({
  id: id<Attribute['id']>(),
  name,
  kind: z.enum(['number', 'text', 'date', 'choice', 'yes/no']),
  choices: z.array(name),
  initial: attributeValue.nullable(),
}) satisfies z.ZodType<Attribute>

const code = z.strictObject({
  id: id<Code['id']>(),
  parent: id<Code['id']>().nullable(),
  order: count,
  name,
  colour: z.int().min(1).max(colourCount),
  key: wellFormed.max(2),
  definition: wellFormed,
  include: wellFormed,
  exclude: wellFormed,
  example: wellFormed,
  counterExample: wellFormed,
  attributes: z.array(attribute),
  memo: wellFormed,
}) satisfies z.ZodType<Code>

const linkType = z.strictObject({
  id: id<LinkType['id']>(),
  order: count,
  name,
  from: z.array(id<Code['id']>()).nullable(),
  to: z.array(id<Code['id']>()).nullable(),
}) satisfies z.ZodType<LinkType>

const version = z.strictObject({
  id: id<CodebookVersion['id']>(),
  parent: id<CodebookVersion['id']>().nullable(),
  created: time,
  change: z.strictObject({ codes: diffOf(code), linkTypes: diffOf(linkType) }).partial(),
})

/** Anything else would stop whatever splits the text into words. */
function isLanguageTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length === 1
  } catch {
    return false
  }
}

const source = z.strictObject({ name: wellFormed, sha256, encoding: z.string(), importer: z.string() })

const document = z.strictObject({
  id: id<Document['id']>(),
  title: name,
  order: count,
  language: z.string().refine(isLanguageTag, 'is not a language tag'),
  variables: z.record(name, wellFormed),
  memo: wellFormed,
  source,
  sha256,
  characters: count,
  paragraphs: count,
  imported: time,
}) satisfies z.ZodType<Document>

const link = z.strictObject({
  type: id<Link['type']>(),
  to: id<Link['to']>(),
}) satisfies z.ZodType<Link>

/**
 * In a codings file the document and the coder stand once, at the top. What most segments don't have is left out
 * where there is none, since there are so many of them.
 */
const segment = z.strictObject({
  id: id<Segment['id']>(),
  code: id<Code['id']>(),
  start: count,
  end: count,
  quote: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  memo: wellFormed,
  attributes: z.record(id<Attribute['id']>(), attributeValue).default({}),
  certainty: z.enum(certainties).nullable().default(null),
  links: z.array(link).default([]),
  version: id<CodebookVersion['id']>().nullable().default(null),
  created: time,
  changed: time,
}) satisfies z.ZodType<Omit<Segment, 'document' | 'coder'>>

/** project.json */
export const projectFile = file('project', { settings, coders: z.array(coder) })

/** codebook.json */
export const codebookFile = file('codebook', { codes: z.array(code), linkTypes: z.array(linkType) })

/** versions/<version>.json: the codebook as it stood, as what changed since the version before; written once */
export const versionFile = file('version', { version })

/** documents/<document>.json */
export const documentFile = file('document', { document })

/** texts/<document>.json: written once. The text is its lines, joined by line feeds. */
export const textFile = file('text', {
  document: id<Document['id']>(),
  sha256,
  lines: z.array(wellFormed).min(1),
})

/** codings/<coder>/<document>.json */
export const codingsFile = file('codings', {
  coder: id<Coder['id']>(),
  document: id<Document['id']>(),
  /** Of the text that the offsets count in. */
  textSha256: sha256,
  done: z.boolean(),
  segments: z.array(segment),
})

const fileName = z.string().min(1)
/** A file beside the one that it is for, and the hash of what is in it. */
const staged = z.strictObject({
  file: fileName,
  staged: z.string().regex(/^\.[0-9a-f-]+\.tmp$/, 'is no file that is being written'),
  sha256,
})

const notSaid = 'is not told as a journal tells what is to be written'

/** journal.json: there only while a change is being written. */
export const journalFile = file('journal', {
  /**
   * The whole new content of each file, or null where it is to go; as base64 where it is not UTF-8. Of a large change
   * the content stands beside the file already and takes its place.
   */
  writes: z.array(
    z.union(
      [
        z.strictObject({
          file: fileName,
          content: z.string().nullable(),
          encoding: z.literal('base64').optional(),
        }),
        staged,
      ],
      notSaid,
    ),
  ),
  /** What the log of this session ends with from byte `at` on. */
  log: z.union(
    [
      z.strictObject({ file: fileName, at: count, lines: z.string() }),
      z.strictObject({ ...staged.shape, at: count }),
    ],
    notSaid,
  ),
})

function diffOf<R>(record: z.ZodType<R>) {
  return z.strictObject({
    added: z.array(record),
    updated: z.array(z.tuple([record, record])),
    removed: z.array(record),
  })
}

const placedSegment = z.strictObject({
  ...segment.shape,
  document: id<Segment['document']>(),
  coder: id<Segment['coder']>(),
})

const codings = z.strictObject({
  id: z.custom<Codings['id']>((value) => typeof value === 'string'),
  coder: id<Codings['coder']>(),
  document: id<Codings['document']>(),
  done: z.boolean(),
})

/** A change as the history keeps it: without texts. */
export const change = z
  .strictObject({
    settings: diffOf(settings),
    coders: diffOf(coder),
    codes: diffOf(code),
    linkTypes: diffOf(linkType),
    versions: diffOf(version),
    documents: diffOf(document),
    codings: diffOf(codings),
    segments: diffOf(placedSegment),
  })
  .partial()

/** What a merge decided (core/merge/knowledge.ts). */
const merge = z.strictObject({
  seen: change,
  same: z.strictObject({
    coders: z.array(z.tuple([id<Coder['id']>(), id<Coder['id']>()])),
    codes: z.array(z.tuple([id<Code['id']>(), id<Code['id']>()])),
    linkTypes: z.array(z.tuple([id<LinkType['id']>(), id<LinkType['id']>()])).default([]),
    attributes: z.array(z.tuple([id<Attribute['id']>(), id<Attribute['id']>()])).default([]),
  }),
})

/** One line of history/<session>.jsonl: a change as it happened. Texts don't change and are left out. */
export const historyLine = file('history', {
  at: time,
  coder: id<Coder['id']>().nullable(),
  label: z.string(),
  change,
  merge: merge.optional(),
  /** The change is too large for a line: the next one has more of it. */
  continues: z.literal(true).optional(),
})

export type ProjectFile = z.infer<typeof projectFile>
export type CodebookFile = z.infer<typeof codebookFile>
export type VersionFile = z.infer<typeof versionFile>
export type DocumentFile = z.infer<typeof documentFile>
export type TextFile = z.infer<typeof textFile>
export type CodingsFile = z.infer<typeof codingsFile>
export type JournalFile = z.infer<typeof journalFile>
export type HistoryLine = z.infer<typeof historyLine>
