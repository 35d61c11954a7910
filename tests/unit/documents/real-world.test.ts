import { expect, test } from '@playwright/test'
import { readHere } from '../../../main/documents/read.ts'
import { bytes, docx, odt, paragraph, run, xlsx } from './made-files.ts'

/** What files of other people hold besides plain paragraphs. */
async function textOf(name: string, content: Uint8Array, options = {}): Promise<string> {
  return (await readHere(name, content, options))[0]!.text
}

const cell = (content: string) => `<w:tc>${content}</w:tc>`

test('Word: tables in tables are read cell by cell', async () => {
  const inner = `<w:tbl><w:tr>${cell(paragraph('in1'))}${cell(paragraph('in2'))}</w:tr></w:tbl>`
  const row = `<w:tr>${cell(paragraph('A1') + inner + paragraph('A2'))}${cell(paragraph('B1'))}</w:tr>`
  expect(await textOf('a.docx', docx(`<w:tbl>${row}</w:tbl>`))).toBe('A1\nin1\nin2\nA2\nB1')
})

test('Word: of fields the result is read, of content controls and tags the content', async () => {
  const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const complex = `${char('begin')}<w:r><w:instrText> REF x </w:instrText></w:r>${char('separate')}${run('result')}${char('end')}`
  const simple = `<w:fldSimple w:instr="PAGE">${run(' 7')}</w:fldSimple>`
  const control = `<w:sdt><w:sdtContent>${run(' inside')}</w:sdtContent></w:sdt>`
  const tag = `<w:smartTag>${run(' tag')}</w:smartTag><w:hyperlink>${run(' link')}</w:hyperlink>`
  expect(await textOf('a.docx', docx(`<w:p>${complex}${simple}${control}${tag}</w:p>`))).toBe(
    'result 7 inside tag link',
  )
  const block = `<w:sdt><w:sdtPr/><w:sdtContent>${paragraph('one')}${paragraph('two')}</w:sdtContent></w:sdt>`
  expect(await textOf('b.docx', docx(block))).toBe('one\ntwo')
})

test('Word: arrows, faces and ticks that it makes of typed signs are read; other signs of fonts are told of', async () => {
  const sign = (font: string, char: string) => `<w:r><w:sym w:font="${font}" w:char="${char}"/></w:r>`
  const signs = [sign('Wingdings', 'F0E0'), sign('Wingdings', 'F04A'), sign('Symbol', 'F061')].join('')
  expect(await textOf('a.docx', docx(`<w:p>${signs}</w:p>`))).toBe('→☺α')
  const [document] = await readHere('b.docx', docx(`<w:p>${run('\uf0e8x')}</w:p>`))
  expect(document!.text).toBe('\uf0e8x')
  expect(document!.warnings).toEqual(['1 sign of a font without letters: see in the file what is meant'])
})

test('OpenDocument: sections, lists of contents, fields and frames are part of the text', async () => {
  const body =
    '<text:section><text:p>In a section</text:p></text:section>' +
    '<text:p>Page <text:page-number>3</text:page-number><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame> end</text:p>' +
    '<text:table-of-content><text:index-body><text:p>contents</text:p></text:index-body></text:table-of-content>'
  expect(await textOf('a.odt', odt(body))).toBe('In a section\nPage 3 end\nboxed\ncontents')
})

test('Rich Text: surrogate pairs, fallbacks of several bytes, tables in tables and pictures', async () => {
  const file = String.raw`{\rtf1\ansi\ansicpg1251\uc1 \u1055?\u1088?\'e8\'e2\'e5\'f2 {\uc2\u8364\'80\'20x}\par\intbl A\cell{\intbl\itap2 N1\nestcell N2\nestcell{\*\nesttableprops\nestrow}{\nonesttables\par}}B\cell\row\pard\u-10179?\u-8704? emoji\par {\pict\bin4 }}{}x}{\*\unknown no}tail\par}`
  expect(await textOf('a.rtf', bytes(file))).toBe('Привет €x\nA\nN1\nN2\nB\n😀 emoji\ntail')
})

