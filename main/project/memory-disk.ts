import { dirname } from 'node:path'
import type { Disk } from './disk.ts'
import { pathOf } from './layout.ts'

/** Files of a project that are in memory only, below `root`: to be read, never written. */
export function memoryDisk(root: string, files: ReadonlyMap<string, string>): Disk {
  const contents = new Map([...files].map(([file, content]) => [pathOf(root, file), content]))
  const inside = new Map<string, Set<string>>()
  for (const path of contents.keys()) {
    for (let at = path; at !== dirname(at); at = dirname(at)) {
      const folder = inside.get(dirname(at)) ?? new Set()
      inside.set(dirname(at), folder.add(at.slice(dirname(at).length + 1)))
    }
  }
  const never = async () => {
    throw new Error('what is in memory only is not written')
  }
  return {
    read: async (path) => contents.get(path),
    readStart: async (path, bytes) => contents.get(path)?.slice(0, bytes),
    readBytes: async (path) => {
      const content = contents.get(path)
      return content === undefined ? undefined : new TextEncoder().encode(content)
    },
    list: async (folder) => [...(inside.get(folder) ?? [])].sort(),
    // It never changes.
    stat: async (path) => {
      const content = contents.get(path)
      return content === undefined ? undefined : { length: content.length, changed: 0 }
    },
    makeFolder: never,
    touch: never,
    removeFolder: never,
    writeNew: never,
    writeFrom: never,
    rename: never,
    remove: never,
    syncFolder: never,
  }
}
