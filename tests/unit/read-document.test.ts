import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { readDocument } from '../../main/read-document.ts'
import { shared } from '../shared.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, order: 'le' | 'be', mark = true) => {
  const view = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')
  return new Uint8Array(order === 'le' ? view : view.swap16())
}
const read = (name: string, content: Uint8Array | string, encoding?: string) =>
  readDocument(name, typeof content === 'string' ? bytes(content) : content, encoding)

test('the articles come in as they are', () => {
  const folder = new URL('articles/', shared)
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))
  expect(files).toHaveLength(5)
  for (const name of files) {
    const content = readFileSync(new URL(name, folder))
    const { text, title, source, warnings } = readDocument(name, content)
    expect(Buffer.from(text).equals(content)).toBe(true)
    expect(title).toBe(name.replace('.txt', ''))
    expect(source).toMatchObject({ name, encoding: 'utf-8', importer: 'text/1' })
    expect(source.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(warnings).toEqual([])
  }
})

test('UTF-8 and UTF-16 with a byte order mark give the same text', () => {
  const text = 'Ağdam “said” 😀\n'
  const all = [bytes(text), bytes(`\ufeff${text}`), utf16(text, 'le'), utf16(text, 'be')]
  expect(all.map((content) => read('a.txt', content).text)).toEqual([text, text, text, text])
  expect(all.map((content) => read('a.txt', content).source.encoding)).toEqual([
    ...['utf-8', 'utf-8', 'utf-16le', 'utf-16be'],
  ])
})

test('every kind of line end becomes a line feed, and the person is told', () => {
  const { text, warnings } = read('a.TXT', 'one\r\ntwo\rthree\n')
  expect(text).toBe('one\ntwo\nthree\n')
  expect(warnings).toEqual(['line ends were changed to line feeds'])
})

test('an encoding that is named is used', () => {
  expect(read('a.txt', Uint8Array.from([0xc1, 0xe0, 0xea, 0xf3]), 'windows-1251').text).toBe('Баку')
  expect(read('a.txt', utf16('text', 'le', false), 'utf-16le').text).toBe('text')
  expect(() => read('a.txt', 'text', 'klingon')).toThrow(/^a.txt: there is no encoding “klingon”/)
})

test('a Markdown file is titled by its heading, others by their name', () => {
  expect(read('notes.md', 'Date: today\n\n# What the ministry said #\n\n## More').title).toBe(
    'What the ministry said',
  )
  expect(read('notes.md', 'No heading\n\n## Only a second').title).toBe('notes')
  expect(read('notes.2022.txt', '# Not a heading here').title).toBe('notes.2022')
  expect(read('.txt', 'text').title).toBe('.txt')
})

const refusals: [what: string, name: string, content: Uint8Array | string, message: RegExp][] = [
  ['bytes that are no UTF-8', 'a.txt', Uint8Array.from([0x61, 0x62, 0xe9, 0x63]), /not UTF-8 from byte 2 on/],
  ['a text cut off in a character', 'a.txt', bytes('a😀').slice(0, 3), /not UTF-8 from byte 1 on/],
  ['half a UTF-16 character', 'a.txt', utf16('text', 'le').slice(0, -1), /not UTF-16LE from byte \d+ on/],
  ['NUL bytes', 'a.txt', 'some\0thing', /NUL character at 4, so this is no text file/],
  ['UTF-16 without a mark', 'a.txt', utf16('text', 'le', false), /NUL character .* byte order mark/],
  ['control characters', 'a.txt', '\x01\x02\x03'.repeat(20), /60 of its 60 characters are control/],
  ['a PDF called .txt', 'a.txt', '%PDF-1.7\n', /this is a PDF file, not text/],
  ['a Word file called .txt', 'a.txt', 'PK\x03\x04 word', /this is a ZIP or Office file/],
  ['an empty file', 'a.txt', '', /the file is empty/],
  ['white space only', 'a.txt', ' \n\u00a0\n', /only white space/],
  ['another ending', 'a.docx', 'text', /files ending in .docx can't be imported; .txt and .md can/],
  ['no ending', 'README', 'text', /files ending in nothing can't be imported/],
]
for (const [what, name, content, message] of refusals) {
  test(`${what} is refused by name with the reason`, () => {
    expect(() => read(name, content)).toThrow(message)
    expect(() => read(name, content)).toThrow(new RegExp(`^${name}: `))
  })
}

test('any text comes back from UTF-8 as it was, but for its line ends', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      fc.pre(!text.includes('\0') && text.trim() !== '' && !/^(%PDF|PK|GIF8|\{\\rtf|\ufeff)/.test(text))
      expect(read('a.txt', text).text).toBe(text.replace(/\r\n?/g, '\n'))
    }),
  )
})
