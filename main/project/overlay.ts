import { relative, sep } from 'node:path'
import type { Disk } from './disk.ts'

/** A disk as it will be once files of the project say what they are to say (null: are gone). Nothing is written. */
export function overlay(disk: Disk, root: string, rewrites: ReadonlyMap<string, string | null>): Disk {
  const fileOf = (path: string) => relative(root, path).split(sep).join('/')
  const read = async (path: string) => {
    const content = rewrites.get(fileOf(path))
    return content === undefined ? disk.read(path) : (content ?? undefined)
  }
  return {
    ...disk,
    read,
    readStart: async (path, bytes) =>
      rewrites.has(fileOf(path)) ? (await read(path))?.slice(0, bytes) : disk.readStart(path, bytes),
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
