import { counted } from '../../core/counted.ts'
import { openArchive } from './archive.ts'
import { documentOf, type GivenBytes, type ReadDocument, refuse } from './document.ts'
import { type Limits, standardLimits } from './limits.ts'
import { noteWarning, Paragraphs, TooLong } from './paragraphs.ts'
import { readXmlOf, type XmlElement, type XmlReader } from './xml.ts'

const namespaces = {
  'urn:oasis:names:tc:opendocument:xmlns:office:1.0': 'office',
  'urn:oasis:names:tc:opendocument:xmlns:text:1.0': 'text',
  'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0': 'draw',
  'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0': 'svg',
  'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0': 'manifest',
}

/**
 * An OpenDocument text (.odt): its text with all tracked changes accepted, a line for each paragraph, cell and line
 * break, the notes after the text. What is left out is counted in the warnings.
 */
export async function readOdt(given: GivenBytes, limits: Limits = standardLimits): Promise<ReadDocument> {
  const { name, bytes } = given
  const archive = await openArchive(name, bytes, limits)
  await refuseEncrypted()
  const reader = new OdtReader()
  try {
    await readXmlOf(name, archive, 'content.xml', namespaces, reader, limits)
    const text = reader.paragraphs.text()
    const warnings = [...noteWarning(reader.paragraphs.noteCount), ...reader.warnings()]
    if (archive.names.some((each) => /^(Basic|Scripts)\//.test(each)))
      warnings.push('its macros were left out')
    return documentOf(given, { text, encoding: 'utf-8', importer: 'odt/1', warnings })
  } catch (error) {
    if (error instanceof TooLong)
      return refuse(name, 'there are more than 20 million characters in it; split it')
    throw error
  }

  async function refuseEncrypted(): Promise<void> {
    const part = 'META-INF/manifest.xml'
    if (!archive.has(part)) return
    const open = (element: XmlElement) => {
      if (element.name === 'manifest:encryption-data')
        refuse(name, 'the document is protected by a password; save it without one')
    }
    await readXmlOf(name, archive, part, namespaces, { open, close() {}, text() {} }, limits)
  }
}

/** Elements whose content is not text of the document; what is counted for the person. */
const leftOut: Readonly<Record<string, 'deleted' | 'comments' | 'ruby' | null>> = {
  'text:deletion': 'deleted',
  'text:tracked-changes': null,
  'office:annotation': 'comments',
  'text:ruby-text': 'ruby',
  'text:note-citation': null,
  'text:sequence-decls': null,
  'office:forms': null,
  'svg:title': null,
  'svg:desc': null,
}

class OdtReader implements XmlReader {
  readonly paragraphs = new Paragraphs()
  private readonly left = { deleted: 0, comments: 0, ruby: 0, lists: 0 }
  private readonly path: string[] = []
  private skipFrom = 0
  private inText = false
  /** Whether the last character written in the paragraph was white space that is there once only. */
  private readonly spaced: boolean[] = []

  open(element: XmlElement): void {
    const { name } = element
    this.path.push(name)
    const kind = leftOut[name]
    // Deletions are inside of what is left out, and counted there.
    if (kind) this.left[kind]++
    if (this.skipFrom > 0) return
    if (name in leftOut) this.skipFrom = this.path.length
    else this.content(element)
  }

  private content({ name, attribute }: XmlElement): void {
    switch (name) {
      case 'office:text':
        this.inText = true
        return
      case 'text:p':
      case 'text:h':
        this.spaced.push(true)
        this.paragraphs.open()
        return
      case 'text:note':
        this.paragraphs.startNote()
        return
      case 'text:list-item':
        this.left.lists++
        return
      case 'text:s':
        this.put(' '.repeat(Math.min(10_000, Math.max(1, Number(attribute('text:c') ?? '1') || 1))))
        return
      case 'text:tab':
        this.put('\t')
        return
      case 'text:line-break':
        this.put('\n')
        return
    }
  }

  private put(text: string): void {
    if (this.spaced.length === 0) return
    this.paragraphs.write(text)
    this.spaced[this.spaced.length - 1] = false
  }

  /** White space is one space, and none at the beginning of a paragraph (OpenDocument 1.3, part 3, 6.1.2). */
  text(text: string): void {
    if (this.skipFrom > 0 || !this.inText || this.spaced.length === 0) return
    const single = text.replace(/[ \t\r\n]+/g, ' ')
    const rest = this.spaced.at(-1) && single.startsWith(' ') ? single.slice(1) : single
    if (rest === '') return
    this.paragraphs.write(rest)
    this.spaced[this.spaced.length - 1] = rest.endsWith(' ')
  }

  close(name: string): void {
    const skipped = this.skipFrom > 0
    if (this.skipFrom === this.path.length) this.skipFrom = 0
    this.path.pop()
    if (skipped) return
    if (name === 'text:p' || name === 'text:h') {
      this.spaced.pop()
      this.paragraphs.close()
    } else if (name === 'text:note') this.paragraphs.endNote()
    else if (name === 'office:text') this.inText = false
  }

  warnings(): string[] {
    const { deleted, comments, ruby, lists } = this.left
    const kinds: [number, string][] = [
      [deleted, `tracked changes were taken as accepted: ${counted(deleted, 'deleted passage')} left out`],
      [comments, `${counted(comments, 'comment')} in the margin left out`],
      [ruby, `${counted(ruby, 'reading')} above words (ruby) left out`],
      [lists, `the numbers or bullets of ${counted(lists, 'list item')} are not part of the text`],
    ]
    return kinds.filter(([count]) => count > 0).map(([, warning]) => warning)
  }
}
