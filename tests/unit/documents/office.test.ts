import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { readHere } from '../../../main/documents/read.ts'
import { bytes, docx, odt, odtParagraph, paragraph, relations, run, wordPart, xlsx } from './made-files.ts'

async function read(name: string, content: Uint8Array) {
  const [document] = await readHere(name, content)
  return document!
}
const word = async (body: string, others: Record<string, string | Uint8Array> = {}) =>
  read('a.docx', docx(body, others))

test('Word: deleted paragraph ends join the paragraphs, and deleted or moved words go', async () => {
  const mark = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
  const { text, warnings } = await word(
    `<w:p>${mark}${run('The ministry')}<w:del w:id="2"><w:r><w:delText> never</w:delText></w:r></w:del></w:p>` +
      `<w:p>${run(' said so.')}<w:moveFrom>${run('Moved.')}</w:moveFrom></w:p>` +
      `<w:p><w:ins>${run('New.')}</w:ins><w:moveTo>${run('Moved.')}</w:moveTo></w:p>`,
  )
  expect(text).toBe('The ministry said so.\nNew.Moved.')
  expect(warnings).toEqual(['tracked changes were taken as accepted: 2 deleted or moved passages left out'])
})

test('Word: the words under a reading stay, the reading goes', async () => {
  const ruby = `<w:r><w:ruby><w:rt>${run('とうきょう')}</w:rt><w:rubyBase>${run('東京')}</w:rubyBase></w:ruby></w:r>`
  const { text, warnings } = await word(`<w:p>${ruby}${run('へ行く')}</w:p>`)
  expect(text).toBe('東京へ行く')
  expect(warnings).toEqual(['1 reading above words (ruby) left out'])
})

test('Word: a text box comes after its paragraph, once, whichever alternative holds it', async () => {
  const box = `<w:txbxContent>${paragraph('In the box.')}${paragraph('Second.')}</w:txbxContent>`
  const both = `<mc:AlternateContent><mc:Choice Requires="wps">${box}</mc:Choice><mc:Fallback><w:pict>${box}</w:pict></mc:Fallback></mc:AlternateContent>`
  const old = `<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback><w:pict>${box}</w:pict></mc:Fallback></mc:AlternateContent>`
  for (const anchored of [both, old]) {
    const { text } = await word(`<w:p>${run('Before ')}<w:r>${anchored}</w:r>${run('and after.')}</w:p>`)
    expect(text).toBe('Before and after.\nIn the box.\nSecond.')
  }
})

test('Word: notes are found by what the document refers to, whatever the parts are called', async () => {
  const note = (id: number, text: string) => `<w:footnote w:id="${id}">${paragraph(text)}</w:footnote>`
  const { text, warnings } = await word(
    `<w:p>${run('One')}<w:r><w:footnoteReference w:id="3"/></w:r>${run(', two')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`,
    {
      'word/_rels/document.xml.rels': relations(['footnotes', 'notes/n.xml']),
      'word/notes/n.xml': wordPart('footnotes', note(2, ' Later.') + note(3, ' First.')),
    },
  )
  expect(text).toBe('One[1], two[2]\n[1] First.\n[2] Later.')
  expect(warnings).toEqual(['2 notes stand at the end of the text; [1] to [2] are where they belong'])
})

test('Word: letters of the file that did not get into the text are counted', async () => {
  const { warnings } = await word(paragraph('Text.'), {
    'word/_rels/document.xml.rels': relations(['endnotes', 'endnotes.xml']),
    'word/endnotes.xml': wordPart('endnotes', `<w:endnote w:id="9">${paragraph('Lost')}</w:endnote>`),
  })
  expect(warnings).toEqual(['4 characters of the file are missing from the text: compare it with the file'])
})

test('Word: hidden text, fields, breaks, symbols and white space are as they are seen', async () => {
  const { text, warnings } = await word(
    `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>` +
      `<w:r><w:t> trimmed </w:t></w:r><w:r><w:t xml:space="preserve"> kept </w:t><w:br/><w:noBreakHyphen/><w:softHyphen/></w:r>` +
      `<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r></w:p>`,
  )
  expect(text).toBe('trimmed kept \n\u2011\u00adα')
  expect(warnings).toEqual(['1 passage of hidden text left out'])
})

test('Word: other prefixes for the same namespaces are read as well', async () => {
  const made = docx('')
  const { text } = await read(
    'a.docx',
    docx('', {
      'word/document.xml':
        '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>Strict</x:t></x:r></x:p></x:body></x:document>',
    }),
  )
  expect(text).toBe('Strict')
  await expect(read('a.docx', made)).rejects.toThrow(/^a.docx: there is no text in the file/)
})

