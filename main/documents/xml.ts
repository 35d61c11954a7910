import { SaxesParser } from 'saxes'
import type { Archive } from './archive.ts'
import { refuse } from './document.ts'
import { type Limits, standardLimits } from './limits.ts'

/** An element by its name with the short name of its namespace (w:p); attributes are asked for in the same way. */
export interface XmlElement {
  readonly name: string
  attribute(name: string): string | undefined
}

/** What a reader does with the elements as they come. */
export interface XmlReader {
  open(element: XmlElement): void
  close(name: string): void
  text(text: string): void
}

/** Short names of namespaces; what is in none of them is called by its local name with `?:` before it. */
export type Namespaces = Readonly<Record<string, string>>

/**
 * Reads a file of an archive as XML, piece by piece. A document type declaration is refused, since it could name
 * entities that grow or that are fetched; so is nesting beyond any document's. Throws a Refusal by the file's name.
 */
export async function readXmlOf(
  file: string,
  archive: Archive,
  part: string,
  namespaces: Namespaces,
  reader: XmlReader,
  limits: Limits = standardLimits,
): Promise<void> {
  const parser = xmlParser(file, part, namespaces, reader, limits)
  let decoder: TextDecoder | undefined
  for await (const chunk of archive.chunks(part)) {
    decoder ??= new TextDecoder(encodingOf(chunk))
    parser.write(decoder.decode(chunk, { stream: true }))
  }
  parser.write(decoder?.decode() ?? '')
  parser.close()
}

/** By the byte order mark, else by what the declaration says. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const said = /^[^<]{0,3}<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(start)?.[1] ?? 'utf-8'
  return /^utf-?16/i.test(said) || !isKnown(said) ? 'utf-8' : said
}

function isKnown(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== ''
  } catch {
    return false
  }
}

function xmlParser(file: string, part: string, namespaces: Namespaces, reader: XmlReader, limits: Limits) {
  const parser = new SaxesParser({ xmlns: true })
  const short = (uri: string, local: string) => (uri === '' ? local : `${namespaces[uri] ?? '?'}:${local}`)
  let depth = 0
  const bad = (why: string) => refuse(file, `“${part}” in it ${why}`)
  parser.on('doctype', () => bad('has a document type declaration, which no such file needs; it is not read'))
  parser.on('error', (error) =>
    bad(`is damaged: ${error.message.replace(/^\d+:(\d+): /, 'at character $1, ')}; get the file anew`),
  )
  parser.on('opentag', (tag) => {
    if (++depth > limits.depth) bad(`is nested more than ${limits.depth} deep; it is not read`)
    reader.open({
      name: short(tag.uri, tag.local),
      attribute: (name) => attributeOf(tag.attributes, name, short),
    })
  })
  parser.on('closetag', (tag) => {
    depth--
    reader.close(short(tag.uri, tag.local))
  })
  parser.on('text', (text) => reader.text(text))
  parser.on('cdata', (text) => reader.text(text))
  return parser
}

type Attributes = Readonly<Record<string, { uri: string; local: string; value: string }>>

function attributeOf(
  attributes: Attributes,
  name: string,
  short: (uri: string, local: string) => string,
): string | undefined {
  for (const key in attributes) {
    const { uri, local, value } = attributes[key]!
    if (short(uri, local) === name) return value
  }
  return undefined
}
