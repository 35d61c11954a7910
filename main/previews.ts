import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { NewDocument } from '../core/commands/document.ts'
import type { Preview, PreviewedDocument } from '../core/contract.ts'
import type { Project } from '../core/model.ts'
import { Refusal } from '../core/refusal.ts'
import { paragraphCount, sha256OfText } from '../core/text.ts'
import { reasonOf } from './project/disk.ts'
import { documentExtensions, type ReadDocument, readDocument } from './read-document.ts'

/** A file by its bytes, or the reason why there are none. */
export type GivenFile = { readonly name: string } & (
  | { readonly bytes: Uint8Array }
  | { readonly error: string }
)

/** Files that a person is looking at before they import them. The last look is kept, by token. */
export class Previews {
  private readonly read = new Map<string, ReadDocument>()

  /** Reads the files; what was previewed before is forgotten. */
  show(project: Project, files: readonly GivenFile[]): Preview[] {
    this.read.clear()
    const known = new Map(
      [...project.documents.values()].map((document) => [document.sha256, document.title]),
    )
    return files.map((file) => this.preview(file, known))
  }

  private preview(file: GivenFile, known: Map<string, string>): Preview {
    const token = randomUUID()
    try {
      if ('error' in file) throw new Refusal('disk', file.error)
      const read = readDocument(file.name, file.bytes)
      const sha256 = sha256OfText(read.text)
      const duplicateOf = known.get(sha256) ?? null
      if (duplicateOf === null) known.set(sha256, read.title)
      this.read.set(token, read)
      const { source, title, text, warnings } = read
      const paragraphs = paragraphCount(text)
      return { token, source, title, language: 'en', text, paragraphs, warnings, duplicateOf, error: null }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { ...unread(file.name), token, error: error.message }
    }
  }

  /** The documents to be added, with what the person wrote about them. */
  take(chosen: readonly PreviewedDocument[]): NewDocument[] {
    return chosen.map(({ token, title, language, variables }) => {
      const read = this.read.get(token)
      if (read === undefined)
        throw new Refusal('missing', `${title}: the preview is out of date; choose the file again`)
      return { title, language, variables, source: read.source, text: read.text }
    })
  }
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
      files.push({ name, bytes: await readFile(path) })
    } catch (error) {
      files.push({ name, error: `${name}: the file can't be read: ${reasonOf(error)}` })
    }
  }
  return files
}

/** Paths of the files in a folder, and in those below it, that could be documents, in the order of their names. */
export async function documentFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(
      (entry) =>
        entry.isFile() &&
        documentExtensions.some((ending) => entry.name.toLowerCase().endsWith(`.${ending}`)),
    )
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}
