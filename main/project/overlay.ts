import { relative, sep } from 'node:path'
import type { Disk } from './disk.ts'

/** What a file is to say (null: it is to go), or the path of another file that says it. */
export type Rewrite = string | null | { readonly from: string }

/** A disk as it will be once files of the project say what they are to say. Nothing is written. */
export function overlay(disk: Disk, root: string, rewrites: ReadonlyMap<string, Rewrite>): Disk {
  const fileOf = (path: string) => relative(root, path).split(sep).join('/')
  const read = async (path: string) => {
    const content = rewrites.get(fileOf(path))
    if (content === undefined) return disk.read(path)
    return content === null || typeof content === 'string' ? (content ?? undefined) : disk.read(content.from)
  }
  return {
    ...disk,
    read,
    readStart: async (path, bytes) =>
      rewrites.has(fileOf(path)) ? (await read(path))?.slice(0, bytes) : disk.readStart(path, bytes),
    async readBytes(path) {
      if (!rewrites.has(fileOf(path))) return disk.readBytes(path)
      const content = await read(path)
      return content === undefined ? undefined : Buffer.from(content)
    },
    async list(folder) {
      const names = new Set(await disk.list(folder))
      const inside = fileOf(folder) === '' ? '' : `${fileOf(folder)}/`
      for (const [file, content] of rewrites) {
        if (!file.startsWith(inside)) continue
        const [name = '', ...below] = file.slice(inside.length).split('/')
        if (content !== null) names.add(name)
        else if (below.length === 0) names.delete(name)
      }
      return [...names].sort()
    },
  }
}
