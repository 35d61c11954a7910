import { childNamed, childrenNamed, type XmlElement } from '../xml.ts'
import { plainGuid } from './guid.ts'
import { referenceOf } from './references.ts'
import type { SourceFiles } from './texts.ts'

/**
 * The notes of a file and what they are about. Programs tie a note to a selection by a NoteRef in it, or by a link
 * from the note (NVivo’s annotations).
 */
export class Notes {
  private readonly texts = new Map<string, string>()
  private readonly linked = new Map<string, string[]>()
  private readonly used = new Set<string>()
  usedLinks = 0

  constructor(project: XmlElement, files: SourceFiles) {
    for (const note of childrenNamed(childNamed(project, 'Notes'), 'Note')) {
      const guid = plainGuid(note.attributes.guid)
      if (guid !== undefined) this.texts.set(guid, noteText(note, files))
    }
    for (const { attributes } of childrenNamed(childNamed(project, 'Links'), 'Link')) {
      const [one, other] = [plainGuid(attributes.originGUID), plainGuid(attributes.targetGUID)]
      if (one === undefined || other === undefined) continue
      const [note, target] = this.texts.has(one) ? [one, other] : [other, one]
      if (this.texts.has(note)) this.linked.set(target, [...(this.linked.get(target) ?? []), note])
    }
  }

  /** The texts of the notes on a selection or coding, by reference and by link. */
  on(guid: string | undefined, references: readonly string[]): string[] {
    const links = (guid === undefined ? undefined : this.linked.get(guid)) ?? []
    this.usedLinks += links.length
    return [...references, ...links].flatMap((note) => {
      this.used.add(note)
      const text = this.texts.get(note) ?? ''
      return text === '' ? [] : [text]
    })
  }

  get unused(): number {
    return [...this.texts.keys()].filter((note) => !this.used.has(note)).length
  }
}

function noteText(note: XmlElement, files: SourceFiles): string {
  const description = childNamed(note, 'Description')?.text ?? ''
  const text = files.textOf(note)?.file.text ?? ''
  return [description, text].filter((part) => part.trim() !== '').join('\n\n')
}

/** The notes that an element refers to. */
export function noteReferences(element: XmlElement): string[] {
  return childrenNamed(element, 'NoteRef').flatMap((reference) => referenceOf(reference) ?? [])
}
