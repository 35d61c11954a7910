/** A file as it is sent to be previewed. */
export interface DroppedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * The entries of what was dropped. To be asked for while the drop is being handled: afterwards the browser has
 * forgotten them.
 */
export function entriesOf(transfer: DataTransfer): FileSystemEntry[] {
  return [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
}

/** All files in the entries and in the folders among them, in the order of their paths; hidden ones left out. */
export async function readFiles(entries: readonly FileSystemEntry[]): Promise<DroppedFile[]> {
  const files = (await Promise.all(entries.map(filesIn))).flat()
  files.sort((a, b) => (a.fullPath < b.fullPath ? -1 : 1))
  return Promise.all(files.map(readFile))
}

async function filesIn(entry: FileSystemEntry): Promise<FileSystemFileEntry[]> {
  if (entry.name.startsWith('.')) return []
  if (isFile(entry)) return [entry]
  return isFolder(entry) ? (await Promise.all((await childrenOf(entry)).map(filesIn))).flat() : []
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
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

async function readFile(entry: FileSystemFileEntry): Promise<DroppedFile> {
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}
