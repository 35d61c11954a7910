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
  const paths = await filesIn(folder, [...folderExtensions, ...manyFiles, 'tsv', 'json'])
  const files = paths.map((path) => fileAt(path, relative(folder, path).replaceAll('\\', '/')))
  const told = await Promise.all(files.map(async (file) => ({ file, taken: await takenFor(file) })))
  return told
    .filter(({ file, taken }) => !/\.(tsv|json)$/i.test(file.path) || taken.group !== undefined)
    .map(({ file }) => file)
}

/** Endings of codings that lie in many files, one a document or coder. */
const manyFiles = ['ann', 'xmi', 'conll', 'iob']

/** Files by what they are taken for; what belongs together is one. In the order of the first of each. */
export async function groupsOf(files: readonly ChosenFile[]): Promise<Group[]> {
  const stems = new Set(files.filter(({ path }) => /\.ann$/i.test(path)).map(({ path }) => stemOf(path)))
  const groups = new Map<string, { as: GivenAs; files: ChosenFile[] }>()
  for (const file of files) {
    const isBrat = /\.txt$/i.test(file.path) && stems.has(stemOf(file.path))
    const { as, group } = isBrat ? { as: 'codings' as const, group: 'ann' } : await takenFor(file)
    const key = group ?? `one ${groups.size}`
    const found = groups.get(key) ?? { as, files: [] }
    groups.set(key, found)
    found.files.push(file)
  }
  return [...groups.values()].map(({ as, files }) => ({ name: nameOf(files), as, files }))
}

function nameOf(files: readonly ChosenFile[]): string {
  const [first] = files
  const path = first?.path ?? ''
  const name = path.slice(path.lastIndexOf('/') + 1)
  const others = files.filter((file) => !/\.txt$/i.test(file.path)).length - 1
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
  return { as: has('path', 'name') && (has('definition') || has('colour')) ? 'codebook' : 'documents' }
}