test('subtitles: tags, places, notes, speakers, and cues that overlap, each once and in order', async () => {
  const srt =
    '1\r\n00:00:01,000 --> 00:00:03,000 X1:10 X2:20\r\n<i>Hello</i> <font color="red">there</font>\r\nagain\r\n\r\n' +
    '2\r\n00:00:01,500 --> 00:00:02,000\r\n{\\an8}over &amp; under\r\n\r\n3\r\n00:00:04,000 --> 00:00:05,000\r\n5 < 6 and 7 > 3\r\n'
  expect(await textOf('a.srt', bytes(srt))).toBe('Hello there again\nover & under\n5 < 6 and 7 > 3')
  const vtt =
    'WEBVTT - Title\nKind: captions\n\nNOTE a comment\nof lines\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v.loud Mary Ann>Hi <c.yellow>there</c> <00:01.500>now</v>\n\n00:01.500 --> 00:04.000\n<v Bob>Yes &lt;ok&gt;\n'
  expect(await textOf('a.vtt', bytes(vtt))).toBe('Mary Ann: Hi there now\nBob: Yes <ok>')
})

test('tables: the line by which Excel says what separates, pipes, tabs, and quotes inside of cells', async () => {
  expect(await textOf('a.csv', bytes('sep=;\r\nname;text\r\nA;hello, there\r\n'))).toBe('hello, there')
  expect(await textOf('b.csv', bytes('name|text\nA|hello there, yes\nB|more; here\n'))).toBe(
    'hello there, yes',
  )
  expect(await textOf('c.csv', bytes('id\ttext\n1\thello, world; foo\n'))).toBe('hello, world; foo')
  expect(await textOf('d.csv', bytes('who;said\nAnna;"One; two ""q""\r\nnext line"\n'))).toBe(
    'One; two "q"\nnext line',
  )
  expect(await textOf('e.csv', Buffer.from('\ufeffname\ttext\nJosé\tÉl dijo\n', 'utf16le'))).toBe('Él dijo')
})

test('Excel: strings in runs, results of formulas, and characters by their numbers', async () => {
  const text = (place: string, inside: string) => `<c r="${place}" t="inlineStr"><is>${inside}</is></c>`
  const rows =
    `<row r="1">${text('A1', '<t>who</t>')}${text('B1', '<t>text</t>')}</row>` +
    `<row r="2">${text('A2', '<r><t>An</t></r><r><t>na</t></r>')}<c r="B2" t="str"><f>A2</f><v>long result_x000D_\nof_x005F_x000D_</v></c></row>`
  const [document] = await readHere('a.xlsx', xlsx(rows))
  expect(document!.text).toBe('long result\nof_x000D_')
  expect(document!.variables).toEqual({ who: 'Anna' })
})

test('pages: elements that close themselves in XHTML, old markup, marks of byte order, entities', async () => {
  const whole = { page: 'whole' }
  const xhtml =
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>a<span/>b</p><script/><p>c</p></body></html>'
  expect(await textOf('a.xhtml', bytes(xhtml), whole)).toBe('ab\nc')
  expect(await textOf('b.html', Buffer.from('\ufeff<p>wide é</p>', 'utf16le'), whole)).toBe('wide é')
  expect(
    await textOf('c.html', bytes('<BODY><FONT>x<P>y<P>z<TABLE><TR><TD>a<TD>b</TABLE></BODY>'), whole),
  ).toBe('x\ny\nz\na\nb')
  expect(await textOf('d.html', bytes('<p>&lt;tag&gt; &amp;amp; &#x1F600; y&shy;z</p>'), whole)).toBe(
    '<tag> &amp; 😀 y\u00adz',
  )
})

test('Markdown: a note of one word is no address of a link', async () => {
  expect(await textOf('a.md', bytes('Text.[^1]\n\n[^1]: Ibidem\n\n[x]: http://example.org\n'))).toBe(
    'Text.[^1]\n[^1]: Ibidem',
  )
})
