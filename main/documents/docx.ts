import { counted } from '../../core/counted.ts'
import { type Archive, openArchive } from './archive.ts'
import { documentOf, type GivenBytes, type ReadDocument, refuse } from './document.ts'
import { DocxPart } from './docx-part.ts'
import { type Limits, standardLimits } from './limits.ts'
import { mainPart, type Relation, relationsOf } from './package.ts'
import { noteWarning, Paragraphs, TooLong } from './paragraphs.ts'
import { readXmlOf } from './xml.ts'

/**
 * A Word document (.docx, .docm): its text as it would be printed with all tracked changes accepted, a line for
 * each paragraph, cell and line break, the notes after the text. What is left out is counted in the warnings.
 */
export async function readDocx(given: GivenBytes, limits: Limits = standardLimits): Promise<ReadDocument> {
  const { name, bytes } = given
  const archive = await openArchive(name, bytes, limits)
  const main = await mainPart(name, archive, 'word/document.xml', limits)
  const relations = await relationsOf(name, archive, main, limits)
  const seen = new Seen()
  const notes = new Map<string, readonly string[]>()
  try {
    for (const { type, part } of relations) {
      if (type !== 'footnotes' && type !== 'endnotes') continue
      await readXmlOf(
        name,
        archive,
        part,
        docxNamespaces,
        new DocxPart(new Paragraphs(), notes, seen),
        limits,
      )
    }
    const body = new Paragraphs()
    await readXmlOf(name, archive, main, docxNamespaces, new DocxPart(body, notes, seen), limits)
    const text = body.text()
    const warnings = [
      ...noteWarning(body.noteCount),
      ...seen.warnings(text),
      ...partWarnings(archive, relations),
      ...(await headerWarning(name, archive, relations, limits)),
    ]
    return documentOf(given, { text, encoding: 'utf-8', importer: 'docx/1', warnings })
  } catch (error) {
    if (error instanceof TooLong)
      return refuse(name, 'there are more than 20 million characters in it; split it')
    throw error
  }
}

/** The namespaces of both kinds of the format, transitional and strict. */
export const docxNamespaces = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://www.w3.org/XML/1998/namespace': 'xml',
}

function partWarnings(archive: Archive, relations: readonly Relation[]): string[] {
  const has = (...types: string[]) => relations.some(({ type }) => types.includes(type))
  return [
    ...(has('diagramData', 'chart', 'chartEx')
      ? ['what is written in charts and diagrams is not part of the text']
      : []),
    ...(has('aFChunk')
      ? ['a part in another format is embedded in the document; it is not part of the text']
      : []),
    ...(archive.names.some((name) => /vbaProject/i.test(name)) ? ['its macros were left out'] : []),
  ]
}

/** Headers and footers stand on every page, between the words of the text; most hold nothing. */
async function headerWarning(
  name: string,
  archive: Archive,
  relations: readonly Relation[],
  limits: Limits,
): Promise<string[]> {
  for (const { type, part } of relations) {
    if (type !== 'header' && type !== 'footer') continue
    const lines = new Paragraphs()
    await readXmlOf(name, archive, part, docxNamespaces, new DocxPart(lines, new Map(), new Seen()), limits)
    if (lines.text().trim() !== '') return ['page headers and footers are not part of the text']
  }
  return []
}

/** What a document holds besides plain text, and its letters, to see that none is lost. */
export class Seen {
  readonly left = { deleted: 0, hidden: 0, ruby: 0, comments: 0, lists: 0, equations: 0 }
  private readonly letters = new Map<string, number>()

  letter(text: string): void {
    for (const one of text.replace(/\s/g, '')) this.letters.set(one, (this.letters.get(one) ?? 0) + 1)
  }

  warnings(text: string): string[] {
    const { deleted, hidden, ruby, comments, lists, equations } = this.left
    const lost = this.lost(text)
    const kinds: [number, string][] = [
      [
        deleted,
        `tracked changes were taken as accepted: ${counted(deleted, 'deleted or moved passage')} left out`,
      ],
      [hidden, `${counted(hidden, 'passage')} of hidden text left out`],
      [ruby, `${counted(ruby, 'reading')} above words (ruby) left out`],
      [comments, `${counted(comments, 'comment')} in the margin left out`],
      [lists, `the numbers or bullets of ${counted(lists, 'list item')} are not part of the text`],
      [equations, `${counted(equations, 'equation')} written on one line`],
      [lost, `${counted(lost, 'character')} of the file are missing from the text: compare it with the file`],
    ]
    return kinds.filter(([count]) => count > 0).map(([, warning]) => warning)
  }

  /** Letters of the file that the text lacks. */
  private lost(text: string): number {
    const kept = new Map<string, number>()
    for (const one of text) kept.set(one, (kept.get(one) ?? 0) + 1)
    return [...this.letters].reduce((sum, [one, count]) => sum + Math.max(0, count - (kept.get(one) ?? 0)), 0)
  }
}
