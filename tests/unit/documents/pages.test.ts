import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import type { ReadOptions } from '../../../main/documents/document.ts'
import { readHere } from '../../../main/documents/read.ts'
import { bytes, escaped, zip } from './made-files.ts'

async function read(name: string, content: string | Uint8Array, options: ReadOptions = {}) {
  const [document] = await readHere(name, typeof content === 'string' ? bytes(content) : content, options)
  return document!
}
const whole = (content: string) => read('a.html', content, { page: 'whole' })

const sentence = 'The ministry said on Monday that the road had been closed for the fourth day in a row. '
const page = `<!doctype html><html><head><title>Road closed</title><script>document.write('no')</script></head><body>
  <nav><a href="/">Home</a> <a href="/news">News</a></nav>
  <article><h1>Road closed</h1>${`<p>${sentence.repeat(4)}</p>`.repeat(4)}</article>
  <footer>Imprint and privacy</footer></body></html>`

test('of a web page the article is taken, and the whole page on demand', async () => {
  const article = await read('a.html', page)
  expect(article.title).toBe('Road closed')
  expect(article.text).toContain(sentence.trim())
  expect(article.text).not.toMatch(/Imprint|News|no$/)
  expect(article.warnings).toEqual([
    expect.stringMatching(/^this is the article alone, \d+ of the page's \d+ letters/),
  ])
  const all = await whole(page)
  expect(all.text).toMatch(/^Home News\nRoad closed\nThe ministry[\s\S]*Imprint and privacy$/)
  expect(all.warnings).toEqual([])
})

test('blocks are lines, white space is one space, pre is as it is written, what is hidden is left out', async () => {
  const { text } = await whole(
    `<p>One   two\n three<br>four</p><ul><li>a</li><li>b <b>bold</b></li></ul><pre>  as\n  is</pre><p hidden>no</p>
     <div style="display:none">no</div><p>Caf&eacute;&nbsp;<ruby>東京<rt>とうきょう</rt></ruby></p><table><tr><td>L</td><td>R</td></tr></table>`,
  )
  expect(text).toBe('One two three\nfour\na\nb bold\n  as\n  is\nCafé\u00a0東京\nL\nR')
})

test('scripts are not run and nothing remote is asked for', async () => {
  const { text } = await whole(
    '<p onclick="x()">Text</p><img src="http://127.0.0.1:9/x.png" onerror="x()"><iframe src="http://127.0.0.1:9/"></iframe>' +
      '<script>globalThis.harm = 1</script><link rel="stylesheet" href="http://127.0.0.1:9/a.css"><object data="http://127.0.0.1:9/"></object><svg onload="globalThis.harm=1"><text>drawn</text></svg>',
  )
  expect(text).toBe('Text')
  expect('harm' in globalThis).toBe(false)
})

test('what a page says of its encoding holds where the bytes fit it', async () => {
  const content = (charset: string) =>
    Buffer.from(
      `<html><head><meta charset="${charset}"></head><body><p>\xc1\xe0\xea\xf3</p></body></html>`,
      'latin1',
    )
  const given = { page: 'whole' } as const
  expect((await read('a.html', content('windows-1251'), given)).text).toBe('Баку')
  expect((await read('a.html', content('windows-1251'), { ...given, encoding: 'iso-8859-1' })).text).toBe(
    'Áàêó',
  )
})

test('a page that a program calls .doc is read as the page that it is', async () => {
  const { text, warnings } = await read('a.doc', page, { page: 'whole' })
  expect(text).toContain('Road closed')
  expect(warnings).toEqual(['this is a web page although its name ends in .doc; it was read as one'])
})

test('Markdown is read as it is meant, not as it is typed', async () => {
  const { text, title, variables, warnings } = await read(
    'notes.md',
    '---\noutlet: "APA"\ndate: 2022-12-20\n---\n# What the *ministry* said #\n\nA **bold** word,\nthe next line\\\nand [a link](http://x.y).\n\n1. one\n2. two\n\n> quoted\n\n    code *as is*\n\n| a | b |\n|---|---|\n| c | d |\n\n<div>raw <b>html</b></div>\n',
  )
  expect(text).toBe(
    'What the ministry said\nA bold word,\nthe next line\nand a link.\none\ntwo\nquoted\ncode *as is*\na\nb\nc\nd\nraw html',
  )
  expect(title).toBe('What the ministry said')
  expect(variables).toEqual({ outlet: 'APA', date: '2022-12-20' })
  expect(warnings).toEqual([
    'the addresses of 1 link are not part of the text',
    'the numbers or bullets of 2 list items are not part of the text',
  ])
})

test('a Markdown file is titled by its heading, others by their name', async () => {
  expect((await read('notes.md', 'Date: today\n\n# What the ministry said #\n\n## More')).title).toBe(
    'What the ministry said',
  )
  expect((await read('notes.md', 'No heading\n\n## Only a second')).title).toBe('notes')
  expect((await read('notes.2022.txt', '# Not a heading here')).title).toBe('notes.2022')
  expect((await read('.txt', 'text')).title).toBe('.txt')
})

const chapter = (body: string) =>
  `<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x.js"/></head><body>${body}</body></html>`
const book = (others: Record<string, string> = {}) =>
  zip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
    'OPS/book.opf':
      '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>A book</dc:title></metadata><manifest><item id="b" href="two%20b.xhtml" media-type="application/xhtml+xml"/><item id="a" href="one.xhtml" media-type="application/xhtml+xml"/><item id="c" href="style.css" media-type="text/css"/></manifest><spine><itemref idref="a"/><itemref idref="b"/><itemref idref="gone"/></spine></package>',
    'OPS/one.xhtml': chapter('<h1>First</h1><p>Caf&eacute;<a id="p1"/> <i>said</i></p>'),
    'OPS/two b.xhtml': chapter('<p>Second</p>'),
    ...others,
  })

