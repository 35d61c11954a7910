import type { Document, DocumentId, Project } from './model.ts'
import { Refusal } from './refusal.ts'

/** The documents that a name may mean: the one with this id, or else all with this title or file name. */
export function documentsNamed(project: Project, name: string): Document[] {
  const byId = project.documents.get(name as DocumentId)
  if (byId !== undefined) return [byId]
  return documentsByName(project).get(name) ?? []
}

const byName = new WeakMap<Project['documents'], ReadonlyMap<string, Document[]>>()

/** The documents by their titles and file names. */
export function documentsByName({ documents }: Pick<Project, 'documents'>): ReadonlyMap<string, Document[]> {
  const known = byName.get(documents)
  if (known !== undefined) return known
  const found = new Map<string, Document[]>()
  for (const document of documents.values()) {
    for (const name of new Set([document.title, document.source.name])) {
      const others = found.get(name)
      if (others === undefined) found.set(name, [document])
      else others.push(document)
    }
  }
  byName.set(documents, found)
  return found
}

/** The document with this id, title or file name. Throws a Refusal where there is none or more than one. */
export function documentNamed(project: Project, name: string): Document {
  const [found, another] = documentsNamed(project, name)
  if (found === undefined) throw new Refusal('missing', `There is no document “${name}” in this project.`)
  if (another !== undefined) {
    throw new Refusal('invalid', `“${name}” names more than one document; name it by its id.`)
  }
  return found
}

/** What documentNamed finds the document by: its file's name, or its title, or its id. */
export function documentLabel(project: Project, document: Document): string {
  const names = [document.source.name, document.title]
  return names.find((name) => isOnly(documentsNamed(project, name), document)) ?? document.id
}

function isOnly(found: readonly Document[], document: Document): boolean {
  return found.length === 1 && found[0]?.id === document.id
}
