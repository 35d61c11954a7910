import { open } from 'node:fs/promises'
import { basename, relative } from 'node:path'
import { isCodingTable } from '../../core/exchange/coding-tables.ts'
import type { GivenAs } from '../../core/exchange-contract.ts'
import { documentExtensions, folderExtensions } from '../documents/kind.ts'
import { readBytes } from '../text-file.ts'
import { filesIn } from './folder.ts'
import { codingsEndings, headerCells } from './read-codings.ts'

/** A file that a person chose or dropped. The path is from the chosen folder on, with slashes. */
export interface ChosenFile {
  readonly path: string
  load(): Promise<Uint8Array>
  /** Its first bytes. */
  head(): Promise<Uint8Array>
}

/** A file, or several that belong together, and what it is taken for. */
export interface Group {
  readonly name: string
  readonly as: GivenAs
  readonly files: readonly ChosenFile[]
}

/** Enough to tell one kind of table or JSON from another, in bytes. */
const headLength = 4096

/** Endings of everything that can come in. */
export const everyEnding = [...new Set([...documentExtensions, 'qdpx', 'qdc', 'zip', ...codingsEndings])]

export function fileAt(path: string, shown = basename(path)): ChosenFile {
  return {
    path: shown,
    load: () => readBytes(path, shown),
    async head() {
      const file = await open(path)
      try {
        const { buffer, bytesRead } = await file.read(new Uint8Array(headLength), 0, headLength, 0)
        return buffer.subarray(0, bytesRead)
      } finally {
        await file.close()
      }
    },
  }
}

export function fileOf({ path, bytes }: { path: string; bytes: Uint8Array }): ChosenFile {
  return { path, load: async () => bytes, head: async () => bytes.subarray(0, headLength) }
}

/** The files of a folder that come in as documents, and those of codings that are kept in folders. */
export async function filesOfFolder(folder: string): Promise<ChosenFile[]> {
  const paths = await filesIn(folder, [...folderExtensions, ...manyFiles, 'tsv', 'json', 'conf'])
  const files = withoutDescriptions(
    paths.map((path) => fileAt(path, relative(folder, path).replaceAll('\\', '/'))),
  )
  const told = await Promise.all(files.map(async (file) => ({ file, taken: await takenFor(file) })))
  const isBrat = files.some(({ path }) => /\.ann$/i.test(path))
  return told
    .filter(({ file: { path }, taken }) =>
      /\.conf$/i.test(path) ? isBrat : !/\.(tsv|json)$/i.test(path) || taken.group !== undefined,
    )
    .map(({ file }) => file)
}

/**
 * The files but for those that describe a data package, such as our exports are: the datapackage.json and the README.md
 * beside it are no texts to code. Whoever chooses nothing else shall see what is made of it.
 */
function withoutDescriptions(files: readonly ChosenFile[]): readonly ChosenFile[] {
  const described = new Set(files.flatMap(({ path }) => descriptor.exec(path)?.[1] ?? []))
  const others = files.filter(({ path }) => !described.has(description.exec(path)?.[1] ?? '\0'))
  return others.length === 0 ? files : others
}

// With the folder, and what our exports put before the name where other files lie beside them.
const descriptor = /^((?:.*[/.])?)datapackage\.json$/i
const description = /^((?:.*[/.])?)(?:datapackage\.json|README\.md)$/i

/** Endings of codings that lie in many files, one a document or coder. */
const manyFiles = ['ann', 'xmi', 'conll', 'iob']

/** Files by what they are taken for; what belongs together is one. In the order of the first of each. */
export async function groupsOf(chosen: readonly ChosenFile[]): Promise<Group[]> {
  const given = withoutDescriptions(chosen)
  const stems = new Set(given.filter(({ path }) => /\.ann$/i.test(path)).map(({ path }) => stemOf(path)))
  const groups = new Map<string, { as: GivenAs; files: ChosenFile[] }>()
  for (const file of given) {
    // The texts of brat lie beside the annotations, and its configuration above them.
    const isBrat = /\.conf$/i.test(file.path)
      ? stems.size > 0
      : /\.txt$/i.test(file.path) && stems.has(stemOf(file.path))
    const { as, group } = isBrat ? { as: 'codings' as const, group: 'ann' } : await takenFor(file)
    const key = group ?? `one ${groups.size}`
    const found = groups.get(key) ?? { as, files: [] }
    groups.set(key, found)
    found.files.push(file)
  }
  return [...groups.values()].map(({ as, files }) => ({ name: nameOf(files), as, files }))
}

function nameOf(files: readonly ChosenFile[]): string {
  const own = files.filter(({ path }) => !/\.(txt|conf)$/i.test(path))
  const path = (own[0] ?? files[0])?.path ?? ''
  const name = path.slice(path.lastIndexOf('/') + 1)
  const others = own.length - 1
  return others < 1 ? name : `${name} and ${others} more`
}

function stemOf(path: string): string {
  return path.replace(/\.[^.]*$/, '').toLowerCase()
}

/** What a file is taken for, by its ending and, where that leaves a doubt, by how it begins. */
async function takenFor(file: ChosenFile): Promise<{ as: GivenAs; group?: string }> {
  const ending = /\.([^./]+)$/.exec(file.path)?.[1]?.toLowerCase() ?? ''
  if (ending === 'qdpx') return { as: 'project' }
  if (ending === 'qdc') return { as: 'codebook' }
  if (manyFiles.includes(ending)) return { as: 'codings', group: ending }
  if (['jsonl', 'jsonld', 'zip'].includes(ending)) return { as: 'codings' }
  if (!['json', 'csv', 'tsv'].includes(ending)) return { as: 'documents' }
  const head = new TextDecoder().decode(await file.head().catch(() => new Uint8Array()))
  return ending === 'json' ? jsonTakenFor(head) : tableTakenFor(head)
}

function jsonTakenFor(head: string): { as: GivenAs; group?: string } {
  if (head.includes('"intercoder-codebook/')) return { as: 'codebook' }
  return head.includes('"%') ? { as: 'codings', group: 'json' } : { as: 'codings' }
}

function tableTakenFor(head: string): { as: GivenAs; group?: string } {
  if (/^\ufeff?#FORMAT=WebAnno/.test(head)) return { as: 'codings', group: 'tsv' }
  const cells = headerCells(head)
  const has = (...names: string[]) => names.every((name) => cells.includes(name))
  if (has('document', 'code', 'start', 'end') || isCodingTable(cells)) return { as: 'codings' }
  const isPlaced = has('path', 'name') || has('parent', 'name')
  return { as: isPlaced && (has('definition') || has('colour')) ? 'codebook' : 'documents' }
}
