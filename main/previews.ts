import { randomUUID } from 'node:crypto'
import { readFile as readBytes, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { NewDocument } from '../core/commands/document.ts'
import type { Preview, PreviewedDocument } from '../core/contract.ts'
import type { Project } from '../core/model.ts'
import { Refusal } from '../core/refusal.ts'
import { paragraphCount, sha256OfText } from '../core/text.ts'
import type { ReadDocument, ReadOptions } from './documents/document.ts'
import { folderExtensions } from './documents/kind.ts'
import { DocumentReader } from './documents/read-apart.ts'
import { reasonOf } from './project/disk.ts'

/** A file by its bytes, or the reason why there are none. */
export type GivenFile = { readonly name: string } & (
  | { readonly bytes: Uint8Array }
  | { readonly error: string }
)

/** Files that a person is looking at before they import them. The last look is kept, by token. */
export class Previews {
  private read: ReadonlyMap<string, ReadDocument> = new Map()

  /**
   * Reads the files, in a thread of its own; what was previewed before is forgotten. A table is a preview for each of
   * its rows. The options are for all of the files.
   */
  async show(project: Project, files: readonly GivenFile[], options: ReadOptions = {}): Promise<Preview[]> {
    const known = new Map(
      [...project.documents.values()].map((document) => [document.sha256, document.title]),
    )
    const read = new Map<string, ReadDocument>()
    const reader = new DocumentReader()
    const previews: Preview[] = []
    try {
      for (const file of files) {
        for (const document of await readFile(reader, file, options)) {
          const token = randomUUID()
          if (!('error' in document)) read.set(token, document)
          previews.push({ token, ...previewOf(document, known) })
        }
      }
    } finally {
      await reader.close()
    }
    this.read = read
    return previews
  }

  /** The documents to be added, with what the person wrote about them. */
  take(chosen: readonly PreviewedDocument[]): NewDocument[] {
    return chosen.map(({ token, title, language, variables }) => {
      const read = this.read.get(token)
      if (read === undefined)
        throw new Refusal('missing', `${title}: the preview is out of date; choose the file again`)
      return {
        title,
        language,
        variables: { ...read.variables, ...variables },
        source: read.source,
        text: read.text,
      }
    })
  }
}

/** The documents of a file, or why there are none. */
async function readFile(
  reader: DocumentReader,
  file: GivenFile,
  options: ReadOptions,
): Promise<(ReadDocument | { name: string; error: string })[]> {
  const { name } = file
  try {
    if ('error' in file) throw new Refusal('disk', file.error)
    return await reader.read(name, file.bytes, options)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [{ name, error: error.message }]
  }
}

function previewOf(
  document: ReadDocument | { name: string; error: string },
  known: Map<string, string>,
): Omit<Preview, 'token'> {
  if ('error' in document) return { ...unread(document.name), error: document.error }
  const { source, title, text, warnings } = document
  const sha256 = sha256OfText(text)
  const duplicateOf = known.get(sha256) ?? null
  if (duplicateOf === null) known.set(sha256, title)
  const paragraphs = paragraphCount(text)
  return { source, title, language: 'en', text, paragraphs, warnings, duplicateOf, error: null }
}

function unread(name: string): Omit<Preview, 'token' | 'error'> {
  const source = { name, sha256: '', encoding: '', importer: '' }
  return { source, title: name, language: 'en', text: '', paragraphs: 0, warnings: [], duplicateOf: null }
}

/** The bytes of the files at these paths. */
export async function readFiles(paths: readonly string[]): Promise<GivenFile[]> {
  const files: GivenFile[] = []
  for (const path of paths) {
    const name = basename(path)
    try {
      files.push({ name, bytes: await readBytes(path) })
    } catch (error) {
      files.push({ name, error: `${name}: the file can't be read: ${reasonOf(error)}` })
    }
  }
  return files
}

/** Paths of the files in a folder, and in those below it, that could be documents and no tables, in the order of their names. */
export async function documentFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(
      (entry) =>
        entry.isFile() && folderExtensions.some((ending) => entry.name.toLowerCase().endsWith(`.${ending}`)),
    )
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}
