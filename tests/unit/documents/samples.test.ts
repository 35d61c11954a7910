import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from '@playwright/test'
import { paragraphCount } from '../../../core/text.ts'
import type { ReadDocument } from '../../../main/documents/document.ts'
import { decodeBytes } from '../../../main/documents/encoding.ts'
import { readHere } from '../../../main/documents/read.ts'
import { shared } from '../../shared.ts'

/** What is known of a sample without our reading it. */
interface Expected {
  readonly sha256_16: string
  readonly note: string
  readonly facts: Readonly<Record<string, string | number>>
}

const folder = new URL('import-samples/', shared)
const expected: Record<string, Expected> = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'))
const bytesOf = (path: string) => new Uint8Array(readFileSync(new URL(path, folder)))

/** What can't be read, and why. */
const refused: Readonly<Record<string, RegExp>> = {
  'derived/tables-truncated-60pct.docx':
    /has no directory, so the file is damaged or was cut off; get it anew$/,
  'derived/two_paragraphs-truncated.pdf': /the PDF is damaged or was cut off .*; get it anew$/,
  'pdf/tika-testPassword4Spaces.pdf': /the PDF is protected by a password; save it without one$/,
  'html/tika-testHTML_head.html': /there is no text in the file; there is nothing to code$/,
}

/** The words that the notes of the samples say are right where the reference programs are wrong. */
const rightWords: Readonly<Record<string, string>> = {
  'docx/mammoth-strict-format.docx': 'Test',
  'docx/mammoth-text-box.docx': 'Datum plane',
  'rtf/tika-testRTFWindowsCodepage1250.rtf': 'zażółć gęślą jaźń ZAŻÓŁĆ GĘŚLĄ JAŹŃ',
  'pdf/pdfjs-ArabicCIDTrueType.pdf': 'انواع الخطوط العربية انواع الخطوط العربية',
  'pdf/pdfjs-copy_paste_ligatures.pdf': [
    'abcdef',
    'ff',
    'fi',
    'fl',
    'ffi',
    'ffl',
    'st',
    'st',
    'ghijklmno',
  ].join(''),
  'derived/pdf-named-as.docx': 'The first paragraph. The second paragraph.',
  // The reference programs number the list, with letters as well.
  'docx/pandoc-lists.docx': 'Some nested lists one two a b one two three four Sub paragraph',
  // They leave out the text box.
  'docx/tika-testWORD_various.docx':
    'Footnote appears here Here is a text box Bold italic underline superscript subscript strikethrough',
  // They know nothing of what a style hides.
  'html/readability-visibility-hidden.html': 'Lorem Foo Tempor incididunt ut labore et dolore magna aliqua',
  // A picture of the page says “Languages” twice; it is drawn once.
  'pdf/pdfjs-tracemonkey_a11y.pdf':
    'Trace-based Just-in-Time Type Specialization for Dynamic Languages Andreas Gal∗+ , Brendan',
}

/** Letters only: programs differ in how they number lists and notes and draw tables. */
const letters = (text: string) => (text.normalize('NFKC').match(/\p{L}\p{M}*/gu) ?? []).join('')

async function read(path: string, page?: 'whole'): Promise<ReadDocument[]> {
  return readHere(basename(path), bytesOf(path), page === undefined ? {} : { page })
}

test('there are as many samples as there were', () => {
  expect(Object.keys(expected)).toHaveLength(64)
})

test('what becomes of every sample', async () => {
  const rows: string[][] = []
  for (const path of Object.keys(expected)) {
    try {
      const documents = await read(path)
      const [{ text, source, warnings }] = documents as [ReadDocument]
      const size = `${documents.length > 1 ? `${documents.length} documents` : `${text.length} in ${paragraphCount(text)}`}`
      rows.push([path, source.importer, source.encoding, size, warnings.join('; ')])
    } catch (error) {
      rows.push([path, 'refused', '', '', (error as Error).message.replace(`${basename(path)}: `, '')])
    }
  }
  const width = (column: number) => Math.max(...rows.map((row) => row[column]!.length))
  const line = (row: string[]) => row.map((cell, at) => (at === 4 ? cell : cell.padEnd(width(at)))).join('  ')
  console.log(
    ['What becomes of the samples (UTF-16 code units in paragraphs):', ...rows.map(line)].join('\n'),
  )
  expect(rows.filter(([, importer]) => importer === 'refused').map(([path]) => path)).toEqual(
    Object.keys(expected).filter((path) => path in refused),
  )
})

for (const [path, { sha256_16, facts }] of Object.entries(expected)) {
  test(`${path} comes in with the facts that are known of it`, async () => {
    const bytes = bytesOf(path)
    expect(createHash('sha256').update(bytes).digest('hex').slice(0, 16)).toBe(sha256_16)
    const refusal = refused[path]
    if (refusal !== undefined) {
      await expect(read(path)).rejects.toThrow(refusal)
      await expect(read(path)).rejects.toThrow(new RegExp(`^${basename(path)}: `))
      return
    }
    const documents = await read(path, path.startsWith('html/') ? 'whole' : undefined)
    for (const { source, text } of documents) {
      expect(source.sha256.slice(0, 16)).toBe(sha256_16)
      expect(source.name).toBe(basename(path))
      expect(text).not.toMatch(/[\0\r\ufffd]/)
    }
    if (typeof facts.encoding === 'string') await textFacts(path, bytes, facts)
    const [{ text }] = documents as [ReadDocument]
    if (!path.startsWith('csv/')) firstWords(path, text, facts)
  })
}

