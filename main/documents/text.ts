import { lineEndsChanged } from '../../core/text.ts'
import { documentOf, type GivenBytes, type ReadDocument } from './document.ts'
import { decodeBytes } from './encoding.ts'

/**
 * A file of plain text, as it is but for its byte order mark, its line ends and NUL characters. The first line of a
 * text is as often a date or a sentence as a title, so the title is the file's name: what the researcher chose.
 */
export async function readText(given: GivenBytes): Promise<ReadDocument> {
  const decoded = await decodeBytes(given.name, given.bytes, given.options.encoding)
  const { text, encoding, warnings } = decoded
  return documentOf(given, {
    text,
    encoding,
    encodingSign: decoded.sign,
    importer: 'text/1',
    warnings: [...warnings, ...lineEndWarning(text)],
  })
}

function lineEndWarning(text: string): string[] {
  return text.includes('\r') ? [lineEndsChanged] : []
}
