import { Refusal } from '../../refusal.ts'
import { type FileText, fileText } from '../positions.ts'
import { childNamed, childrenNamed, readXml, type XmlElement } from '../xml.ts'
import { openZip, type ZipFile } from '../zip.ts'

/** A text as a source gives it. */
export interface SourceText {
  readonly file: FileText
  readonly bytes: Uint8Array
  /** The file's name, or the source's where the text stands in the XML. */
  readonly name: string
  readonly encoding: string
  /** The text came out of a .docx: positions count in another text, which is not there. */
  readonly unverified: boolean
}

/** The files of a project by their names alone, in lower case: folders and schemes differ between programs. */
export class SourceFiles {
  private readonly byName = new Map<string, string>()

  constructor(
    private readonly archive: string,
    private readonly zip: ZipFile,
  ) {
    for (const { name } of zip.entries) {
      if (/(^|\/)(__MACOSX\/|\._|\.DS_Store$|\.root$)/.test(name)) continue
      const key = baseName(name)
      if (!this.byName.has(key) || /^sources\//i.test(name)) this.byName.set(key, name)
    }
  }

  /** The entry that a path such as `internal://…` means, or undefined where there is none. */
  entryOf(path: string | undefined): string | undefined {
    return path === undefined || path === '' ? undefined : this.byName.get(baseName(path))
  }

  /** The text of a TextSource, Transcript, Note or Representation; undefined where it has none in the file. */
  textOf(source: XmlElement): SourceText | undefined {
    const { plainTextPath, richTextPath, name = '' } = source.attributes
    const entry = this.entryOf(plainTextPath)
    if (entry !== undefined && !/\.docx$/i.test(entry)) return this.plainText(entry)
    const inline = childNamed(source, 'PlainTextContent')
    if (inline !== undefined) return inlineText(inline.text, name)
    const rich = this.entryOf(richTextPath) ?? entry
    return rich === undefined ? undefined : this.richText(rich)
  }

  private plainText(entry: string): SourceText {
    const bytes = this.zip.read(entry)
    const { text, encoding } = decode(bytes)
    return { file: fileText(text), bytes, name: entry.replace(/^.*\//, ''), encoding, unverified: false }
  }

  private richText(entry: string): SourceText | undefined {
    const bytes = this.zip.read(entry)
    const name = entry.replace(/^.*\//, '')
    if (!/\.docx$/i.test(entry)) return { ...this.plainText(entry), unverified: true }
    const text = docxText(`${this.archive}: ${name}`, bytes)
    return text === undefined
      ? undefined
      : { file: fileText(text), bytes, name, encoding: 'docx', unverified: true }
  }
}

function inlineText(text: string, name: string): SourceText {
  return {
    file: fileText(text),
    bytes: new TextEncoder().encode(text),
    name,
    encoding: 'utf-8',
    unverified: false,
  }
}

/** The last part of a path in lower case, with %20 and backslashes as they are meant. */
function baseName(path: string): string {
  const name = path.replaceAll('\\', '/').replace(/^.*\//, '')
  try {
    return decodeURIComponent(name).toLowerCase()
  } catch {
    return name.toLowerCase()
  }
}

/** The standard demands UTF-8; a mark of UTF-16 is believed, and what is neither is read as Windows-1252. */
function decode(bytes: Uint8Array): { text: string; encoding: string } {
  const [first, second] = bytes
  const wide =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  for (const encoding of [wide, 'windows-1252']) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes), encoding }
    } catch {
      // The next one reads everything.
    }
  }
  return { text: new TextDecoder().decode(bytes), encoding: 'utf-8' }
}

/** The paragraphs of a .docx, for projects that have their texts in no other form; undefined where it can't be read. */
function docxText(name: string, bytes: Uint8Array): string | undefined {
  try {
    const document = readXml(name, openZip(name, bytes).read('word/document.xml'))
    const lines: string[] = []
    const walk = (element: XmlElement) => {
      if (element.name === 'p') lines.push('')
      const last = lines.length - 1
      if (element.name === 't') lines[last] += element.text
      else if (element.name === 'tab') lines[last] += '\t'
      else if (element.name === 'br') lines[last] += '\n'
      for (const child of element.children)
        if (child.name !== 'delText' && child.name !== 'Fallback') walk(child)
    }
    lines.push('')
    for (const body of childrenNamed(document, 'body')) walk(body)
    return lines.slice(1).join('\n')
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
