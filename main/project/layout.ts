import { join } from 'node:path'
import type { z } from 'zod'
import type { Change } from '../../core/change.ts'
import { codesInOrder } from '../../core/codebook.ts'
import { linkTypesInOrder } from '../../core/links.ts'
import { format } from '../../core/migration.ts'
import type { CoderId, DocumentId, Project, Segment, VersionId } from '../../core/model.ts'
import { codingsId, segmentsOf, settingsOf } from '../../core/model.ts'
import {
  type CodebookFile,
  type CodingsFile,
  codebookFile,
  codingsFile,
  type DocumentFile,
  documentFile,
  journalFile,
  type ProjectFile,
  projectFile,
  type TextFile,
  textFile,
  type VersionFile,
  versionFile,
} from '../../core/schema.ts'

/**
 * Which records stand in which file of a project's folder. Everything else about files follows from this: a command
 * changes records, and the files that hold them are written.
 *
 *   project.json                        the project's record and its coders
 *   codebook.json                       the codes
 *   versions/<version>.json             the codebook as it stood when something was coded under it; written once
 *   documents/<document>.json           title, variables, source, hash of the text
 *   texts/<document>.json               the frozen text; written once
 *   codings/<coder>/<document>.json     one coder's segments in one document
 *   history/<session>.jsonl             every change of one session, a line each; only ever appended to
 *   journal.json                        only while a change is being written (writer.ts)
 *   lock.json                           who has the project open for writing (lock.ts)
 *   backups/<time>-<reason>/            copies of all of this but the lock (backup.ts)
 *   set-aside/<session>/                files as they were before a repair (repair.ts)
 */
export type FileName =
  | 'project.json'
  | 'codebook.json'
  | `versions/${string}.json`
  | `documents/${string}.json`
  | `texts/${string}.json`
  | `codings/${string}/${string}.json`

export const journalName = 'journal.json'

/** The path of a file of the project; names come from checked ids, so none leads out of the folder. */
export function pathOf(root: string, file: string): string {
  return join(root, ...file.split('/'))
}

export function schemaOf(file: FileName | typeof journalName): z.ZodType<object> {
  if (file === 'project.json') return projectFile
  if (file === 'codebook.json') return codebookFile
  if (file === journalName) return journalFile
  if (file.startsWith('versions/')) return versionFile
  if (file.startsWith('documents/')) return documentFile
  return file.startsWith('texts/') ? textFile : codingsFile
}

/** Whether a journal may write there: only files that a project has. */
export function isFileName(file: string): file is FileName {
  return /^(project|codebook|(versions|documents|texts)\/[a-z0-9-]+|codings\/[a-z0-9-]+\/[a-z0-9-]+)\.json$/.test(
    file,
  )
}

/** Whether a journal may append there. */
export function isHistoryName(file: string): boolean {
  return /^history\/[a-z0-9-]+\.jsonl$/.test(file)
}

/** The files that hold a record which the change adds, updates or removes. */
export function filesTouched(change: Change): Set<FileName> {
  const files = new Set<FileName>()
  const touch = <R>(
    diff: { added: readonly R[]; updated: readonly (readonly [R, R])[]; removed: readonly R[] } | undefined,
    fileOf: (record: R) => FileName,
  ) => {
    for (const record of diff?.added ?? []) files.add(fileOf(record))
    for (const [before] of diff?.updated ?? []) files.add(fileOf(before))
    for (const record of diff?.removed ?? []) files.add(fileOf(record))
  }
  touch(change.settings, () => 'project.json')
  touch(change.coders, () => 'project.json')
  touch(change.codes, () => 'codebook.json')
  touch(change.linkTypes, () => 'codebook.json')
  touch(change.versions, (version) => `versions/${version.id}.json`)
  touch(change.texts, (text) => `texts/${text.id}.json`)
  touch(change.documents, (document) => `documents/${document.id}.json`)
  touch(change.codings, (codings) => `codings/${codings.coder}/${codings.document}.json`)
  touch(change.segments, (segment) => `codings/${segment.coder}/${segment.document}.json`)
  return files
}

/** The files that a project is made of. */
export function filesOf(project: Project): FileName[] {
  return [
    'project.json',
    'codebook.json',
    ...[...project.versions.keys()].map((id): FileName => `versions/${id}.json`),
    ...[...project.documents.keys()].flatMap((id): FileName[] => [
      `documents/${id}.json`,
      `texts/${id}.json`,
    ]),
    ...[...project.codings.values()].map(
      ({ coder, document }): FileName => `codings/${coder}/${document}.json`,
    ),
  ]
}

/** What should stand in the file, or null where the file should not be there. */
export function contentOf(project: Project, file: FileName): object | null {
  if (file === 'project.json') return projectContent(project)
  if (file === 'codebook.json') return codebookContent(project)
  const [folder, first = '', second = ''] = file.replace(/\.json$/, '').split('/')
  if (folder === 'versions') return versionContent(project, first as VersionId)
  if (folder === 'documents') return documentContent(project, first as DocumentId)
  if (folder === 'texts') return textContent(project, first as DocumentId)
  return codingsContent(project, first as CoderId, second as DocumentId)
}

function projectContent(project: Project): ProjectFile {
  return { format, settings: settingsOf(project), coders: [...project.coders.values()] }
}

function codebookContent(project: Project): CodebookFile {
  return {
    format,
    codes: codesInOrder(project.codes).map(({ code }) => code) as CodebookFile['codes'],
    linkTypes: linkTypesInOrder(project) as CodebookFile['linkTypes'],
  }
}

function versionContent(project: Project, id: VersionId): VersionFile | null {
  const version = project.versions.get(id)
  return version === undefined ? null : { format, version: version as VersionFile['version'] }
}

function documentContent(project: Project, id: DocumentId): DocumentFile | null {
  const document = project.documents.get(id)
  return document === undefined ? null : { format, document }
}

function textContent(project: Project, id: DocumentId): TextFile | null {
  const text = project.texts.get(id)?.text
  const sha256 = project.documents.get(id)?.sha256
  return text === undefined || sha256 === undefined
    ? null
    : { format, document: id, sha256, lines: text.split('\n') }
}

function codingsContent(project: Project, coder: CoderId, document: DocumentId): CodingsFile | null {
  const codings = project.codings.get(codingsId(coder, document))
  const textSha256 = project.documents.get(document)?.sha256
  if (codings === undefined || textSha256 === undefined) return null
  const segments = segmentsOf(project, coder, document).map(segmentRecord)
  return { format, coder, document, textSha256, done: codings.done, segments }
}

/**
 * Keys in the order in which a person reads them: what, where, the words, then the rest. What is not said is left
 * out.
 */
export function segmentRecord(segment: Omit<Segment, 'document' | 'coder'>): CodingsFile['segments'][number] {
  const { id, code, start, end, quote, prefix, suffix, memo } = segment
  const { attributes, certainty, links, version, created, changed } = segment
  return {
    ...{ id, code, start, end, quote, prefix, suffix, memo },
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
    ...(certainty === null ? {} : { certainty }),
    ...(links.length > 0 ? { links } : {}),
    ...(version === null ? {} : { version }),
    ...{ created, changed },
  } as CodingsFile['segments'][number]
}
