/** A file as it is sent to be looked at; the path is from the dropped folder on, with slashes. */
export interface DroppedFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** A folder or file; a plain file where the browser knows of no folder that it lies in. */
export type Dropped = FileSystemEntry | File

/**
 * What was dropped. To be asked for while the drop is being handled: afterwards the browser has forgotten it.
 */
export function droppedIn(transfer: DataTransfer): Dropped[] {
  return [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? [])
}

/** A file that was dropped, not read yet. */
export interface FoundFile {
  readonly path: string
  readonly file: File
}

/** All files that were dropped or lie in dropped folders, in the order of their paths; hidden ones left out. */
export async function filesDropped(dropped: readonly Dropped[]): Promise<readonly FoundFile[]> {
  const found = (await Promise.all(dropped.map(filesIn))).flat()
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** As many files as fit into so many bytes, but one at least: what is sent at once. */
export async function* inPortions(found: readonly FoundFile[], most: number): AsyncGenerator<DroppedFile[]> {
  let portion: DroppedFile[] = []
  let size = 0
  for (const { path, file } of found) {
    if (portion.length > 0 && size + file.size > most) {
      yield portion
      portion = []
      size = 0
    }
    portion.push({ path, bytes: new Uint8Array(await file.arrayBuffer()) })
    size += file.size
  }
  if (portion.length > 0) yield portion
}

async function filesIn(dropped: Dropped): Promise<FoundFile[]> {
  if (dropped.name.startsWith('.')) return []
  if (dropped instanceof File) return [{ path: dropped.name, file: dropped }]
  if (isFile(dropped)) return [{ path: dropped.fullPath.replace(/^\//, ''), file: await fileOf(dropped) }]
  return isFolder(dropped) ? (await Promise.all((await childrenOf(dropped)).map(filesIn))).flat() : []
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

/** A reader gives a folder's entries in portions; an empty one is the last. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (portion.length === 0) return all
    all.push(...portion)
  }
}
