import { documentsNamed } from '../document-name.ts'
import type { Document, Project } from '../model.ts'
import { documentFileNames } from './exported.ts'
import type { FoundCoding } from './found.ts'
import type { PlaceOptions } from './place.ts'
import { Asked } from './place-question.ts'
import { guidOf, plainGuid } from './refi-qda/guid.ts'
import { SourceText } from './source-text.ts'

/** Which document of the project a file means, by its text or by what it calls it. */
export class PlacingDocuments {
  /** By the text in the file (or none) and the names, so that long texts are not joined to keys. */
  private readonly found = new Map<string, Map<string, Document>>()
  private readonly sources = new Map<string, SourceText>()
  private readonly byText = new Map<string, Document>()
  private readonly byFileName = new Map<string, Document[]>()

  constructor(
    private readonly project: Project,
    private readonly options: PlaceOptions,
  ) {
    for (const [id, name] of documentFileNames(project)) {
      const document = project.documents.get(id as Document['id'])!
      this.byFileName.set(name, [...(this.byFileName.get(name) ?? []), document])
    }
    for (const document of project.documents.values()) this.byText.set(this.textOf(document), document)
  }

  of(coding: FoundCoding): Document {
    const document = this.options.document ?? this.options.documents?.get(coding.documents[0] ?? '')
    const names = document === undefined ? coding.documents : [document]
    const known = this.found.get(coding.text ?? '') ?? new Map<string, Document>()
    this.found.set(coding.text ?? '', known)
    const key = names.join('\0')
    const found =
      known.get(key) ??
      (document === undefined ? this.documentByText(coding.text, names) : undefined) ??
      this.documentByName(names)
    known.set(key, found)
    return found
  }

  /** The text says for sure which document it is; of several with one text, the one of that name. */
  private documentByText(text: string | undefined, names: readonly string[]): Document | undefined {
    if (text === undefined) return undefined
    const found = this.byText.get(this.sourceOf(text).file.text)
    if (found === undefined) return undefined
    const twins = names.flatMap((name) => this.named(name)).filter(({ sha256 }) => sha256 === found.sha256)
    return twins[0] ?? found
  }

  private documentByName(names: readonly string[]): Document {
    const [first] = names
    if (first === undefined)
      throw new Asked('the file does not say which document it is about; name it with --document', {
        what: 'document',
        name: undefined,
      })
    for (const name of names) {
      const [found, another] = this.named(name)
      if (found !== undefined && another === undefined) return found
      if (another !== undefined)
        throw new Asked(`“${name}” names more than one document; name it by its id`, {
          what: 'document',
          name: first,
        })
    }
    throw new Asked(`there is no document “${first}” in this project`, { what: 'document', name: first })
  }

  private named(name: string): Document[] {
    const named = documentsNamed(this.project, name)
    if (named.length > 0) return named
    const guid = plainGuid(name.replace(/^urn:uuid:/, ''))
    if (guid !== undefined)
      return [...this.project.documents.values()].filter(({ id }) => guidOf('document', id) === guid)
    const stem = name.replace(/^.*[/\\]/, '').replace(/\.[^.]{1,5}$/, '')
    return this.byFileName.get(stem) ?? this.byFileName.get(name) ?? documentsNamed(this.project, stem)
  }

  textOf({ id }: Document): string {
    return this.project.texts.get(id)?.text ?? ''
  }

  /** A text as it stands in the file, which may be ours. */
  sourceOf(text: string): SourceText {
    const found = this.sources.get(text) ?? new SourceText(text, this.byText.has(text))
    this.sources.set(text, found)
    return found
  }
}
