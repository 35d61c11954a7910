import { z } from 'zod'
import { colourCount } from './codebook.ts'
import type { Code, Coder, Codings, Document, Segment, Settings } from './model.ts'

/**
 * The schema of every file of a project folder. Objects are strict: a key that is not known is an error, because a
 * newer program wrote it and would lose it. Nothing from disk is believed before it has passed one of these.
 */

/** Stands first in every file of a project; a file of another version is migrated or refused. */
export const format = 'intercoder/1'

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
}) satisfies z.ZodType<Settings>

const coder = z.strictObject({ id: id<Coder['id']>(), name }) satisfies z.ZodType<Coder>

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
}) satisfies z.ZodType<Code>

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
  source,
  sha256,
  characters: count,
  paragraphs: count,
  imported: time,
}) satisfies z.ZodType<Document>

/** In a codings file the document and the coder stand once, at the top. */
const segment = z.strictObject({
  id: id<Segment['id']>(),
  code: id<Code['id']>(),
  start: count,
  end: count,
  quote: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  memo: wellFormed,
  created: time,
  changed: time,
}) satisfies z.ZodType<Omit<Segment, 'document' | 'coder'>>

/** project.json */
export const projectFile = z.strictObject({ format: z.literal(format), settings, coders: z.array(coder) })

/** codebook.json */
export const codebookFile = z.strictObject({ format: z.literal(format), codes: z.array(code) })

/** documents/<document>.json */
export const documentFile = z.strictObject({ format: z.literal(format), document })

/** texts/<document>.json: written once. The text is its lines, joined by line feeds. */
export const textFile = z.strictObject({
  format: z.literal(format),
  document: id<Document['id']>(),
  sha256,
  lines: z.array(wellFormed).min(1),
})

/** codings/<coder>/<document>.json */
export const codingsFile = z.strictObject({
  format: z.literal(format),
  coder: id<Coder['id']>(),
  document: id<Document['id']>(),
  /** Of the text that the offsets count in. */
  textSha256: sha256,
  done: z.boolean(),
  segments: z.array(segment),
})

/** journal.json: there only while a change is being written. */
export const journalFile = z.strictObject({
  format: z.literal(format),
  /** The whole new content of each file, or null where it is to go. */
  writes: z.array(z.strictObject({ file: z.string().min(1), content: z.string().nullable() })),
  /** What the log of this session ends with from byte `at` on. */
  log: z.strictObject({ file: z.string().min(1), at: count, lines: z.string() }),
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

const change = z
  .strictObject({
    settings: diffOf(settings),
    coders: diffOf(coder),
    codes: diffOf(code),
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
  }),
})

/** One line of history/<session>.jsonl: a change as it happened. Texts don't change and are left out. */
export const historyLine = z.strictObject({
  at: time,
  coder: id<Coder['id']>().nullable(),
  label: z.string(),
  change,
  merge: merge.optional(),
})

export type ProjectFile = z.infer<typeof projectFile>
export type CodebookFile = z.infer<typeof codebookFile>
export type DocumentFile = z.infer<typeof documentFile>
export type TextFile = z.infer<typeof textFile>
export type CodingsFile = z.infer<typeof codingsFile>
export type JournalFile = z.infer<typeof journalFile>
export type HistoryLine = z.infer<typeof historyLine>