test('a book is read in the order of its spine', async () => {
  const { text, title, source } = await read('a.epub', book())
  expect(text).toBe('First\nCafé said\nSecond')
  expect([title, source.importer]).toEqual(['A book', 'epub/1'])
})

test('a book that is protected against copying is refused', async () => {
  const locked = (uri: string) => ({
    'META-INF/encryption.xml': `<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`,
  })
  await expect(read('a.epub', book(locked('OPS/one.xhtml')))).rejects.toThrow(
    /^a.epub: the book is protected against copying; only one without protection can be imported$/,
  )
  expect((await read('a.epub', book(locked('OPS/font.otf')))).text).toContain('First')
})

test('subtitles are what is said, by whom where it is named', async () => {
  const vtt =
    'WEBVTT - talk\n\nNOTE a remark\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:04.000 align:start\n<v.loud Anna>Good <i>morning</i> &amp; welcome</v>\nall\n\n00:00:05.000 --> 00:00:06.000\n<00:00:05.500><c.yellow>Thanks</c>\n'
  expect((await read('a.vtt', vtt)).text).toBe('Anna: Good morning & welcome all\nThanks')
  const srt =
    '1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}One\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n42\r\n\r\n'
  const { text, warnings } = await read('a.srt', srt)
  expect(text).toBe('One\n42')
  expect(warnings).toEqual(['the numbers and times of 2 subtitles are not part of the text'])
  await expect(read('a.srt', 'just text')).rejects.toThrow(
    /^a.srt: no line in it says when a subtitle is shown/,
  )
})

/** Lines of letters whose white space a page would not change. */
const line = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map((text) =>
    text
      .replace(/[\p{Cc}\s\ufffe\uffff]+/gu, ' ')
      .trim()
      .toWellFormed(),
  )
  .filter((text) => text !== '')

test('any text comes back from a web page as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
      const content = `<!doctype html><html><body>${lines.map((each) => `<p>${escaped(each)}</p>`).join('\n')}</body></html>`
      expect((await whole(content)).text).toBe(lines.join('\n').replace(/^\ufeff/, ''))
    }),
    { numRuns: 1000 },
  )
})