/** The detector calls Hebrew in ISO 8859-8 windows-1255, which holds the same letters at the same places. */
const sameEncoding: Readonly<Record<string, readonly string[]>> = {
  cp1251: ['windows-1251'],
  cp1256: ['windows-1256'],
  'iso8859-8': ['windows-1255'],
  'iso8859-2': ['iso-8859-2'],
  'utf-16-le': ['utf-16le'],
  'utf-16': ['utf-16le'],
}

async function textFacts(path: string, bytes: Uint8Array, facts: Expected['facts']): Promise<void> {
  const encoding = String(facts.encoding)
  if (path.startsWith('html/')) {
    const [{ source }] = (await read(path)) as [ReadDocument]
    expect(source.encoding).toBe(sameEncoding[encoding]?.[0] ?? encoding)
    return
  }
  const decoded = await decodeBytes(path, bytes)
  expect(sameEncoding[encoding] ?? [encoding]).toContain(decoded.encoding)
  const text = decoded.text.replace(/^\ufeff/, '')
  const count = (what: RegExp) => text.match(what)?.length ?? 0
  expect([...text].length + Number(facts.NUL)).toBe(facts['code points (no BOM)'])
  expect(count(/\r\n/g)).toBe(facts.CRLF)
  expect(count(/(?<!\r)\n/g)).toBe(facts.LF)
  const words = String(facts['first words']).replaceAll('␀', '')
  expect(text.replace(/\s+/g, ' ').trim().startsWith(words)).toBe(true)
}

/** The text begins with the words that one of the reference programs says, or those that the note says. */
function firstWords(path: string, text: string, facts: Expected['facts']): void {
  const right = rightWords[path]
  const said = ['first words', 'LibreOffice first words', 'pdftotext first words'].map((each) => facts[each])
  const words = right === undefined ? said.filter((each) => each !== undefined).map(String) : [right]
  const beginnings = words.map(letters).filter((each) => each !== '' && each !== 'none')
  expect(beginnings.length).toBeGreaterThan(0)
  const own = letters(text)
  // A book's title page has no words for the reference program.
  const holds = path.startsWith('epub/') ? 'includes' : 'startsWith'
  expect(beginnings.some((each) => own[holds](each))).toBe(true)
}

test('paragraphs are those that another program finds, the notes apart', async () => {
  const counts: Record<string, [number, number]> = {}
  for (const [path, { facts }] of Object.entries(expected)) {
    const lines = facts['LibreOffice non-empty lines']
    if (typeof lines !== 'number' || !path.startsWith('docx/')) continue
    const [{ text }] = (await read(path)) as [ReadDocument]
    const notes = text.match(/^\[\d+\] /gm)?.length ?? 0
    if (paragraphCount(text) - notes !== lines) counts[path] = [paragraphCount(text) - notes, lines]
  }
  // LibreOffice shows what was moved away, and leaves out the text box.
  expect(counts).toEqual({
    'docx/pandoc-track_changes_move.docx': [3, 4],
    'docx/tika-testWORD_various.docx': [35, 34],
  })
})

test('a survey comes in as a document for each person, with what else was asked as variables', async () => {
  const documents = await read('csv/qualcoder-survey456.csv')
  expect(documents.map(({ title }) => title)).toEqual(['ID4', 'ID5', 'ID6'])
  expect(documents[2]!.text).toMatch(/^I did not enrol in any studies, even though I am retired\./)
  expect(documents[2]!.variables).toEqual({ Age: '67', Gender: 'm', Interest: 'gardening' })
  expect(documents[0]!.warnings).toEqual([
    'the texts were taken from the column “freetext”, the longest; another can be named',
  ])
})

test('soft hyphens, text boxes and notes are there, each once', async () => {
  const text = async (path: string) => (await read(path))[0]!.text
  expect(await text('docx/tika-testOptionalHyphen.docx')).toBe('optional\u00adhyphen')
  expect(await text('docx/mammoth-text-box.docx')).toBe('Datum plane')
  expect(await text('docx/mammoth-footnotes.docx')).toBe(
    'Ouch[1].[2]\n[1] A tachyon walks into a bar.\n[2] Fin.',
  )
  expect(await text('docx/pandoc-track_changes_insertion.docx')).toBe(
    'This is a text with two exciting insertions.',
  )
  expect((await text('docx/pandoc-track_changes_move.docx')).match(/to be moved/g)).toHaveLength(1)
  expect(await text('odt/pandoc-footnote.odt')).toBe('Some text[1] with a footnote.\n[1] Footnote text')
  expect((await text('odt/pandoc-trackedChanges.odt')).replace(/ +/g, ' ')).toBe(
    'Some text with and inserted text.',
  )
})
