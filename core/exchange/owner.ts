/** Which names mean coders and documents of the project, by which folders of files are understood. */
export interface FileOwner {
  isDocument(name: string): boolean
}

/**
 * Whose work on what a file holds, by its path: we write `coder/document.ending`, INCEpTION exports
 * `document.txt/coder.ending`. A file that lies alone says no coder.
 */
export function ownerOf(
  path: string,
  { isDocument }: FileOwner,
): { coder: string | undefined; document: string } {
  const parts = path.split('/')
  const stem = (parts.pop() ?? '').replace(/\.[^.]{1,5}$/, '')
  const folder = parts.pop()
  if (folder === undefined) return { coder: undefined, document: stem }
  return isDocument(folder) && !isDocument(stem)
    ? { coder: stem, document: folder }
    : { coder: folder, document: stem }
}
