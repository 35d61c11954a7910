import { z } from 'zod'
import { difference } from '../../core/difference.ts'
import { openZip, writeZip } from '../../core/exchange/zip.ts'
import type { Entry } from '../../core/merge/knowledge.ts'
import { workOf } from '../../core/merge/work-of.ts'
import { format } from '../../core/migration.ts'
import type { CoderId, Project } from '../../core/model.ts'
import { emptyProject, settingsOf } from '../../core/model.ts'
import { Refusal } from '../../core/refusal.ts'
import { sha256OfBytes } from '../../core/text.ts'
import type { Disk } from './disk.ts'
import { parseJson, toJson } from './json-file.ts'
import { contentOf, filesTouched, isFileName, isHistoryName } from './layout.ts'
import { memoryDisk } from './memory-disk.ts'

/**
 * A coding package is one coder's work as a ZIP file, to be handed over and merged: the folder of a project in which
 * nobody else ever was (layout.ts), without the texts unless they are wanted, and a manifest with the hash of every
 * other file in it. It is read by the same reader as a project, out of memory: nothing of it is ever unpacked to disk.
 */
const manifestName = 'package.json'
export const packageFormat = 'intercoder-package/1'

const manifestSchema = z.strictObject({
  package: z.literal(packageFormat),
  /** Of the files in it, as in a project's folder. */
  files: z
    .array(
      z.strictObject({
        path: z.string().refine((path) => isFileName(path) || isHistoryName(path), 'is no file of a package'),
        bytes: z.int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hexadecimal'),
      }),
    )
    .max(60_000),
  project: z.string(),
  coder: z.string(),
  /** ISO 8601, UTC. */
  made: z.iso.datetime(),
  texts: z.boolean(),
})
export type Manifest = z.infer<typeof manifestSchema>

/** The package's bytes; the same work at the same time gives the same. All of the coder's segments must be loaded. */
export function writePackage(
  project: Project,
  entries: readonly Entry[],
  coder: CoderId,
  { texts, made }: { texts: boolean; made: string },
): Uint8Array {
  const work = workOf(project, entries, coder, texts)
  const files = [...filesTouched(difference(emptyProject, work.project))].sort().map((path) => ({
    path: path as string,
    content: toJson(contentOf(work.project, path)!),
  }))
  if (files.length > 60_000)
    throw new Refusal('invalid', 'A package holds 60,000 files at most; export it without the texts.')
  if (work.entries.length > 0) {
    const lines = work.entries.map((entry) => `${JSON.stringify({ format, ...entry })}\n`)
    files.push({ path: `history/${coder}.jsonl`, content: lines.join('') })
  }
  const packed = files.map(({ path, content }) => ({ path, content: new TextEncoder().encode(content) }))
  const manifest: Manifest = {
    package: packageFormat,
    project: settingsOf(project).title,
    coder: project.coders.get(coder)!.name,
    made,
    texts,
    files: packed.map(({ path, content }) => ({
      path,
      bytes: content.length,
      sha256: sha256OfBytes(content),
    })),
  }
  return writeZip([{ path: manifestName, content: toJson(manifest) }, ...packed])
}

export interface OpenedPackage {
  readonly manifest: Manifest
  /** The folder of a project, in memory, with the texts that the given project has. */
  readonly disk: Disk
  /** What can't be merged since its text is neither in the package nor in the given project, a sentence a document. */
  readonly missing: readonly string[]
}

/** Above what any coder makes; sizes in bytes. */
const limits = { entries: 60_001, entry: 200_000_000, sum: 500_000_000, ratio: 500 }

/**
 * Opens a package for merging it into the project, whose texts must be loaded, as the folder `root`. Every file in it
 * must be one of a project, be told by the manifest, and have its hash. Throws a Refusal that names the file.
 */
export function openPackage(file: string, bytes: Uint8Array, root: string, project: Project): OpenedPackage {
  const zip = openZip(file, bytes, limits)
  const names = new Set(zip.entries.map(({ name }) => name))
  if (!names.has(manifestName))
    throw new Refusal(
      'invalid',
      `${file}: this is no coding package, since there is no ${manifestName} in it; choose a package that Intercoder made`,
    )
  const text = (name: string, content: Uint8Array) => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
    } catch {
      throw new Refusal('damaged', `${file}: ${name} is not UTF-8 text; get the package again`)
    }
  }
  const manifest = readManifest(file, text(manifestName, zip.read(manifestName)))
  const told = new Map(manifest.files.map((one) => [one.path, one]))
  const stranger = zip.entries.find(({ name }) => name !== manifestName && !told.has(name))
  if (stranger !== undefined)
    throw new Refusal(
      'invalid',
      `${file}: “${stranger.name}” is not told in the manifest, so somebody put it there; get the package again`,
    )
  if (zip.entries.length !== names.size || told.size !== manifest.files.length)
    throw new Refusal('invalid', `${file}: a file is in it twice; get the package again`)
  const files = new Map<string, string>()
  for (const { path, sha256, bytes: size } of manifest.files) {
    const content = zip.read(path)
    if (content.length !== size || sha256OfBytes(content) !== sha256)
      throw new Refusal(
        'damaged',
        `${file}: ${path} was changed since the package was made: its SHA-256 differs; get the package again`,
      )
    files.set(path, text(path, content))
  }
  const missing = completeTexts(file, files, project)
  return { manifest, disk: memoryDisk(root, files), missing }
}

function readManifest(file: string, content: string): Manifest {
  try {
    return parseJson(manifestName, content, manifestSchema)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal('invalid', `${file}: ${error.message}`)
  }
}

const documentHead = z.object({
  document: z.object({ id: z.string(), title: z.string(), sha256: z.string() }),
})

/** Puts in the texts that the project has; what is about a document whose text is nowhere is left out and told. */
function completeTexts(file: string, files: Map<string, string>, project: Project): string[] {
  const byHash = new Map([...project.documents.values()].map(({ id, sha256 }) => [sha256, id]))
  const missing: string[] = []
  for (const [path, content] of [...files]) {
    const id = /^documents\/(.*)\.json$/.exec(path)?.[1]
    if (id === undefined || files.has(`texts/${id}.json`)) continue
    let head: z.infer<typeof documentHead>
    try {
      head = parseJson(path, content, documentHead)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      throw new Refusal('damaged', `${file}: ${error.message}`)
    }
    const { sha256, title } = head.document
    const own = byHash.get(sha256)
    const text = own === undefined ? undefined : project.texts.get(own)?.text
    if (text !== undefined) {
      files.set(`texts/${id}.json`, toJson({ format, document: id, sha256, lines: text.split('\n') }))
      continue
    }
    missing.push(
      `“${title}” is not in this project and its text is not in the package, so what is coded in it stays out; import that document and merge the package again.`,
    )
    files.delete(path)
    for (const name of [...files.keys()])
      if (name.startsWith('codings/') && name.endsWith(`/${id}.json`)) files.delete(name)
  }
  return missing
}