test('Word: headers and macros are told of, and left out', async () => {
  const { text, warnings } = await word(paragraph('Text.'), {
    'word/_rels/document.xml.rels': relations(['header', 'header1.xml'], ['vbaProject', 'vbaProject.bin']),
    'word/header1.xml': wordPart('hdr', paragraph('Confidential')),
    'word/vbaProject.bin': bytes('Shell "calc"'),
  })
  expect(text).toBe('Text.')
  expect(warnings).toEqual(['its macros were left out', 'page headers and footers are not part of the text'])
})

test('OpenDocument: white space is collapsed but for what is written as an element', async () => {
  const { text } = await read(
    'a.odt',
    odt(
      '<text:p>  one \n two<text:s text:c="3"/><text:span> three</text:span><text:tab/>\n four</text:p><text:h>Head<text:line-break/>line</text:h>',
    ),
  )
  expect(text).toBe('one two    three\t four\nHead\nline')
})

test('OpenDocument: deletions, comments and readings go, notes and boxes stay', async () => {
  const { text, warnings } = await read(
    'a.odt',
    odt(
      '<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>' +
        '<text:p>Text<office:annotation><text:p>comment</text:p></office:annotation><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Note</text:p></text:note-body></text:note>' +
        '<text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text></text:ruby>' +
        '<draw:frame><draw:text-box><text:p>Box</text:p></draw:text-box></draw:frame> goes on.</text:p>',
    ),
  )
  expect(text).toBe('Text[1]東京 goes on.\nBox\n[1] Note')
  expect(warnings).toEqual([
    '1 note stands at the end of the text; [1] is where it belongs',
    'tracked changes were taken as accepted: 1 deleted passage left out',
    '1 comment in the margin left out',
    '1 reading above words (ruby) left out',
  ])
})

test('a password is told of', async () => {
  const manifest =
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
  await expect(read('a.odt', odt('x', { 'META-INF/manifest.xml': manifest }))).rejects.toThrow(
    /^a.odt: the document is protected by a password; save it without one$/,
  )
  const old = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ])
  await expect(read('a.docx', old)).rejects.toThrow(/^a.docx: the document is protected by a password/)
  await expect(read('a.docx', old.subarray(0, 8))).rejects.toThrow(
    /this is an old Office file .* save it as .docx/,
  )
})

const cell = (place: string, value: string, rest = '') => `<c r="${place}" ${rest}><v>${value}</v></c>`

test('Excel: strings, numbers and dates are as they are seen, each row a document', async () => {
  const rows =
    `<row>${['Id', 'Answer', 'When', 'Score'].map((name, at) => `<c r="${'ABCD'[at]}1" t="inlineStr"><is><t>${name}</t></is></c>`).join('')}</row>` +
    `<row>${cell('A2', '0', 't="s"')}${cell('B2', '1', 't="s"')}${cell('C2', '44927', 's="1"')}${cell('D2', '0.30000000000000004')}</row>` +
    `<row>${cell('A3', '2', 't="s"')}${cell('B3', '3', 't="s"')}${cell('D3', '1', 't="b"')}</row>`
  const strings =
    '<sst><si><t>P1</t></si><si><r><t>I agree, </t></r><r><t>mostly.</t></r><rPh><t>reading</t></rPh></si><si><t>P2</t></si><si><t> No. </t></si></sst>'
  const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
  const documents = await readHere(
    'a.xlsx',
    xlsx(rows, { 'sharedStrings.xml': strings, 'styles.xml': styles }),
  )
  expect(documents.map(({ title, text, variables }) => ({ title, text, variables }))).toEqual([
    { title: 'P1', text: 'I agree, mostly.', variables: { When: '2023-01-01', Score: '0.3' } },
    { title: 'P2', text: ' No. ', variables: { Score: 'TRUE' } },
  ])
  expect(documents[0]!.source).toMatchObject({ importer: 'xlsx/1' })
})

/** Lines of letters from everywhere; XML can't hold control characters, and a file of Word no empty end. */
const line = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map((text) => text.replace(/[\p{Cc}\u2028\u2029\ufffe\uffff]/gu, '').toWellFormed())
const lines = fc
  .array(line, { minLength: 1, maxLength: 8 })
  .filter((all) => all.join('').trim() !== '' && !all[0]!.startsWith('\ufeff'))

test('any text comes back from a Word document as it was', async () => {
  await fc.assert(
    fc.asyncProperty(lines, async (all) => {
      expect((await read('a.docx', docx(all.map(paragraph).join('')))).text).toBe(all.join('\n'))
    }),
    { numRuns: 1000 },
  )
})

test('any text comes back from an OpenDocument text as it was', async () => {
  await fc.assert(
    fc.asyncProperty(lines, async (all) => {
      expect((await read('a.odt', odt(all.map(odtParagraph).join('')))).text).toBe(all.join('\n'))
    }),
    { numRuns: 1000 },
  )
})
