import { posix } from 'node:path'
import { type Archive, openArchive } from './archive.ts'
import { documentOf, type GivenBytes, longestText, type ReadDocument, refuse } from './document.ts'
import { decodeBytes } from './encoding.ts'
import { textOfXhtml } from './html.ts'
import { type Limits, standardLimits } from './limits.ts'
import { readXmlOf, type XmlElement } from './xml.ts'

const namespaces = {
  'urn:oasis:names:tc:opendocument:xmlns:container': 'c',
  'http://www.idpf.org/2007/opf': 'o',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://www.w3.org/2001/04/xmlenc#': 'enc',
}

/** What the list of a book's parts says. */
interface Book {
  readonly title: string
  /** Names in the archive, in the order in which they are read. */
  readonly chapters: readonly string[]
}

/** An EPUB book: its chapters in the order of reading, a line for each paragraph. */
export async function readEpub(given: GivenBytes, limits: Limits = standardLimits): Promise<ReadDocument> {
  const { name, bytes } = given
  const archive = await openArchive(name, bytes, limits)
  const { title, chapters } = await bookOf(name, archive, limits)
  if (chapters.length === 0) refuse(name, 'the book names no chapter that is in the file; it is damaged')
  const locked = await encryptedIn(name, archive, limits)
  if (chapters.some((chapter) => locked.has(chapter)))
    refuse(name, 'the book is protected against copying; only one without protection can be imported')
  const texts: string[] = []
  let length = 0
  for (const chapter of chapters) {
    const { text } = await decodeBytes(name, await archive.read(chapter))
    const read = await textOfXhtml(name, text.replace(/^\ufeff/, ''), limits)
    length += read.length
    if (length > longestText) refuse(name, 'there are more than 20 million characters in it; split it')
    if (read !== '') texts.push(read)
  }
  return documentOf(given, {
    text: texts.join('\n'),
    title,
    encoding: 'utf-8',
    importer: 'epub/1',
    warnings: [],
  })
}

async function bookOf(name: string, archive: Archive, limits: Limits): Promise<Book> {
  const container = 'META-INF/container.xml'
  let list: string | undefined
  await readXmlOf(
    name,
    archive,
    container,
    namespaces,
    {
      open(element: XmlElement) {
        if (element.name === 'c:rootfile') list ??= element.attribute('full-path')
      },
      close() {},
      text() {},
    },
    limits,
  )
  return readList(
    name,
    archive,
    list ?? refuse(name, `“${container}” in it names no book; it is damaged`),
    limits,
  )
}

/** The list of parts (manifest) and the order of reading (spine). */
async function readList(name: string, archive: Archive, list: string, limits: Limits): Promise<Book> {
  const parts = new Map<string, string>()
  const order: string[] = []
  let title = ''
  let inTitle = false
  await readXmlOf(
    name,
    archive,
    list,
    namespaces,
    {
      open({ name: element, attribute }: XmlElement) {
        if (element === 'o:item') {
          const [id, type] = [attribute('id'), attribute('media-type') ?? '']
          if (id !== undefined && /html|xml$/.test(type))
            parts.set(id, partName(list, attribute('href') ?? ''))
        } else if (element === 'o:itemref') order.push(attribute('idref') ?? '')
        inTitle = element === 'dc:title' && title === ''
      },
      close() {
        inTitle = false
      },
      text(text: string) {
        if (inTitle) title += text
      },
    },
    limits,
  )
  const chapters = order.flatMap((id) => parts.get(id) ?? []).filter((chapter) => archive.has(chapter))
  return { title, chapters }
}

function partName(list: string, href: string): string {
  const path = href.split('#')[0] ?? ''
  try {
    return posix.join(posix.dirname(list), decodeURIComponent(path))
  } catch {
    return posix.join(posix.dirname(list), path)
  }
}

/** Parts that can't be read as they are; fonts often are encrypted in books that are free. */
async function encryptedIn(name: string, archive: Archive, limits: Limits): Promise<Set<string>> {
  const part = 'META-INF/encryption.xml'
  const found = new Set<string>()
  if (!archive.has(part)) return found
  const open = (element: XmlElement) => {
    if (element.name === 'enc:CipherReference') found.add(partName('', element.attribute('URI') ?? ''))
  }
  await readXmlOf(name, archive, part, namespaces, { open, close() {}, text() {} }, limits)
  return found
}
