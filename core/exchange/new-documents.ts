import type { NewDocument } from '../commands/document.ts'
import { documentsNamed } from '../document-name.ts'
import type { Project } from '../model.ts'
import { freeze, sha256OfText } from '../text.ts'
import type { FoundCoding } from './found.ts'

/**
 * The texts that codings bring along and the project does not have, neither by their words nor by their names, as
 * documents to be added.
 */
export function newDocumentsOf(
  project: Project,
  file: string,
  found: readonly FoundCoding[],
  language: string,
): NewDocument[] {
  const known = new Set([...project.texts.values()].map(({ text }) => text))
  const added: NewDocument[] = []
  for (const { text, documents } of found) {
    if (text === undefined) continue
    const frozen = freeze(text)
    if (known.has(frozen) || documents.some((name) => documentsNamed(project, name).length > 0)) continue
    known.add(frozen)
    const title =
      documents.at(-1)?.replace(/\.[^.]{1,5}$/, '') ??
      `${file.replace(/\.[^.]{1,5}$/, '')} ${added.length + 1}`
    const source = {
      name: `${title}.txt`,
      sha256: sha256OfText(text.toWellFormed()),
      encoding: 'utf-8',
      importer: 'codings/1',
    }
    added.push({ title, language, variables: {}, source, text: frozen })
  }
  return added
}
