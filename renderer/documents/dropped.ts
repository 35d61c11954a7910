/** A file as it is sent to be previewed. */
export interface DroppedFile {
  readonly name: string
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

interface Found {
  readonly path: string
  readonly file: File
}

/** All files that were dropped or lie in dropped folders, in the order of their paths; hidden ones left out. */
export async function readFiles(dropped: readonly Dropped[]): Promise<DroppedFile[]> {
  const found = (await Promise.all(dropped.map(filesIn))).flat()
  found.sort((a, b) => (a.path < b.path ? -1 : 1))
  return Promise.all(
    found.map(async ({ file }) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  )
}

async function filesIn(dropped: Dropped): Promise<Found[]> {
  if (dropped.name.startsWith('.')) return []
  if (dropped instanceof File) return [{ path: dropped.name, file: dropped }]
  if (isFile(dropped)) return [{ path: dropped.fullPath, file: await fileOf(dropped) }]
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
